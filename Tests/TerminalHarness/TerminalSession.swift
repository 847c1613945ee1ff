import CPty
import Glibc

/// A program on a terminal, driven as a person would drive it, and never by the clock: after each key the session waits
/// until the program reports (on `TRAWL_IDLE_FD`) that it has handled all that was typed and has nothing left to do.
///
/// ```swift
/// let session = try TerminalSession(command: TerminalSession.product("trawl"), arguments: ["demo"])
/// try session.waitIdle()
/// try session.press("j")
/// #expect(session.lines[3].contains("recon"))
/// ```
package final class TerminalSession {
    package enum Failure: Error, CustomStringConvertible {
        case start(String)
        /// Nothing happened for so long that the program must be stuck; with what is on the screen.
        case stuck(waitingFor: String, screen: String)
        /// It ended while it was being waited for.
        case ended(code: Int, screen: String)

        package var description: String {
            switch self {
            case .start(let command): "\(command) could not be started"
            case .stuck(let what, let screen): "waited in vain for \(what); the screen:\n\(screen)"
            case .ended(let code, let screen): "the program ended with \(code); the screen:\n\(screen)"
            }
        }
    }

    /// Keys that are no characters, as xterm sends them.
    package enum Named {
        package static let enter = "\r"
        package static let escape = "\u{1b}"
        package static let up = "\u{1b}[A"
        package static let down = "\u{1b}[B"
        package static let pageDown = "\u{1b}[6~"
        package static let pageUp = "\u{1b}[5~"
    }

    /// A program that says nothing for so long hangs. Far above what anything takes, so that no slow machine meets it.
    package static let patience: Int32 = 120_000

    /// Milliseconds.
    private let patience: Int32
    package let screen: ScreenModel
    /// Everything that the program has written.
    package private(set) var output: [UInt8] = []
    private var program = pty_program()
    /// Bytes typed, modulo 256: what the program reports when it has handled them.
    private var typed: UInt8 = 0
    private var lastReport: UInt8?
    private var reportsSinceTyping = 0
    private var marks = 0
    private var exitCode: Int?

    /// - Parameters:
    ///   - command: an absolute path.
    ///   - patience: milliseconds after which a program that says nothing hangs.
    ///   - environment: added to a small fixed one: TERM, PATH, HOME, LANG and what Swift needs to load its libraries.
    package init(
        command: String, arguments: [String] = [], width: Int = 80, height: Int = 24, term: String = "xterm-256color",
        environment: [String: String] = [:], directory: String? = nil, patience: Int32 = TerminalSession.patience
    ) throws {
        self.patience = patience
        screen = ScreenModel(width: width, height: height)
        var variables = ["TERM": term, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "TZ": "UTC"]
        for name in ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        variables["TRAWL_IDLE_FD"] = String(PTY_REPORT_DESCRIPTOR)
        variables.merge(environment) { $1 }
        let started = withCStrings([command] + arguments) { arguments in
            withCStrings(variables.map { "\($0)=\($1)" }) { variables in
                pty_start(&program, command, arguments, variables, directory, Int32(width), Int32(height))
            }
        }
        guard started else { throw Failure.start(command) }
    }

    deinit { pty_end(&program) }

    /// The path of a program that this package builds.
    package static func product(_ name: String) -> String {
        let tests = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        // A session may run in another folder than this program.
        let whole = realpath(tests, nil)
        defer { free(whole) }
        let path = whole.map { String(cString: $0) } ?? tests
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/"
            + name
    }

    // MARK: Acting

    /// Types, and waits until the program has done all that follows from it.
    package func press(_ keys: String) throws {
        type(keys)
        try waitIdle()
    }

    /// Types, and waits for nothing.
    package func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        typed &+= UInt8(truncatingIfNeeded: bytes.count)
        reportsSinceTyping = 0
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { write(program.master, $0.baseAddress, $0.count) }
            if count > 0 { sent += count } else if errno == EAGAIN { read() } else { return }
        }
    }

    /// Gives the terminal another size, and waits until the program has drawn itself anew.
    package func resize(width: Int, height: Int) throws {
        change(width: width, height: height)
        try waitIdle()
    }

    package func signal(_ number: Int32) { _ = kill(program.process, number) }

    /// Stops the program as ^Z at a shell does, and lets it go on at once.
    package func suspendAndContinue() {
        collectReports()
        reportsSinceTyping = 0
        signal(SIGTSTP)
        _ = pty_wait(&program, 100)
        read()
        signal(SIGCONT)
    }

    /// Tells the program of another size, and waits for nothing.
    package func change(width: Int, height: Int) {
        collectReports()
        reportsSinceTyping = 0
        screen.resize(width: width, height: height)
        _ = pty_resize(&program, Int32(width), Int32(height))
    }

    /// What the program has written since the last call.
    package func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Memory that the program holds, in kilobytes; nil when it has ended.
    package var residentMemory: Int? {
        guard let file = fopen("/proc/\(program.process)/status", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split { $0 == " " || $0 == "\t" }
            if words.count > 1, words[0] == "VmRSS:" { return Int(words[1]) }
        }
        return nil
    }

    /// Stops the program as SIGSTOP does, takes the terminal as a shell would, and lets the program go on.
    package func stopAndContinue() {
        collectReports()
        reportsSinceTyping = 0
        signal(SIGSTOP)
        pty_make_sane(&program)
        signal(SIGCONT)
    }

    // MARK: Waiting

    /// Waits until the program has handled everything typed and reports that it has nothing left to do; then takes all
    /// that it had written until then.
    package func waitIdle() throws {
        try pump("the program to be idle") { self.reportsSinceTyping > 0 && self.lastReport == self.typed }
        try synchronise()
    }

    /// As `waitIdle`, for one who types anything at all: what another program that was started meanwhile took of it is not
    /// waited for, once the program has answered a key that follows.
    ///
    /// - Returns: whether the program has had everything that was typed.
    @discardableResult
    package func settle() throws -> Bool {
        let end = ContinuousClock.now + .seconds(1)
        try pump("an idle report") { self.reportsSinceTyping > 0 && (self.lastReport == self.typed || .now > end) }
        if lastReport != typed {
            type("\u{c}")
            try pump("an idle report") { self.reportsSinceTyping > 0 }
        }
        defer { typed = lastReport ?? typed }
        try synchronise()
        return lastReport == typed
    }

    /// Whether the program draws for another size, though it is never idle, as it waits for somebody else.
    package func redraws(width: Int, height: Int) -> Bool {
        let before = output.count
        change(width: width, height: height)
        return (try? pump("a frame") { self.output.count > before }) != nil
    }

    /// Waits for a screen, for programs that report nothing, or whose screen changes by itself.
    package func wait(for what: String, until condition: (ScreenModel) -> Bool) throws {
        try pump(what) { condition(self.screen) }
    }

    /// Waits for the program's end: its exit code, or 128 + the signal that ended it.
    package func waitForExit() throws -> Int {
        while exitCode == nil {
            guard pty_wait(&program, patience) != 0 else { throw stuck("the end of the program") }
            read()
            collectExit()
        }
        try synchronise()
        return exitCode ?? -1
    }

    private func pump(_ what: String, until condition: () -> Bool) throws {
        // A screen that keeps changing is no sign that what is waited for will come.
        // Conditions that look at the clock are asked twice a second.
        let end = ContinuousClock.now + .milliseconds(Int(patience))
        while !condition() {
            if let exitCode { throw Failure.ended(code: exitCode, screen: screenText) }
            guard .now < end else { throw stuck(what) }
            _ = pty_wait(&program, min(patience, 500))
            read()
            collectReports()
            collectExit()
        }
    }

    /// Makes sure that all the program has written so far has been read. The kernel brings a terminal's bytes some time
    /// after they were written, but in order: a mark of our own, written on the program's side, comes last.
    private func synchronise() throws {
        marks += 1
        let mark = Array("\u{1b}]777;mark \(marks)\u{7}".utf8)
        let start = output.count
        let end = ContinuousClock.now + .milliseconds(Int(patience))
        _ = mark.withUnsafeBytes { write(program.slave, $0.baseAddress, $0.count) }
        while true {
            if let range = output[start...].firstRange(of: mark) {
                output.removeSubrange(range)
                return
            }
            guard pty_wait(&program, patience) != 0, .now < end else {
                throw stuck("the terminal's own bytes")
            }
            read()
        }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(program.master, &buffer, buffer.count)
            guard count > 0 else { break }
            output += buffer[..<count]
            screen.feed(buffer[..<count])
        }
        let answers = screen.answers()
        if !answers.isEmpty { type(String(decoding: answers, as: UTF8.self)) }
    }

    private func collectReports() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = Glibc.read(program.reports, &buffer, buffer.count)
            guard count > 0 else { return }
            lastReport = buffer[count - 1]
            reportsSinceTyping += count
        }
    }

    private func collectExit() {
        let code = pty_collect(&program)
        if code >= 0 { exitCode = Int(code) }
    }

    private func stuck(_ what: String) -> Failure { .stuck(waitingFor: what, screen: screenText) }

    // MARK: Looking

    package var lines: [String] { screen.lines }

    package var screenText: String { lines.joined(separator: "\n") }

    /// Whether the terminal has been left as a shell wants it.
    package var isTerminalSane: Bool { pty_is_sane(&program) }
}

/// Gives a null-terminated array of C strings.
private func withCStrings<Result>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
