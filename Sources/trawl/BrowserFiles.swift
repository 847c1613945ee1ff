import Foundation
import Terminal
import Wire

/// Files that live for a moment: what a pager is given to show.
enum TemporaryFile {
    /// Writes a text to a private file of its own. Escape sequences are made visible, as a pager may pass them on, unless
    /// the file stands for a copy and is to hold the text as it is.
    static func write(
        _ text: String, name: String, ending: String = ".txt", asItIs: Bool = false
    ) throws -> String {
        let safe = name.utf8.prefix(40).map { $0.isLetterOrDigit ? Character(Unicode.Scalar($0)) : "-" }
        let lines = asItIs ? text : Sanitize.lines(text).joined(separator: "\n")
        return try PrivateFile.temporary("trawl-" + String(safe), ending: ending, Array(lines.utf8))
    }
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
        let own = path.flatMap { try? RegularFile.open($0, flags: O_WRONLY | O_CREAT | O_APPEND) }
        let descriptor = own ?? open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        dup2(descriptor, STDERR_FILENO)
        close(descriptor)
    }
}
