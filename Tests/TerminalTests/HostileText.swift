import TestSupport

/// Text of the kind that breaks terminals: controls, escape sequences, emoji in pieces, marks, bidi, any code point.
struct HostileText {
    private static let pieces = [
        "\u{1b}[31m", "\u{1b}[0m", "\u{1b}[38;5;196m", "\u{1b}[38;2;1;2;3m", "\u{1b}]52;c;aGk=\u{7}", "\u{1b}[2J",
        "\u{1b}[", "\u{1b}",
        "\r\n", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{7f}", "\u{85}", "\u{9b}31m", "\u{202e}", "\u{200b}", "\u{200d}",
        "\u{fe0f}", "\u{fe0e}", "\u{1f3fd}", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "🇩", "✈️", "e\u{301}", "\u{301}",
        "\u{301}\u{302}\u{303}\u{304}",
        "漢字", "한글", "ᄒ", "ᅡ", "ﷺ", "🪿", "\u{e0041}", "\u{feff}", "\u{2028}", "\u{ad}", "क्‍ष", "می‌خواهم", "\u{ffff}", " ",
        "   ",
        "word", "a-long-word-without-any-blank-in-it", "x", "…", "│",
    ]

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func next(pieces count: Int = 12) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...count, using: &generator) {
            if Int.random(in: 0..<4, using: &generator) == 0 {
                let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &generator)) ?? "\u{fffd}"
                text.unicodeScalars.append(scalar)
            } else {
                text.unicodeScalars.append(
                    contentsOf: HostileText.pieces.randomElement(using: &generator)!.unicodeScalars)
            }
        }
        return text
    }

    mutating func number(in range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}
