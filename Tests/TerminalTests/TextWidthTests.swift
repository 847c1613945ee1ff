import CNCurses
import Terminal
import Testing

@Suite struct TextWidthTests {
    /// The one documented deviation: what cannot be printed counts 1, for the U+FFFD that is drawn in its place.
    @Test func everyScalarIsAsWideAsTheCLibrarySays() {
        #expect(nc_locale())
        var wrong: [String] = []
        for value in UInt32(1)...0x10_ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let expected = nc_wcwidth(value)
            let isPrintable = expected >= 0
            if TextWidth.width(scalar) != Int(isPrintable ? expected : 1)
                || TextWidth.isPrintable(scalar) != isPrintable
            {
                wrong.append("U+\(String(value, radix: 16)): \(TextWidth.width(scalar)), wcwidth \(expected)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ, such as \(wrong.prefix(5))")
    }

    @Test(arguments: [("", 0), ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("a漢b", 4), ("─│", 2)])
    func countsColumns(text: String, columns: Int) {
        #expect(TextWidth.width(text) == columns)
    }

    @Test(arguments: [
        ("abcdef", 3, "abc"), ("abc", 3, "abc"), ("abc", 0, ""), ("漢字", 3, "漢"), ("漢字", 1, ""),
        ("e\u{301}e\u{301}", 1, "e\u{301}"), ("abc", -1, ""),
    ])
    func prefixNeverSplitsACharacter(text: String, columns: Int, expected: String) {
        #expect(TextWidth.prefix(text, columns: columns) == expected)
    }

    @Test(arguments: [
        ("abc", 5, "abc  "), ("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("漢字漢字", 4, "漢… "), ("漢字漢字", 5, "漢字…"),
        ("abc", 0, ""), ("abc", 1, "…"),
    ])
    func fitsExactly(text: String, columns: Int, expected: String) {
        #expect(TextWidth.fitted(text, columns: columns) == expected)
    }

    @Test func padsOnTheLeft() {
        #expect(TextWidth.leftPadded("42", columns: 5) == "   42")
        #expect(TextWidth.leftPadded("123456", columns: 5) == "1234…")
    }

    @Test func fittedIsAlwaysExactlyAsWideAsAsked() {
        var hostile = HostileText(seed: 3)
        for _ in 0..<2_000 {
            let columns = hostile.number(in: 0...20)
            let text = Sanitize.line(hostile.next())
            #expect(TextWidth.width(TextWidth.fitted(text, columns: columns)) == columns, "\(text.debugDescription)")
        }
    }
}
