import Foundation
import TerminalHarness
import Testing

/// What the program does to the terminal it is given, and that it gives it back.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct TerminalMannersTests {
    private static let leave = "\u{1b}[?1049l"

    @Test(arguments: [
        (SIGTERM, 0...128 + SIGTERM), (SIGINT, 0...128 + SIGINT), (SIGHUP, 0...128 + SIGHUP),
        // A crash: the signal still ends the program, as debuggers and shells expect.
        (SIGSEGV, 128 + SIGSEGV...128 + SIGSEGV), (SIGILL, 128 + SIGILL...128 + SIGILL),
        (SIGABRT, 128 + SIGABRT...128 + SIGABRT),
    ])
    func signalsLeaveTheTerminalAsItWas(signal: Int32, codes: ClosedRange<Int32>) throws {
        let session = try Browser.demo()
        #expect(!session.isTerminalSane)
        session.signal(signal)
        let code = try session.waitForExit()
        #expect(codes.contains(Int32(code)))
        expectGivenBack(session)
    }

    /// Shells export them, and programs in between keep them: the terminal knows better.
    @Test(arguments: ["24", "99999", "-1"]) func theSizeIsTheTerminals(left: String) throws {
        let session = try Browser.demo(width: 100, height: 30, environment: ["LINES": left, "COLUMNS": left])
        #expect(session.lines.last?.contains("help") == true)
        session.type("q")
        #expect(try session.waitForExit() == 0)
    }

    /// Nobody asked the program before it was stopped: it takes the terminal anew.
    @Test func keysAreKeysAgainAfterAStop() throws {
        let session = try Browser.demo()
        session.stopAndContinue()
        try session.waitIdle()
        #expect(!session.isTerminalSane)
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0)
        expectGivenBack(session)
    }

    @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "xterm"])
    func quittingLeavesTheTerminalAsItWas(term: String) throws {
        let session = try Browser.demo(term: term)
        #expect(session.lines.joined().count > 40)
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0)
        expectGivenBack(session)
    }

    /// These have no second screen to go back to, and are sent nothing that is not in their description.
    @Test(arguments: ["linux", "vt100"])
    func plainTerminalsAreSentOnlyWhatTheyKnow(term: String) throws {
        let session = try Browser.demo(term: term)
        #expect(session.lines.joined().count > 40)
        #expect(session.count(of: "\u{1b}[?2026") + session.count(of: "\u{1b}[?2004") == 0)
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0 && session.isTerminalSane)
    }

    /// What is to be read is the same everywhere; how it looks is the terminal's affair.
    @Test(arguments: ["tmux-256color", "screen", "xterm", "linux", "vt100", "xterm-mono", "xterm-no-such-one"])
    func everyTerminalShowsTheSameText(term: String) throws {
        for (width, height) in [(80, 24), (40, 10), (300, 100)] {
            let usual = try Browser.demo(width: width, height: height)
            let session = try Browser.demo(width: width, height: height, term: term)
            try usual.press("jjj\r")
            try session.press("jjj\r")
            #expect(session.lines == usual.lines, "\(term) at \(width)x\(height)")
        }
    }

    @Test func withoutALocaleTextIsStillUTF8() throws {
        let session = try Browser.demo(environment: ["LANG": "", "LC_ALL": "C"])
        let plain = try Browser.demo()
        #expect(session.lines[0] == plain.lines[0])
        let isDrawnWithMore = session.screenText.contains { !$0.isASCII }
        #expect(isDrawnWithMore)
    }

    @Test(arguments: ["no-such-terminal", "dumb", ""])
    func anUnknownTerminalIsAClearError(term: String) throws {
        let session = try TerminalSession(
            command: Browser.path, arguments: ["demo"], term: term, environment: Browser.home())
        let code = try session.waitForExit()
        #expect(code == 2)
        #expect(session.screenText.contains("TERM"))
        #expect(session.count(of: "\u{1b}[?1049h") == 0)
        #expect(session.isTerminalSane)
    }

    @Test func withoutATerminalItSaysSo() throws {
        let session = try TerminalSession(
            command: "/bin/sh", arguments: ["-c", "'\(Browser.path)' demo < /dev/null"], environment: Browser.home())
        let code = try session.waitForExit()
        #expect(code == 2)
        #expect(session.screenText.contains("not a terminal"))
    }

    @Test func aBurstOfKeysIsDrawnAsFewFrames() throws {
        let session = try Browser.demo(width: 120, height: 40)
        let before = (frames: session.frames, bytes: session.output.count)
        try session.press(String(repeating: "j", count: 100) + String(repeating: "k", count: 100))
        #expect(session.frames - before.frames < 20)
        #expect(session.output.count - before.bytes < 12_000)
    }

    @Test func everySizeIsDrawnAndSmallOnesSaySo() throws {
        let session = try Browser.demo(width: 120, height: 40)
        for (width, height) in [(80, 24), (40, 10), (200, 60), (12, 3), (80, 24)] {
            try session.resize(width: width, height: height)
            #expect(session.lines.joined() != "", "\(width)x\(height)")
        }
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0)
    }

    @Test func stopsAndComesBackUnderAShell() throws {
        let session = try TerminalSession(
            command: "/bin/bash", arguments: ["--norc", "--noprofile", "-i"], width: 80, height: 24,
            environment: Browser.home().merging(["PS1": "prompt> ", "BASH_SILENCE_DEPRECATION_WARNING": "1"]) { $1 })
        try session.wait(for: "the shell") { $0.lines.contains { $0.hasPrefix("prompt>") } }
        session.type("'\(Browser.path)' demo\r")
        try session.wait(for: "the screen") { !$0.lines.joined().contains("prompt>") && $0.lines.joined().count > 200 }
        session.type("\u{1a}")
        try session.wait(for: "the shell, after ^Z") { $0.lines.joined().contains("Stopped") }
        session.type("fg\r")
        try session.wait(for: "the screen again") {
            !$0.lines.joined().contains("Stopped") && $0.lines.joined().count > 200
        }
        session.type("q")
        try session.wait(for: "the shell, after q") { $0.lines.contains { $0.hasPrefix("prompt>") } }
        session.type("stty -a | grep -o ' icanon'; exit\r")
        let code = try session.waitForExit()
        #expect(code == 0)
        let modes = session.lines
        #expect(modes.contains(" icanon"))
    }

    private func expectGivenBack(_ session: TerminalSession) {
        #expect(session.isTerminalSane)
        #expect(session.count(of: TerminalMannersTests.leave) == 1)
        #expect(session.lines.joined() == "")
    }
}
