import RichText
import Terminal
import Testing
import Wire

@Suite("Edits")
struct EditLinesTests {
    private static func rows(_ arguments: JSONValue, isRaw: Bool = false) -> [String] {
        CallLines.render(arguments, isRaw: isRaw).map { line in
            (line.lead + line.spans).map(\.text).joined()
        }
    }

    @Test("Texts that have little in common are two texts: comparing them would take too long")
    func unlike() {
        let texts = ["a", "b"].map { name in (0..<300).map { "\(name) \($0)" }.joined(separator: "\n") }
        let rows = Self.rows(["old_string": .string(texts[0]), "new_string": .string(texts[1])])
        #expect(!rows.contains("old_string → new_string"))
        #expect(rows.contains { $0.hasSuffix("b 299") })
        let near = texts[0].replacing("a 150\n", with: "")
        #expect(Self.rows(["old_string": .string(texts[0]), "new_string": .string(near)]).contains("▏- a 150"))
    }

    @Test("Tabs are compared and taken away as tabs, and what differs in line ends alone is two texts")
    func blanks() {
        let edit: JSONValue = ["old_string": "\tfoo", "new_string": "        foo"]
        #expect(Self.rows(edit) == ["old_string → new_string", "▏-         foo", "▏+         foo"])
        let lines = CallLines.render(edit)
        #expect(lines.compactMap(\.taken) == ["-\tfoo", "+        foo"])
        #expect(!Self.rows(["old_string": "a\r\nb", "new_string": "a\nb"]).contains("old_string → new_string"))
    }

    @Test("What a text was and becomes is one diff; raw it is two texts")
    func diff() {
        let edit: JSONValue = ["file_path": "a.py", "old_string": "a\nb\nc", "new_string": "a\nB\nc\nd"]
        #expect(
            Self.rows(edit) == [
                "file_path a.py", "old_string → new_string", "▏  a", "▏- b", "▏+ B", "▏  c", "▏+ d",
            ])
        #expect(Self.rows(["old_str": "a\n", "new_str": "b\n"]) == ["old_str → new_str", "▏- a", "▏+ b"])
        #expect(Self.rows(edit, isRaw: true).contains("▏ B"))
    }

    @Test("New text alone, no text at all, and what is no edit")
    func others() {
        #expect(Self.rows(["old_str": "", "new_str": "x"]) == ["old_str → new_str", "▏+ x"])
        #expect(Self.rows(["old_str": "x", "new_str": ""]) == ["old_str → new_str", "▏- x"])
        #expect(Self.rows(["old_str": "same", "new_str": "same"]) == ["old_str → new_str", "▏  same"])
        #expect(Self.rows(["old_str": "x"]) == ["old_str x"])
        let long = JSONValue.string(Array(repeating: "l", count: 500).joined(separator: "\n"))
        #expect(Self.rows(["old_str": long, "new_str": "x"]).first == "old_str ")
    }
}
