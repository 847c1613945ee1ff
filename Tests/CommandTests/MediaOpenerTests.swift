import Archive
import Foundation
import Platform
import Synchronization
import Testing
import Wire

@testable import Shell
@testable import Trajectory
@testable import trawl

/// Pictures and sounds of a transcript are opened when they are asked for, and only those.
@Suite struct MediaOpenerTests {
    private let folder = TemporaryFolder()
    private let handed = HandedFiles()

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/runs/images", withIntermediateDirectories: true)
    }

    private static let pixels = "GIF89a, not really a picture"

    /// What was started, and what came of it.
    private struct Run {
        var answer: EffectResult
        var started: [String]

        var words: String? { if case .done(let text) = answer { text } else { nil } }
        var error: PlatformError? { if case .failed(let error) = answer { error } else { nil } }
    }

    /// A document of one message with these parts, beside the files of the folder.
    private func platform(_ parts: [JSONValue]) throws -> (ArchivePlatform, TrajectoryDocument) {
        let root: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [["step_id": 1, "source": "user", "message": .array(parts)]],
        ]
        _ = try folder.write("runs/run.json", root.serialized())
        return (
            try ArchivePlatform.open(paths: [folder.path + "/runs"]), TrajectoryDocument.read(root.bytes, name: "run")
        )
    }

    private func open(_ part: JSONValue, _ environment: [String: String] = ["TRAWL_OPENER": "show"]) async throws -> Run
    {
        let (platform, document) = try platform([part])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first)
        let items = try await platform.items(of: evaluation.id).collect()
        let item = try #require(items.first { $0.sessionID != nil })
        guard case .media(let media)? = document.step(0)?.message.first else {
            throw PlatformError(.malformed, detail: "no medium")
        }
        let started = Mutex<[String]>([])
        let opener = MediaOpener(environment: environment, folder: folder.path, handed: handed) {
            program, target in
            started.withLock { $0 += [program, target] }
        }
        let request = MediaRequest(
            document: DocumentReference(document), step: 0, media: media, ordinal: 0, session: item.sessionID)
        let answer = await opener.open(request, platform)
        return Run(answer: answer, started: started.withLock { $0 })
    }

    private static func picture(_ path: String) -> JSONValue {
        ["type": "image", "source": ["media_type": "image/png", "path": .string(path)]]
    }

    @Test func aPictureBesideTheDocumentIsCopiedToAPrivateFileAndOpened() async throws {
        _ = try folder.write("runs/images/a.png", Self.pixels)
        let run = try await open(Self.picture("images/a.png"))
        #expect(run.started.first == "show")
        let copy = try #require(run.started.last)
        #expect(copy.hasPrefix(folder.path) && copy.hasSuffix(".gif") && !copy.contains("images"))
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == Self.pixels)
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(run.words?.contains("opened with show") == true)
        handed.remove()
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test(arguments: [[:], ["DISPLAY": ":0", "SSH_CONNECTION": "a"], ["TRAWL_OPENER": ""]])
    func whereNothingOpensItThePlaceIsTold(environment: [String: String]) async throws {
        _ = try folder.write("runs/a.png", Self.pixels)
        let run = try await open(Self.picture("a.png"), environment)
        #expect(run.started.isEmpty)
        let place = try #require(run.words?.split(separator: " ").last.map(String.init))
        #expect(try String(contentsOfFile: place, encoding: .utf8) == Self.pixels)
    }

    @Test func onADesktopItsOwnProgramOpens() async throws {
        _ = try folder.write("runs/a.png", Self.pixels)
        #expect(try await open(Self.picture("a.png"), ["DISPLAY": ":0"]).started.first == "xdg-open")
    }

    @Test(arguments: [
        "missing.png", "../outside.png", "/etc/hostname", "images", "a.png\u{0}b", "..", "file:///etc/passwd",
    ])
    func whatIsNotBesideTheDocumentIsNotOpened(path: String) async throws {
        _ = try folder.write("outside.png", Self.pixels)
        _ = try folder.write("runs/images/a.png", Self.pixels)
        let run = try await open(Self.picture(path))
        #expect(run.started.isEmpty && run.error != nil, "\(path)")
    }

    @Test func aLinkThatLeadsOutIsNotOpened() async throws {
        _ = try folder.write("secret.png", Self.pixels)
        _ = try folder.write("runs/b.json", "{}")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/runs/link.png", withDestinationPath: folder.path + "/secret.png")
        let run = try await open(Self.picture("link.png"))
        #expect(run.started.isEmpty && run.error != nil)
    }

    @Test func dataInTheDocumentIsDecoded() async throws {
        let data = Data(Self.pixels.utf8).base64EncodedString()
        let run = try await open(["type": "image_url", "image_url": ["url": .string("data:image/png;base64,\(data)")]])
        let copy = try #require(run.started.last)
        #expect(copy.hasSuffix(".gif"))
        #expect(try String(contentsOfFile: copy, encoding: .utf8) == Self.pixels)
    }

    @Test func aWebAddressIsHandedOnAndNothingElseIs() async throws {
        let run = try await open(["type": "image_url", "image_url": ["url": "https://example.com/a.png?b=c d"]])
        #expect(run.started == ["show", "https://example.com/a.png?b=c%20d"])
        let other = try await open(["type": "image_url", "image_url": ["url": "ssh://-oProxyCommand=x/"]])
        #expect(other.started.isEmpty && other.error?.kind == .unsupported)
    }

    @Test func theBytesSayWhatItIs() async throws {
        _ = try folder.write("runs/a.png", Self.pixels)
        let run = try await open([
            "type": "image", "source": ["media_type": "image/p;n g$(x)/../../etc", "path": "a.png"],
        ])
        let copy = try #require(run.started.last)
        #expect(copy.hasPrefix(folder.path + "/trawl-") && !copy.dropFirst(folder.path.count + 1).contains("/"))
        #expect(copy.hasSuffix(".gif"))
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<svg onload='x'/>", "#!/bin/sh\n", "[Desktop Entry]", "MZ", "BM", "", "RIFF",
    ])
    func whatIsNoPictureOrSoundIsNeitherWrittenNorOpened(text: String) async throws {
        _ = try folder.write("runs/a.png", text)
        let run = try await open(Self.picture("a.png"))
        #expect(run.started.isEmpty && run.error?.kind == .unsupported)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["runs"])
    }

    @Test func formatsAreToldByTheirBytes() {
        let known: [(String, [UInt8])] = [
            ("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]), ("jpg", [0xFF, 0xD8, 0xFF, 0xE0]),
            ("webp", Array("RIFF....WEBPVP8 ".utf8)), ("wav", Array("RIFF....WAVEfmt ".utf8)),
            ("bmp", Array("BM1234".utf8) + [0, 0, 0, 0, 0x36]), ("mp4", [0, 0, 0, 0x20] + Array("ftypisom".utf8)),
            ("m4a", [0, 0, 0, 0x20] + Array("ftypM4A ".utf8)), ("mp3", Array("ID3".utf8)), ("ogg", Array("OggS".utf8)),
        ]
        for (ending, bytes) in known { #expect(MediaFormat.ending(of: bytes) == ending) }
        #expect(MediaFormat.ending(of: Array("....WEBPWEBP".utf8)) == nil)
    }

    @Test func theTargetIsAnArgumentAndNeverPartOfACommand() async throws {
        _ = try folder.write("runs/a.png", Self.pixels)
        let out = folder.path + "/out"
        let (platform, document) = try platform([Self.picture("a.png")])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first)
        let items = try await platform.items(of: evaluation.id).collect()
        let item = try #require(items.first { $0.sessionID != nil })
        #expect(mkfifo(out, 0o600) == 0)
        let opener = MediaOpener(
            environment: ["TRAWL_OPENER": "printf '%s' >\(out)"], folder: folder.path, handed: HandedFiles())
        guard case .media(let media)? = document.step(0)?.message.first else { return }
        let link = Media(kind: media.kind, path: "https://x/$(touch \(folder.path)/broken);`id`")
        let request = MediaRequest(
            document: DocumentReference(document), step: 0, media: link, ordinal: 0, session: item.sessionID)
        _ = await opener.open(request, platform)
        // Reading waits for the program to write and to end.
        let said = try FileHandle(forReadingFrom: URL(fileURLWithPath: out)).readToEnd() ?? Data()
        #expect(String(decoding: said, as: UTF8.self) == link.path.map(Quote.address))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/broken"))
    }
}
