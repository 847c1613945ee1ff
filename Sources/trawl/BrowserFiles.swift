import Foundation
import Terminal

/// Files that live for a moment: what a pager is given to show.
enum TemporaryFile {
    /// Writes a text to a file of its own that only this user can read. Escape sequences are made visible: a pager may
    /// pass them on.
    static func write(_ text: String, name: String) throws -> String {
        let safe = String(
            name.unicodeScalars.map { CharacterSet.alphanumerics.contains($0) ? Character($0) : "-" }.prefix(40))
        let template = FileManager.default.temporaryDirectory.appendingPathComponent("trawl-\(safe)-XXXXXX").path
        var bytes = Array(template.utf8CString)
        let descriptor = mkstemp(&bytes)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let path = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let lines = Sanitize.lines(text).joined(separator: "\n")
        try handle.write(contentsOf: Data(lines.utf8))
        return path
    }

    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

/// The user's pager.
enum Pager {
    /// Shows a file and waits until the user has read it. Gives the pager's exit status.
    static func run(_ path: String) -> Int32 { run(["PAGER"], or: "less", path) }

    /// Opens a file in the user's editor.
    static func edit(_ path: String) -> Int32 { run(["VISUAL", "EDITOR"], or: "vi", path) }

    /// Runs the first program that the environment names.
    private static func run(_ names: [String], or usual: String, _ path: String) -> Int32 {
        let environment = ProcessInfo.processInfo.environment
        let program = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? usual
        var settings = environment
        settings["LESSSECURE"] = "1"
        // The path is an argument of its own and never part of the command's text.
        return Foreground.run("/bin/sh", ["-c", "\(program) \"$1\"", "sh", path], environment: settings)
    }
}

/// Where the words of libraries go while the screen is on: never to the screen.
enum StandardError {
    static func redirect(to path: String?) {
        let target = path ?? "/dev/null"
        let descriptor = open(target, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        dup2(descriptor, STDERR_FILENO)
        close(descriptor)
    }
}
