import Foundation
import Shell
import Testing

@testable import trawl

@Suite("What is copied, and where to")
struct ClipboardTests {
    @Test("Outside of tmux it is the terminal's clipboard, and a file for what that does not take")
    func plain() throws {
        guard case .done(let words) = Clipboard("text", "step 1", environment: [:]).copied() else {
            Issue.record("not copied")
            return
        }
        #expect(words == "copied step 1 to the terminal's clipboard (OSC 52): 4 B")
        let long = String(repeating: "x", count: Clipboard.most + 1)
        guard case .done(let file) = Clipboard(long, "step 1", environment: [:]).copied() else {
            Issue.record("not written")
            return
        }
        let path = try #require(file.split(separator: " ").dropFirst(2).first.map { String($0.dropLast()) })
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(file.contains("too large for the clipboard"))
        #expect(FileManager.default.contents(atPath: path) == Data(long.utf8))
    }

    @Test("Controls that act when they are pasted are stand-ins, and that is told")
    func controls() {
        let clipboard = Clipboard("a\u{1B}[201~\r\nb\tc\rd\u{9B}e\u{202E}", "step 1", environment: [:])
        #expect(clipboard.text == "a␛[201~\nb\tc\nd⟨9B⟩e\u{202E}")
        guard case .done(let words) = clipboard.copied() else { return _ = Issue.record("not copied") }
        #expect(words.hasSuffix("; 2 control characters made visible"))
    }

    @Test("What the user's programs end with is said with their name and their variable", arguments: [1, 127, 137])
    func programs(status: Int32) {
        let words = UserProgram.editor.problem(status)
        #expect(words.contains("$"))
        #expect(words.contains(status == 127 ? "cannot be run" : status == 137 ? "signal 9" : "status 1"))
    }
}
