import Foundation
import Platform
import Terminal
import Trajectory
import ViewModels
import Wire

/// Opens a picture or a sound with another program: `$TRAWL_OPENER`, or `xdg-open` where there is a desktop. Over plain SSH
/// the file is written and its place told.
struct MediaOpener: Sendable {
    /// What opens files and links; nil where nothing does.
    private let program: String?
    /// Where files are written.
    private let folder: URL
    private let start: @Sendable (_ program: String, _ target: String) throws -> Void

    init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: URL = FileManager.default.temporaryDirectory,
        start: @escaping @Sendable (String, String) throws -> Void = MediaOpener.run
    ) {
        program = Self.program(environment)
        self.folder = folder
        self.start = start
    }

    func open(_ request: MediaRequest, _ platform: any Platform) async -> Answer {
        do {
            if let path = request.media.path, path.contains("://") { return try openLink(path) }
            let bytes = try await Self.bytes(request, platform)
            let path = try write(bytes, request.media)
            let what = "\(request.media.kind), \(Figures.bytes(bytes.count))"
            guard let program else { return .done("\(what): nothing opens it here ($TRAWL_OPENER); it is \(path)") }
            try start(program, path)
            return .done("\(what): opened with \(program), as \(path)")
        } catch let error as PlatformError {
            return .failed(error)
        } catch {
            return .failed(PlatformError(.storage, detail: String(describing: error)))
        }
    }

    private func openLink(_ link: String) throws -> Answer {
        let shown = Sanitize.line(link)
        guard link.hasPrefix("https://") || link.hasPrefix("http://") else {
            return .failed(PlatformError(.unsupported, detail: "\(shown) is no web address"))
        }
        guard let program else { return .done("nothing opens it here ($TRAWL_OPENER): \(shown)") }
        try start(program, link)
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

    /// A file of its own, that only this user can read, with the ending that programs go by.
    private func write(_ bytes: [UInt8], _ media: Media) throws -> String {
        let ending = (media.mediaType ?? media.path ?? "").split(whereSeparator: { "/.".contains($0) }).last ?? "bin"
        let safe = String(ending.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(8))
        let suffix = "." + (safe.isEmpty ? "bin" : safe)
        let template = folder.appendingPathComponent("trawl-XXXXXX\(suffix)").path
        var name = Array(template.utf8CString)
        let descriptor = mkstemps(&name, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(bytes))
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
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
