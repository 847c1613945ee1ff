import Terminal
import Testing

@Suite struct WrapTests {
    private func rows(_ text: String, _ width: Int) -> [String] {
        Wrap.rows([Span(text)], width: width).map { $0.map(\.text).joined() }
    }

    @Test(arguments: [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("one two three", 8, ["one two ", "three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one     two", 5, ["one  ", "two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("    indented", 8, ["    inde", "nted"]),
        ("x abcdefghij", 4, ["x ", "abcd", "efgh", "ij"]),
        ("漢字漢字漢", 4, ["漢字", "漢字", "漢"]),
        ("a漢字", 2, ["a", "漢", "字"]),
        ("漢", 1, ["漢"]),
        ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ])
    func breaksWhereAReaderWould(text: String, width: Int, expected: [String]) {
        #expect(rows(text, width) == expected)
    }
}
