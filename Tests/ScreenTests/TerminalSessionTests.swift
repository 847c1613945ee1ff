import TerminalHarness
import Testing

/// The harness itself, with programs that everybody has.
@Suite struct TerminalSessionTests {
    private func shell(_ script: String, width: Int = 40, height: Int = 6) throws -> TerminalSession {
        try TerminalSession(command: "/bin/sh", arguments: ["-c", script], width: width, height: height)
    }

    @Test func showsTextAndLooks() throws {
        let session = try shell(#"printf 'one \033[1;31mred\033[0m 漢\r\n\033[7mtwo\033[0m \033[38;5;208mx'"#)
        let code = try session.waitForExit()
        #expect(code == 0)
        #expect(session.lines.prefix(2) == ["one red 漢", "two x"])
        let red = session.screen.cell(x: 4, y: 0)
        #expect(red.text == "r" && red.bold && red.foreground == 1 && red.background == -1)
        #expect(session.screen.cell(x: 0, y: 1).reverse)
        #expect(session.screen.cell(x: 4, y: 1).foreground == 208)
        #expect(session.screen.cell(x: 0, y: 0).foreground == -1)
    }

    @Test func givesTheExitCodeAndTheSignal() throws {
        let codes = try [
            shell("exit 3"), shell("kill -TERM $$"), TerminalSession(command: "/nonexistent"),
        ].map { try $0.waitForExit() }
        #expect(codes == [3, 128 + 15, 127])
    }

    @Test func typesAndWaitsForReports() throws {
        // Reports as the loop does: the number of bytes it has read, as one byte.
        let session = try shell(
            #"stty raw -echo; printf ready; printf '\000' >&3; a=$(dd bs=1 count=2 2>/dev/null); printf "\r\ngot $a"; printf '\002' >&3; read b"#
        )
        try session.waitIdle()
        #expect(session.lines[0] == "ready")
        #expect(!session.isTerminalSane)
        try session.press("xy")
        #expect(session.lines[1] == "got xy")
    }

    @Test func tellsTheProgramItsSize() throws {
        let session = try shell(
            "trap 'stty size; printf \"\\0\" >&3' WINCH; stty size; printf '\\0' >&3; while :; do read x; done")
        try session.waitIdle()
        #expect(session.lines[0] == "6 40")
        try session.resize(width: 50, height: 9)
        #expect(session.lines[1] == "9 50")
    }

    @Test func aProgramThatEndsWhileWaitedForIsAnError() throws {
        let session = try shell("echo bye; exit 4")
        #expect { try session.waitIdle() } throws: { error in
            guard case TerminalSession.Failure.ended(let code, let screen) = error else { return false }
            return code == 4 && screen.hasPrefix("bye")
        }
        #expect(session.isTerminalSane)
    }

    @Test func drivesAFullScreenProgram() throws {
        let session = try TerminalSession(
            command: "/bin/sh", arguments: ["-c", "printf '\\033[?1049h\\033[2Jinside'; read x; printf '\\033[?1049l'"])
        try session.wait(for: "the other screen") { $0.line(0) == "inside" }
        session.type("\n")
        let code = try session.waitForExit()
        #expect(code == 0)
        #expect(session.lines.joined() == "")
        #expect(!session.output.isEmpty)
    }
}
