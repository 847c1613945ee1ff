import Foundation
import TerminalHarness
import TestSupport
import Testing
import Wire

/// Lines that are selected and copied, on the real program: what reaches the terminal's clipboard.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct SelectionScreenTests {
    private static let long = Array(repeating: "words of one long line", count: 20).joined(separator: " ")

    private static func session(_ output: String) throws -> (TerminalSession, URL) {
        let root: JSONValue = [
            "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"],
            "steps": [
                [
                    "step_id": 1, "source": "agent", "message": "A message.",
                    "tool_calls": [["tool_call_id": "c", "function_name": "bash", "arguments": ["command": "ls"]]],
                    "observation": ["results": [["source_call_id": "c", "content": .string(output)]]],
                ]
            ],
        ]
        let file = FileManager.default.temporaryDirectory.appending(path: "selection-\(UUID().uuidString).json")
        try Data(root.bytes).write(to: file)
        let session = try TerminalSession(
            command: Browser.path, arguments: ["open", file.path(percentEncoded: false)], width: 80, height: 24,
            environment: Browser.home())
        try session.waitIdle()
        return (session, file)
    }

    @Test func selectedLinesReachTheClipboardAsTheyAre() throws {
        let (session, file) = try Self.session("\tfirst\n\(Self.long)\nlast")
        defer { try? FileManager.default.removeItem(at: file) }
        try session.press("V")
        #expect(session.lines[23].contains("1 line selected"))
        for key in ["j", "j", "j"] { try session.press(key) }
        #expect(session.lines[23].contains("4 lines selected"))
        try session.press("Y")
        let text = "A message.\nls\n\tfirst\n\(Self.long)"
        #expect(session.count(of: "\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}") == 1)
        try session.wait(for: "what was done") { $0.lines[23].contains("copied 4 lines of step 1") }
        #expect(session.count(of: "\u{1b}]52;") == 1)
    }

    @Test func whatIsTooLargeForTheTerminalGoesToAFile() throws {
        let (session, file) = try Self.session((0..<9_000).map { "line \($0)" }.joined(separator: "\n"))
        defer { try? FileManager.default.removeItem(at: file) }
        try session.press("VGY")
        try session.wait(for: "what was done") { $0.lines[23].contains("written to ") }
        #expect(session.count(of: "\u{1b}]52;") == 0)
    }
}
