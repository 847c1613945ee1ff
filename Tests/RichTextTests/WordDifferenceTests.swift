import RichText
import Terminal
import Testing

@Suite("Words in which rows differ")
struct WordDifferenceTests {
    private func row(_ text: String) -> [Span] { [Span(text)] }

    @Test("Of rows that are alike the words that differ are marked, and no text is lost")
    func words() {
        let (left, right) = WordDifference.marked(row("pytest -q tests/a.py"), row("pytest -x tests/a.py"))
        #expect(left.map(\.text) == ["pytest -", "q", " tests/a.py"] && left[1].ink.slot == .removed)
        #expect(right.map(\.text) == ["pytest -", "x", " tests/a.py"] && right[1].ink.slot == .added)
        let unlike = WordDifference.marked(row("ls -la /srv"), row("quite another thing"))
        #expect(unlike.left == row("ls -la /srv"))
    }
}
