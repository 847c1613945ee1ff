import RichText
import Terminal
import TestSupport
import Testing

@Suite("Markdown")
struct MarkdownLinesTests {
    private static func rows(_ text: String, width: Int = 60) -> [String] {
        (MarkdownLines.render(text, slot: .text, width: width) ?? []).map { ($0.lead + $0.spans).map(\.text).joined() }
    }

    @Test("An item that holds a list keeps its number, and tasks their boxes")
    func lists() {
        #expect(
            Self.rows("1. first\n   - inner\n   - other\n2. second") == [
                "1. first", "  • inner", "  • other", "2. second",
            ])
        #expect(Self.rows("- [ ] todo\n- [x] done") == ["• ☐ todo", "• ☑ done"])
    }

    @Test("Line ends of every kind, in any order, leave every line its place")
    func lineEnds() {
        var random = SeededGenerator(seed: 5)
        let pieces = ["```", "\r", "\r\n", "\n", "a", " ", "- ", "# b", "`", "|", "--"]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...24, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let lines = TextLines.prose(text, slot: .text, width: 40, isRaw: false, longest: 1_000)
            let (shown, fold) = TextLines.folded(lines, head: 1, tail: 1)
            let places = (lines + shown).compactMap(\.origin).map(\.bytes) + [fold?.origin?.bytes].compactMap(\.self)
            #expect(places.allSatisfy { $0.upperBound <= text.utf8.count }, "\(text.debugDescription)")
        }
    }

    @Test("A cell of many rows is cut: the text itself is behind :raw")
    func tallCells() {
        let rows = Self.rows("| a | b |\n|---|---|\n| \(String(repeating: "x ", count: 5_000)) | y |", width: 40)
        #expect(rows.count < 50)
        #expect(rows.last?.contains("…") == true)
    }

    @Test("Columns are aligned as the header says, and a cell that does not fit takes several rows")
    func tables() {
        let table = "| a | n |\n|---|--:|\n| one | 1 |\n| 漢字 | 12,345 |"
        #expect(Self.rows(table) == ["a    │      n", "─────┼───────", "one  │      1", "漢字 │ 12,345"])
        let wide = "| k | text |\n|---|---|\n| x | \(String(repeating: "word ", count: 12))end |\n| y | z |"
        let rows = Self.rows(wide, width: 30)
        #expect(rows.allSatisfy { $0.count <= 30 })
        #expect(rows.joined(separator: " ").split(separator: " ").count { $0 == "word" } == 12)
        #expect(!rows.joined().contains("…"))
    }

    @Test("What is struck out, referred to by name, or an address by itself")
    func spans() {
        #expect(Self.rows("a ~~gone~~ b") == ["a ~~gone~~ b"])
        #expect(Self.rows("&amp;&lt;&#38;&#x41;&unknown;") == ["&<&A&unknown;"])
        #expect(Self.rows("<https://a.link>") == ["https://a.link"])
        #expect(Self.rows("[text](https://a.link)") == ["text (https://a.link)"])
        #expect(Self.rows("![alt](i.png)") == ["image alt (i.png)"])
    }
}
