import CNCurses
import Terminal
import Testing

@Suite struct SanitizeTests {
    @Test(arguments: [
        ("plain text", "plain text"), ("", ""),
        ("\u{1b}[2J", "␛[2J"), ("\u{0}\u{7}\u{7f}", "␀␇␡"), ("\u{9b}31m", "⟨9B⟩31m"), ("\u{85}", "⟨85⟩"),
        ("a\nb\r\nc\td", "a b c d"), ("a\rb", "a␍b"),
        ("user\u{202e}txt.exe", "user⟨U+202E⟩txt.exe"), ("a\u{200b}b", "a⟨U+200B⟩b"), ("\u{feff}a", "⟨U+FEFF⟩a"),
        ("\u{e0041}\u{e0042}", "⟨U+E0041⟩⟨U+E0042⟩"), ("a\u{2028}b", "a⟨U+2028⟩b"), ("so\u{ad}ft", "so⟨U+00AD⟩ft"),
        ("👨‍👩‍👧‍👦!", "👨!"), ("👍🏽", "👍"), ("✈️", "✈"), ("🏳️‍🌈", "🏳"), ("❤️‍🔥", "❤"), ("🇩🇪", "🇩🇪"), ("1️⃣", "1\u{20e3}"),
        ("a\u{200d}b", "a⟨U+200D⟩b"), ("👨\u{200d}x", "👨⟨U+200D⟩x"), ("می‌خواهم", "میخواهم"),
        ("✈\u{fe0f}\u{fe0f}", "✈⟨U+FE0F⟩"), ("a\u{e0100}", "a⟨U+E0100⟩"),
        ("\u{301}a", "◌\u{301}a"), ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}"),
        ("🪿", "\u{fffd}"), ("\u{ffff}", "\u{fffd}"), ("漢字", "漢字"), ("\u{1f3fd}", "\u{1f3fd}"),
    ])
    func aLineIsSafeAndReadable(text: String, expected: String) {
        #expect(Array(Sanitize.line(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("", [""]), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\n", ["a", "b", ""]), ("a\rb", ["a␍b"]),
        ("a\tb", ["a       b"]), ("12345678\tb", ["12345678        b"]), ("漢\tb", ["漢      b"]),
        ("\u{301}\n\u{301}", ["◌\u{301}", "◌\u{301}"]),
    ])
    func linesAreSplitAndTabsExpanded(text: String, expected: [String]) {
        #expect(Sanitize.lines(text) == expected)
    }

    @Test func nothingDangerousOrInvisibleComesThrough() {
        #expect(nc_locale())
        var hostile = HostileText(seed: 1)
        for _ in 0..<5_000 {
            let text = hostile.next()
            let all =
                [Sanitize.line(text)] + Sanitize.lines(text) + Sanitize.spans(text, slot: .result).joined().map(\.text)
            for scalar in all.joined().unicodeScalars {
                let category = scalar.properties.generalCategory
                let isHidden = [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
                #expect(
                    !isHidden && nc_wcwidth(scalar.value) >= 0,
                    "U+\(String(scalar.value, radix: 16)) of \(text.debugDescription)")
            }
        }
    }

    @Test func cleaningTwiceChangesNothing() {
        var hostile = HostileText(seed: 2)
        for _ in 0..<5_000 {
            let once = Sanitize.line(hostile.next())
            #expect(Array(Sanitize.line(once).utf8) == Array(once.utf8), "\(once.debugDescription)")
        }
    }

    @Test func spansSayTheSameAsLinesWithoutTheColours() {
        var hostile = HostileText(seed: 4)
        for _ in 0..<1_000 {
            let text = hostile.next().split(separator: "\u{1b}").joined()
            let spans = Sanitize.spans(text, slot: .tool).map { $0.map(\.text).joined() }
            #expect(spans == Sanitize.lines(text), "\(text.debugDescription)")
        }
    }
}

@Suite struct ColouredTextTests {
    private func read(_ text: String) -> [Span] { Sanitize.spans(text, slot: .result)[0] }

    private func style(_ parameters: String) -> Style? { read("\u{1b}[\(parameters)mx")[0].ink.ansi }

    @Test(arguments: [
        ("31", Style(foreground: 1)), ("97", Style(foreground: 15)), ("44", Style(background: 4)),
        ("101", Style(background: 9)), ("1;3;4;7", Style(attributes: [.bold, .italic, .underline, .reverse])),
        ("38;5;208", Style(foreground: 208)), ("48;5;17", Style(background: 17)), ("38:5:208", Style(foreground: 208)),
        ("38;2;255;0;0", Style(foreground: 196)), ("38:2::255:0:0", Style(foreground: 196)),
        ("38:2:255:0:0", Style(foreground: 196)), ("38;5;208;1", Style(foreground: 208, attributes: .bold)),
        ("2;31", Style(foreground: 1, attributes: .dim)), ("4:3", Style(attributes: .underline)),
        // Text in the colour of its background is hidden text, as is what asks for that.
        ("31;41", Style(foreground: 1, background: 1, attributes: .concealed)), ("8", Style(attributes: .concealed)),
    ])
    func coloursAreTaken(parameters: String, expected: Style) {
        #expect(style(parameters) == expected)
    }

    @Test(arguments: [
        "", "0", "31;0", "1;22", "4;24", "31;39", "8;28", "99999999999999", "38;5;999", "38;2;1", ";;;", "4;4:0",
    ])
    func resetsAndNonsenseLeaveNothing(parameters: String) {
        #expect(style(parameters) == nil)
    }

    @Test func coloursCarryOnToTheNextLine() {
        let lines = Sanitize.spans("a\u{1b}[32mb\nc\u{1b}[md", slot: .result)
        let green = Style(foreground: 2)
        #expect(
            lines == [
                [Span("a", .result), Span("b", ink: Ink(.result, ansi: green))],
                [Span("c", ink: Ink(.result, ansi: green)), Span("d", .result)],
            ])
    }

    @Test(arguments: [
        ("\u{1b}[2Jx", "␛[2Jx"), ("\u{1b}]0;title\u{7}x", "␛]0;title␇x"), ("\u{1b}[31", "␛[31"), ("\u{1b}", "␛"),
        ("\u{1b}[?25lx", "␛[?25lx"), ("\u{1b}[31 mx", "␛[31 mx"), ("\u{9b}31mx", "⟨9B⟩31mx"), ("\u{1b}[<1mx", "␛[<1mx"),
    ])
    func otherSequencesAreShownNotObeyed(text: String, shown: String) {
        #expect(read(text) == [Span(shown, .result)])
    }

    @Test func tabStopsCountAcrossColours() {
        #expect(read("ab\u{1b}[31m\tc").map(\.text).joined() == "ab      c")
    }
}
