import Foundation
import Platform
import TerminalHarness
import TestSupport
import Testing
import Wire

/// What a server and its documents say reaches the terminal as text, and as nothing else.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct HostileTextScreenTests {
    /// One evaluation whose items, and the steps of whose first item, hold so many of the texts each.
    private static func platform() -> FakePlatform {
        let texts = HostileTexts.all
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.evaluations = state.evaluations.enumerated().map { index, evaluation in
                var evaluation = evaluation
                evaluation.name = texts[index]
                evaluation.model = texts[index + 3]
                return evaluation
            }
            state.items["e1"] = texts.enumerated().map { index, text in
                var item = EvaluationItem(
                    id: ItemID("i\(index)"), evaluationID: "e1", position: index, status: .failed, taskName: text)
                item.error = texts[(index + 7) % texts.count]
                item.model = texts[(index + 11) % texts.count]
                item.sessionID = "s1"
                return item
            }
            let steps: [JSONValue] = texts.map { ["source": "agent", "message": .string($0)] }
            let document: JSONValue = [
                "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
            ]
            state.documents["s1"] = [.atif: document.bytes]
        }
        return platform
    }

    @Test func noForeignByteReachesTheTerminal() async throws {
        let found = try await Browser.over(Self.platform()) { _, environment in
            let session = try TerminalSession(
                command: Browser.path, width: 120, height: 60, environment: environment)
            try session.waitIdle()
            try session.press(TerminalSession.Named.enter)
            try session.press("i")
            for _ in 0..<(HostileTexts.all.count / 25) { try session.press("\u{4}") }
            try session.press("gy")
            try session.press(TerminalSession.Named.enter)
            for _ in 0..<60 { try session.press(TerminalSession.Named.pageDown) }
            try session.press("Y")
            session.signal(SIGTERM)
            _ = try session.waitForExit()
            var foreign = ForeignBytes()
            foreign.feed(session.output)
            foreign.finish()
            return (foreign.found, session.output.count)
        }
        #expect(found.0 == [])
        #expect(found.1 > 50_000)
    }

    @Test(arguments: [
        ("\u{1b}]0;t\u{7}", 1), ("\u{1b}[6n", 1), ("\u{1b}P$q\u{1b}\\", 2), ("\u{9b}2J", 1), ("\u{202e}x", 1),
        ("\u{1b}[?1003h", 1), ("\u{1b}]52;c;aGk=\u{7}", 0), ("\u{1b}[1;31mred\u{1b}(B\u{1b}[m\r\n漢", 0),
        ("\u{1b}]9;4;3\u{7}", 1), ("\u{1b}]9;trawl: done\u{7}", 0), ("\u{1b}[", 1),
    ])
    func foreignBytesAreFound(text: String, count: Int) {
        var foreign = ForeignBytes()
        for byte in text.utf8 { foreign.feed([byte]) }
        foreign.finish()
        #expect(foreign.found.count == count, "\(foreign.found)")
    }
}
