import Foundation
import Platform
import Shell
import Synchronization
import Terminal
import Trajectory
import Wire

/// Files that were handed to other programs. They go when the screen does: such programs return at once, and read later.
final class HandedFiles: Sendable {
    private let paths = Mutex<[String]>([])

    func add(_ path: String) { paths.withLock { $0.append(path) } }

    func remove() { for path in paths.withLock({ $0 }) { PrivateFile.remove(path) } }
}

/// Opens a picture or a sound with another program: `$TRAWL_OPENER`, or `xdg-open` where there is a desktop. Over plain SSH
/// the file is written and its place told.
struct MediaOpener: Sendable {
    /// What opens files and links; nil where nothing does.
    private let program: String?
    /// Where files are written; nil for the folder of temporary files.
    private let folder: String?
    private let handed: HandedFiles
    private let start: @Sendable (_ program: String, _ target: String) throws -> Void

    init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: String? = nil, handed: HandedFiles,
        start: @escaping @Sendable (String, String) throws -> Void = MediaOpener.run
    ) {
        program = Self.program(environment)
        self.folder = folder
        self.handed = handed
        self.start = start
    }

    func open(_ request: MediaRequest, _ platform: any Platform) async -> EffectResult {
        do {
            if let path = request.media.path, path.contains("://") { return try openLink(path) }
            let bytes = try await Self.bytes(request, platform)
            guard let ending = MediaFormat.ending(of: bytes) else {
                throw PlatformError(
                    .unsupported,
                    detail: "this \(request.media.kind) is in no format of pictures and sounds: not opened")
            }
            let path = try PrivateFile.temporary("trawl", ending: "." + ending, in: folder, bytes)
            let what = "\(request.media.kind), \(NumberFormat.bytes(bytes.count))"
            guard let program else { return .done("\(what): nothing opens it here ($TRAWL_OPENER); it is \(path)") }
            handed.add(path)
            try start(program, path)
            return .done("\(what): opened with \(program), as \(path)")
        } catch let error as PlatformError {
            return .failed(error)
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    private func openLink(_ link: String) throws -> EffectResult {
        let shown = Sanitize.line(link)
        guard link.hasPrefix("https://") || link.hasPrefix("http://") else {
            return .failed(PlatformError(.unsupported, detail: "\(shown) is no web address"))
        }
        guard let program else { return .done("nothing opens it here ($TRAWL_OPENER): \(shown)") }
        try start(program, Quote.address(link))
        return .done("opened with \(program): \(shown)")
    }

    private static func bytes(_ request: MediaRequest, _ platform: any Platform) async throws -> [UInt8] {
        let document = request.document.document
        if request.media.inlineBytes != nil {
            guard let text = document.inlineData(of: request.media, request.ordinal, inStep: request.step),
                let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters)
            else { throw PlatformError(.malformed, detail: "the data of this \(request.media.kind) cannot be read") }
            return Array(data)
        }
        guard let path = request.media.path, let session = request.session else {
            throw PlatformError(.unsupported, detail: "this \(request.media.kind) does not say where it is")
        }
        return try await platform.attachment(path, of: session)
    }

    /// The user's own choice, or the desktop's where there is one on this machine.
    private static func program(_ environment: [String: String]) -> String? {
        if let own = environment["TRAWL_OPENER"], !own.isEmpty { return own }
        let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        let hasDesktop = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        return hasDesktop && !isRemote ? "xdg-open" : nil
    }

    /// Starts it behind a shell, which does not wait; what it prints does not reach the screen.
    @Sendable private static func run(_ program: String, _ target: String) throws {
        // The target is an argument of its own and never part of the command's text.
        let status = ChildProgram.runApart(["/bin/sh", "-c", "\(program) \"$1\" &", "sh", target])
        if status != 0 { throw PlatformError(.storage, detail: "\(program) cannot be run (status \(status))") }
    }
}
