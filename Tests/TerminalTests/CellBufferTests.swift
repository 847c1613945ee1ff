import Terminal
import TestSupport
import Testing

@Suite struct CellBufferTests {
    private func drawn(_ text: String, x: Int = 0, width: Int = 8, limit: Int = .max) -> (line: String, used: Int) {
        var buffer = CellBuffer(size: Size(width: width, height: 1))
        let used = buffer.write(text, x: x, y: 0, limit: limit, style: .plain)
        return (buffer.line(0), used)
    }

    @Test(arguments: [
        ("abc", 0, 8, "abc", 3), ("abc", 2, 8, "  abc", 3), ("abcdefghij", 0, 8, "abcdefgh", 8),
        ("abc", 6, 8, "      ab", 2),
        ("abc", 0, 2, "ab", 2), ("abc", -1, 8, "bc", 3), ("漢字", 0, 3, "漢", 2), ("漢字", 5, 8, "     漢", 2),
        ("漢字", -1, 8, " 字", 4), ("e\u{301}x", 0, 8, "e\u{301}x", 2), ("\u{301}x", 0, 8, "x", 1), ("", 0, 8, "", 0),
        ("a\u{1b}b", 0, 8, "a\u{fffd}b", 3), ("abc", 9, 8, "", 0), ("abc", 0, 0, "", 0), ("abc", 0, -3, "", 0),
    ])
    func writesWithinBounds(text: String, x: Int, limit: Int, line: String, used: Int) {
        let result = drawn(text, x: x, limit: limit)
        #expect(result.line == line)
        #expect(result.used == used)
    }

    @Test func aMarkAtTheVeryEndIsStillDrawn() {
        #expect(drawn("abe\u{301}", width: 3).line == "abe\u{301}")
    }

    @Test func drawingOutsideIsNothing() {
        var buffer = CellBuffer(size: Size(width: 2, height: 1))
        buffer.write("ab", x: 0, y: 5, limit: 9, style: .plain)
        buffer.write("ab", x: 0, y: -1, limit: 9, style: .plain)
        buffer.fill(Rect(x: -5, y: -5, width: 3, height: 3), Style(background: 1))
        #expect(buffer == CellBuffer(size: Size(width: 2, height: 1)))
        #expect(CellBuffer(size: Size(width: -1, height: -1)).line(0) == "")
    }

    @Test(arguments: [(1, "a 字"), (2, "漢a"), (3, "漢 a")])
    func drawingOverHalfAWideCharacterBlanksItsOtherHalf(x: Int, expected: String) {
        var buffer = CellBuffer(size: Size(width: 4, height: 1))
        buffer.write("漢字", x: 0, y: 0, limit: 4, style: .plain)
        buffer.write("a", x: x, y: 0, limit: 1, style: .plain)
        #expect(buffer.line(0) == (x == 1 ? " a字" : expected))
        #expect((0..<4).map { buffer[$0, 0].width }.reduce(0, +) == 4)
    }

    @Test func randomDrawingKeepsEveryRowAsWideAsItIs() {
        var hostile = HostileText(seed: 7)
        for _ in 0..<300 {
            var buffer = CellBuffer(size: Size(width: 12, height: 2))
            for _ in 0..<8 {
                let x = hostile.number(in: -4...14)
                buffer.write(
                    hostile.next(), x: x, y: hostile.number(in: 0...1), limit: hostile.number(in: 0...14), style: .plain
                )
                if hostile.number(in: 0...3) == 0 { buffer.fill(Rect(x: x, y: 0, width: 3, height: 2), .plain) }
            }
            for y in 0..<2 {
                let cells = buffer.row(y)
                #expect(cells.map(\.width).reduce(0, +) == 12)
                for (cell, next) in zip(cells, cells.dropFirst()) { #expect((cell.width == 2) == (next.width == 0)) }
            }
        }
    }

    @Test func theLookUnderTheSpansShowsWhereTheyHaveNone() {
        let theme = Theme(
            name: "t", looks: [.passed: SlotLook(foreground: .index(2)), .match: SlotLook(background: .index(3))])
        var buffer = CellBuffer(size: Size(width: 6, height: 1))
        let selected = Style(background: 24, attributes: .bold)
        buffer.write([Span("ab", .passed), Span("cd", .match)], x: 0, y: 0, limit: 6, theme: theme, over: selected)
        #expect(buffer.attributesLine(0) == "0-1 fg2 bg24 bold; 2-3 bg3 bold")
        buffer.write(
            [Span("ab", .passed)], x: 0, y: 0, limit: 6, theme: theme, over: Style(foreground: 0, background: 6))
        #expect(buffer.attributesLine(0) == "0-1 fg0 bg6; 2-3 bg3 bold")
    }

    @Test func spansShareTheLimit() {
        var buffer = CellBuffer(size: Size(width: 10, height: 1))
        let used = buffer.write([Span("abc"), Span("def"), Span("ghi")], x: 1, y: 0, limit: 5, theme: .plain)
        #expect(used == 5)
        #expect(buffer.line(0) == " abcde")
    }

    @Test func rowsCompare() {
        var one = CellBuffer(size: Size(width: 4, height: 2))
        var two = one
        two.write("x", x: 3, y: 1, limit: 1, style: .plain)
        #expect(one.rowEquals(0, two))
        #expect(!one.rowEquals(1, two))
        one.write("x", x: 3, y: 1, limit: 1, style: Style(foreground: 1))
        #expect(!one.rowEquals(1, two))
        #expect(!one.rowEquals(0, CellBuffer(size: Size(width: 5, height: 2))))
        #expect(!one.rowEquals(7, two))
    }
}
