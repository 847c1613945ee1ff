import Testing

@testable import ViewModels

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
