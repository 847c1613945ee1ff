import Archive
import Foundation
import Platform
import PlatformHTTP
import Shell
import Synchronization
import TestSupport
import Testing

@testable import trawl

/// Downloads behind the screen, from a real server to a real file system: whatever happens, nothing half-done is left.
@Suite struct BackgroundDownloadTests {
    private func client(_ port: UInt16) throws -> HTTPPlatform {
        let address = try #require(ServerAddress("http://127.0.0.1:\(port)"))
        var options = HTTPOptions.patient()
        options.retry.maximumAttempts = 1
        return HTTPPlatform(
            Connection(server: ServerConnection(address: address), organization: "a", workspace: "b"), options: options)
    }

    private func files(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func request(_ folder: TemporaryFolder) -> BundleRequest {
        BundleRequest(Evaluation(id: "e1", name: "e", status: .completed), path: folder.path + "/all.zip")
    }

    /// The download, and its answers as they come.
    private func start(
        _ request: BundleRequest, from platform: any Platform
    ) -> (Task<Void, any Error>, AsyncStream<EffectResult>) {
        let (answers, post) = AsyncStream<EffectResult>.makeStream()
        let task = Task {
            defer { post.finish() }
            try await BackgroundDownload.run(request, from: platform) { post.yield($0) }
        }
        return (task, answers)
    }

    private static func head(_ length: Int) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func whatIsCancelledIsGone() async throws {
        let server = try ScriptedServer([.read, .send(Self.head(1_000_000) + "PK\u{3}\u{4} the beginning"), .stall])
        defer { server.stop() }
        let folder = TemporaryFolder()
        let (download, answers) = start(request(folder), from: try client(server.port))
        for await answer in answers {
            guard case .progress(let progress) = answer, progress.done > 0 else { continue }
            #expect(progress.total == 1_000_000)
            break
        }
        let parts = try files(folder)
        #expect(parts.count == 1 && parts[0].hasPrefix("all.zip.") && parts[0].hasSuffix(".part"), "\(parts)")
        download.cancel()
        _ = await download.result
        #expect(try files(folder).isEmpty)
    }

    static let broken: [(name: String, script: [ScriptedServer.Act], words: String)] = [
        (
            "cut at 90 %", [.read, .send(head(100)), .send("PK\u{3}\u{4}" + String(repeating: "x", count: 86))],
            "Connection lost"
        ),
        (
            "truncated, and nobody says so",
            [.read, .send(head(40)), .send("PK\u{3}\u{4}" + String(repeating: "x", count: 36))], "The ZIP is not whole"
        ),
        (
            "JSON instead of a ZIP",
            [
                .read,
                .send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n"
                        + "{\"detail\":\"not today\"}"),
            ], "not today"
        ),
        ("nothing at all", [.read, .send(head(0))], "empty answer"),
    ]

    @Test(arguments: broken.indices) func whatIsNotWholeIsToldAndGone(index: Int) async throws {
        let (name, script, words) = Self.broken[index]
        let server = try ScriptedServer(script)
        defer { server.stop() }
        let folder = TemporaryFolder()
        let (_, answers) = start(request(folder), from: try client(server.port))
        var last: Message?
        for await answer in answers {
            if case .ended(let message) = answer { last = message }
        }
        #expect(last?.tone == .error, "\(name)")
        #expect(last?.text.contains(words) == true, "\(name): \(last?.text ?? "")")
        #expect(try files(folder).isEmpty, "\(name)")
    }

    /// The system refuses bytes beyond a limit, as a full disk does.
    @Test func aFullDiskLeavesNothing() throws {
        let evaluation = "{\"id\":\"e1\",\"name\":\"e\",\"job_status\":\"completed\"}"
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(evaluation.utf8.count)\r\n\r\n\(evaluation)"
        let bytes = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 400_000)
        let server = try ScriptedServer([
            .read, .send(answer), .read, .send(Self.head(bytes.count)), .sendBytes(bytes),
        ])
        defer { server.stop() }
        let folder = TemporaryFolder()
        let key = try folder.write("key", "dn_key_test\n")
        let place = "--server http://127.0.0.1:\(server.port) --api-key-file '\(key)' --organization o --workspace w"
        let run = try ProgramRun(
            shell: "ulimit -f 16; exec \"$TRAWL\" download e1 \(place) -o \"$HOME/all.zip\"", home: folder)
        #expect(run.status == ShellStatus.local.rawValue, "\(run.errors)")
        #expect(run.errors.contains("all.zip: File too large"), "\(run.errors)")
        #expect(try files(folder).filter { $0.hasPrefix("all") }.isEmpty)
    }

    @Test func aFolderThatCannotBeWrittenIsTold() throws {
        let run = try ProgramRun(["download", "x", "--demo", "-o", "/proc/nowhere/all.zip"])
        #expect(run.status == ShellStatus.notFound.rawValue || run.status == ShellStatus.local.rawValue)
    }
}
