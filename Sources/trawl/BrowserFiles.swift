import Foundation
import Terminal

/// Files that live for a moment: what a pager is given to show.
enum TemporaryFile {
    /// Writes a text to a file of its own that only this user can read. Escape sequences are made visible, as a pager may
    /// pass them on, unless the file stands for a copy and is to hold the text as it is.
    static func write(
        _ text: String, name: String, ending: String = ".txt", asItIs: Bool = false
    ) throws -> String {
        let safe = String(
            name.unicodeScalars.map { CharacterSet.alphanumerics.contains($0) ? Character($0) : "-" }.prefix(40))
        let template = FileManager.default.temporaryDirectory.appendingPathComponent("trawl-\(safe)-XXXXXX\(ending)")
            .path
        var bytes = Array(template.utf8CString)
        let descriptor = mkstemps(&bytes, Int32(ending.utf8.count))
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        let path = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var lines = asItIs ? text : Sanitize.lines(text).joined(separator: "\n")
        try lines.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            let whole = UnsafeMutableRawPointer(mutating: start)
            try handle.write(contentsOf: Data(bytesNoCopy: whole, count: bytes.count, deallocator: .none))
        }
        return path
    }

    static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

/// A program of the user's own that a file is shown with.
enum UserProgram {
    case pager, editor

    /// Variables that name it, the first one that is set.
    private var names: [String] { self == .pager ? ["PAGER"] : ["VISUAL", "EDITOR"] }

    private var named: (name: String, line: String)? {
        let environment = ProcessInfo.processInfo.environment
        return names.lazy.compactMap { name in environment[name].map { (name, $0) } }
            .first { !$0.1.allSatisfy(\.isWhitespace) }
    }

    private var line: String { named?.line ?? (self == .pager ? "less" : "vi") }

    /// Shows a file and waits until the user has seen it. Gives the program's exit status.
    func run(_ path: String) -> Int32 {
        let settings = self == .pager ? ["LESSSECURE": "1"] : [:]
        // The path is an argument of its own and never part of the command's text.
        return ChildProgram.runInForeground(["/bin/sh", "-c", "\(line) \"$1\"", "sh", path], settings: settings)
    }

    /// What went wrong, and what to do about it.
    func problem(_ status: Int32) -> String {
        let variable = named?.name ?? names.last ?? ""
        let program = Sanitize.line(line.split(separator: " ").first.map(String.init) ?? line)
        switch status {
        case 126, 127: return "\(program) cannot be run: set $\(variable) to a program that is here"
        case 129...: return "\(program) ($\(variable)) was ended by signal \(status - 128)"
        default: return "\(program) ($\(variable)) ended with status \(status)"
        }
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
