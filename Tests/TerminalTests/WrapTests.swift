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

    @Test func keepsInksAcrossRows() {
        let spans = [Span("one ", .agent), Span("two three", .tool)]
        #expect(
            Wrap.rows(spans, width: 8) == [[Span("one ", .agent), Span("two ", .tool)], [Span("three", .tool)]])
    }

    @Test func losesNothingButBlanksAndStaysWithinTheWidth() {
        var hostile = HostileText(seed: 5)
        for _ in 0..<3_000 {
            let spans = (0..<hostile.number(in: 0...4)).map { _ in Span(Sanitize.line(hostile.next()), .agent) }
            let width = hostile.number(in: 1...24)
            let rows = Wrap.rows(spans, width: width).map { $0.map(\.text).joined() }
            let whole = spans.map(\.text).joined()
            #expect(rows.allSatisfy { TextWidth.width($0) <= max(2, width) })
            #expect(
                Array(rows.joined().unicodeScalars.filter { $0 != " " })
                    == Array(whole.unicodeScalars.filter { $0 != " " }))
            #expect(rows.count == 1 || rows.dropFirst().allSatisfy { !$0.hasPrefix(" ") })
        }
    }

    @Test func theFirstRowsAreThoseOfTheWhole() {
        var hostile = HostileText(seed: 6)
        for _ in 0..<500 {
            let spans = [Span(Sanitize.line(hostile.next(pieces: 40)))]
            let all = Wrap.rows(spans, width: 10)
            let limit = hostile.number(in: 0...6)
            #expect(Wrap.rows(spans, width: 10, limit: limit) == Array(all.prefix(limit)))
        }
    }

    @Test func rowsCanBeTakenOneByOne() {
        var breaker = RowBreaker([Span("one two three")], width: 4)
        #expect(breaker.next() == [Span("one ")])
        #expect(breaker.next() == [Span("two ")])
        #expect(breaker.next() == [Span("thre")])
        #expect(breaker.next() == [Span("e")])
        #expect(breaker.next() == nil)
    }
}
