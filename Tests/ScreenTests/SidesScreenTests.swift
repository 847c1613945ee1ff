import TerminalHarness
import Testing

/// Two runs of the demo side by side, on the real program.
@Suite(.enabled(if: Browser.hasDemo, "the browser has to run"), .serialized)
struct SidesScreenTests {
    @Test func fromTheItemsToTwoRunsAndIntoOneOfThem() throws {
        let session = try Browser.demo(width: 120, height: 40)
        // The last evaluation runs every task several times; c offers the other runs of the first one.
        try session.press("G\r")
        try session.press("c")
        #expect(session.screenText.contains("Compare web/sqli-login-bypass"))
        try session.press("\r")
        #expect(session.lines[1].contains("Side by side"))
        #expect(session.screenText.contains("Same for"))
        #expect(session.screenText.contains("▸≠◂") || session.screenText.contains("▸›◂"))
        try session.press("\t\r")
        #expect(session.screenText.contains("Steps"))
        try session.press("\u{1b}")
        #expect(session.lines[1].contains("Side by side"))
    }
}
