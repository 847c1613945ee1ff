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

    /// Rows, reports and errors of the subcommands, with the texts in sessions and messages too: a reader of a pipe may be a
    /// terminal.
    @Test func noForeignByteIsPrinted() async throws {
        let texts = HostileTexts.all
        let platform = Self.platform()
        platform.edit { state in
            for (number, text) in texts.enumerated() {
                let message: JSONValue = [
                    "id": .string("m\(number)"), "seq": .int(number), "role": .string(text),
                    "content": .string("word " + text), "agent": .string(text),
                ]
                state.messages[SessionID("s\(number)")] = [message]
            }
            state.jobs = texts.enumerated().compactMap { number, text in
                WorldJob([
                    "id": .string("j\(number)"), "kind": .string(text), "status": .string(text), "name": .string(text),
                ])
            }
            state.analytics["e1"] = ["note": .string(texts[5])]
            state.failures["cancel"] = PlatformError(.status(409), detail: texts[1], type: texts[2])
        }
        let lines = [
            ["evaluations"], ["items", "e1"], ["items", "e1", "--group"], ["search", "e1", "word"],
            ["search", "e1", "--refusals=broad"], ["sessions"], ["sessions", "show", "s1"], ["worlds"],
            ["report", "e1"],
            ["trajectory", "e1/i0", "--text"], ["whoami"], ["compare", "e1", "e1"],
        ]
        let printed = try await Browser.over(platform) { _, environment in
            try lines.map { try Self.printed($0, environment) }
        }
        for (line, text) in zip(lines, printed) {
            let foreign = text.unicodeScalars.filter { $0.isHidden && !["\n", "\t"].contains($0) }
            #expect(foreign.isEmpty, "\(line): \(foreign.prefix(5).map { String($0.value, radix: 16) })")
        }
        #expect(printed.map(\.count).reduce(0, +) > 100_000)
    }

    /// Standard output and standard error.
    private static func printed(_ arguments: [String], _ environment: [String: String]) throws -> String {
        let (program, pipe) = (Process(), Pipe())
        program.executableURL = URL(filePath: Browser.path)
        program.arguments = arguments
        program.environment = environment
        (program.standardOutput, program.standardError) = (pipe, pipe)
        try program.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        program.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
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
