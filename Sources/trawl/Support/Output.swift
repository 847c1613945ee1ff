import CProcess
import Foundation
import Platform
import Synchronization
import Terminal
import Wire

/// Where a command writes its answer: standard output. What somebody else wrote is cleaned, on a terminal and in a pipe;
/// in a pipe it can be asked for as it is.
final class Output: Sendable {
    /// Standard output is a terminal: tables fit it, and nothing hostile reaches it.
    let isTerminal: Bool
    let usesColour: Bool
    /// Columns of the terminal.
    let width: Int
    let isQuiet: Bool
    /// Texts are wanted as they are: never on a terminal.
    let isRaw: Bool
    /// Rows are read out: one fact a line.
    let isLinear: Bool
    private let descriptor: Int32
    private let buffer = Mutex<[UInt8]>([])
    private static let bufferSize = 1 << 16

    init(
        quiet: Bool = false, noColour: Bool = false, raw: Bool = false, linear: Bool = false,
        descriptor: Int32 = STDOUT_FILENO
    ) {
        let environment = ProcessInfo.processInfo.environment
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        isRaw = raw && !isTerminal
        isLinear = linear || environment["TRAWL_LINEAR"]?.isEmpty == false
        usesColour =
            isTerminal && !noColour && environment["NO_COLOR"]?.isEmpty != false && environment["TERM"] != "dumb"
        width = Self.width(descriptor, environment)
        isQuiet = quiet
    }

    private static func width(_ descriptor: Int32, _ environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }

    /// One line of text that somebody else may have written.
    func line(_ text: String) { clean(isRaw ? text : Sanitize.line(text)) }

    /// Text that is clean already: lines, or one that is coloured.
    func clean(_ text: String) { write(text + "\n") }

    /// One JSON value on a line of its own. On a terminal every character that a terminal could obey is escaped.
    /// `change` is made to its text first.
    func json(_ value: JSONValue, _ change: (String) -> String = { $0 }) {
        let text = change(value.serialized())
        write((isTerminal ? Self.escaped(text) : text) + "\n")
    }

    /// An id: short for people, whole for programs.
    func id<Kind>(_ id: Identifier<Kind>) -> String { isTerminal ? id.short : id.text }

    /// Bytes as they are: a document.
    func bytes(_ bytes: [UInt8]) { write(bytes) }

    private func write(_ text: String) { write(Array(text.utf8)) }

    private func write(_ bytes: [UInt8]) {
        buffer.withLock { buffer in
            buffer += bytes
            if buffer.count >= Self.bufferSize { Self.drain(&buffer, to: descriptor) }
        }
    }

    /// Writes what is held back. Commands that go on for long call it after each line.
    func flush() { buffer.withLock { Self.drain(&$0, to: descriptor) } }

    private static func drain(_ buffer: inout [UInt8], to descriptor: Int32) {
        guard !process_write(descriptor, buffer, buffer.count) else { return buffer.removeAll(keepingCapacity: true) }
        let fault = errno
        // The reader has gone (`| head`): there is nobody left to tell.
        if fault == EPIPE { process_leave(128 + SIGPIPE) }
        complain("The answer cannot be written: \(String(cString: strerror(fault))).")
        process_leave(ShellStatus.local.rawValue)
    }

    /// JSON with everything escaped that `Sanitize` would change: C1 controls, directions, what has no width.
    static func escaped(_ json: String) -> String {
        var text = ""
        text.reserveCapacity(json.utf8.count)
        for scalar in json.unicodeScalars {
            let isSafe = scalar.isASCII || Sanitize.line(String(scalar)) == String(scalar)
            if isSafe {
                text.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return text
    }

    // MARK: Beside the answer

    /// A remark on standard error: not with `--quiet`.
    func note(_ text: String) {
        if !isQuiet { Self.complain(text) }
    }

    /// A line on standard error with a page that terminals open on a click: what is waited for, with `--quiet` too.
    func link(_ before: String, _ page: String, _ after: String) {
        let clean = Sanitize.line(page)
        let isPlain = clean == page && page.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb", isPlain else {
            return Self.complain(before + page + after)
        }
        let bytes = Array("\(before)\u{1B}]8;;\(page)\u{1B}\\\(page)\u{1B}]8;;\u{1B}\\\(Sanitize.line(after))\n".utf8)
        process_write(STDERR_FILENO, bytes, bytes.count)
    }

    /// A remark on standard error that is not silenced: the answer is not what it seems to be.
    func warn(_ text: String) { Self.complain(text) }

    /// Lines on standard error, cleaned: a log may be shown on a terminal too.
    static func complain(_ text: String) {
        let bytes = Array((Sanitize.lines(text).joined(separator: "\n") + "\n").utf8)
        process_write(STDERR_FILENO, bytes, bytes.count)
    }
}
