/// Text of the kinds that are used against terminals and the people before them, made from a small grammar: what begins a
/// sequence, what stands in it, what ends it.
package enum HostileTexts {
    /// All of them, without the very long ones.
    package static let all: [String] =
        commands + controls + strings + graphics + multiplexers + bidi + lookAlikes + floods + scalars

    /// Lines of ten megabytes: few, as each takes its time.
    package static let long: [String] = ["x", "漢", "\u{1b}[31m", "e\u{301}"].map {
        String(repeating: $0, count: 10_000_000 / $0.utf8.count)
    }

    private static let ends = ["\u{7}", "\u{1b}\\", "\u{9c}", "", "\u{18}"]

    private static func every(_ begins: [String], _ insides: [String], _ ends: [String] = ends) -> [String] {
        begins.flatMap { begin in insides.flatMap { inside in ends.map { begin + inside + $0 } } }
    }

    /// Titles, clipboard, links, messages, colors, folders, marks of shells, files of iTerm.
    private static let commands = every(
        ["\u{1b}]", "\u{9d}"],
        [
            "0;title", "1;icon", "2;title", "l", "52;c;aGk=", "52;p;?", "52;;", "8;;http://evil.example",
            "8;id=1;file:///etc/passwd",
            "9;note", "9;4;3;100", "777;notify;a;b", "4;1;?", "10;?", "11;?", "11;#ff0000", "104", "7;file://host/tmp",
            "133;A",
            "1337;File=inline=1:AAAA", "1337;CurrentDir=/", "50;font", "22;pointer", "99;i=1;text",
        ])

    /// Screens, modes, places, deletions, and reports that the terminal would type as an answer.
    private static let controls = every(
        ["\u{1b}[", "\u{9b}"],
        [
            "2J", "3J", "H", "999;999H", "?1049h", "?1049l", "?47h", "?25l", "?1000h", "?1003;1006h", "?2004l",
            "?2026h", "?7l",
            "?5h", "!p", "31m", "8m", "38;2;1;2;3m", "6n", "5n", "c", ">c", "=c", ">q", "?6n", "?u", "14t", "18t",
            "21t", "8;1;1t",
            "22;0t", "23;0t", "5i", "4i", "r", "1;2r", "10L", "10M", "99999999999X", "20l", "4h", "?3h", "1 q", "?69h",
            "s", "u",
        ], [""])

    /// Strings that only terminals read, and single escapes.
    private static let strings =
        every(["\u{1b}P", "\u{90}"], ["$q\"p", "$qm", "+q544e", "1$r", "2000p"])
        + every(["\u{1b}_", "\u{1b}^", "\u{1b}X", "\u{1b}k"], ["text"])
        + [
            "c", "7", "8", "D", "E", "H", "M", "Z", "=", ">", "#8", "(0", ")0", "n", "o", "|", "}", "~", " F", "%@",
            "%G",
        ].map {
            "\u{1b}" + $0
        }

    private static let graphics =
        every(["\u{1b}P", "\u{90}"], ["q#0;2;0;0;0~~", "0;1;8q\"1;1;9;9#1??"])
        + every(["\u{1b}_G", "\u{9f}G"], ["a=T,f=100;AAAA", "a=q,i=1;AAAA", "a=d"])

    /// What tmux and screen hand on to the terminal around them.
    private static let multiplexers = every(
        ["\u{1b}Ptmux;", "\u{1b}P"],
        ["\u{1b}\u{1b}]52;c;aGk=\u{7}", "\u{1b}\u{1b}[6n", "\u{1b}]0;t\u{7}", "\u{1b}Ptmux;\u{1b}\u{1b}\u{1b}\u{1b}[c"])

    private static let bidi = every(
        [
            "\u{202a}", "\u{202b}", "\u{202d}", "\u{202e}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{200e}", "\u{200f}",
            "\u{61c}",
        ],
        ["passed", "/* } */", "שלום gpj.exe"], ["", "\u{202c}", "\u{2069}"])

    /// Words of ours in letters of others, and with what nobody sees between them.
    private static let lookAlikes =
        [
            "р", "ρ", "\u{ff50}", "p\u{200b}", "p\u{2060}", "p\u{feff}", "p\u{ad}", "p\u{34f}", "p\u{180e}",
            "\u{1d429}", "p\u{e0061}",
        ]
        .flatMap { letter in ["assed", "ending", "assed 100%", " 12/12"].map { letter + $0 } }

    private static let floods =
        [
            "\u{301}", "\u{20dd}", "\u{483}", "\u{e31}", "\u{200d}", "\u{fe0f}", "\u{1f3fd}", "\u{1f1e9}", "\u{1160}",
            "👩\u{200d}",
        ]
        .flatMap { mark in [1, 4, 40, 2_000].map { "x" + String(repeating: mark, count: $0) + "y" } }

    /// Every control, alone and within a word, and what has no width or no meaning.
    private static let scalars =
        (Array(0...0x1f) + Array(0x7f...0x9f)).flatMap { (value: UInt32) -> [String] in
            guard let scalar = Unicode.Scalar(value) else { return [] }
            return [String(Character(scalar)), "a\(scalar)b"]
        }
        + [
            "\u{2028}", "\u{2029}", "\u{fff9}a\u{fffa}b\u{fffb}", "\u{ffff}", "\u{10ffff}", "\u{e000}", "\u{e0001}",
            "\u{115f}",
        ]
        + ["\u{3164}", "\u{2800}", "\u{fdfd}", "\u{1242b}", "\r\nspoofed", "passed\rfailed", "passed\u{8}\u{8}\u{8}ed"]

    /// UTF-8 that is none: cut at every boundary, longer than it need be, halves of pairs, beyond the last scalar; each with
    /// a sequence behind it that a careless reader takes for the rest.
    package static let brokenBytes: [[UInt8]] = {
        let whole: [[UInt8]] = ["é", "漢", "😀", "\u{9b}", "\u{202e}"].map { Array($0.utf8) }
        let cut = whole.flatMap { bytes in (1..<bytes.count).map { Array(bytes.prefix($0)) } }
        let rest = whole.flatMap { bytes in (1..<bytes.count).map { Array(bytes.suffix($0)) } }
        let wrong: [[UInt8]] = [
            [0xc0, 0x9b], [0xe0, 0x80, 0x9b], [0xf0, 0x80, 0x80, 0x9b], [0xc1, 0xbf], [0xed, 0xa0, 0xbd],
            [0xed, 0xb8, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff], [0x9b], [0x9d], [0x90],
        ]
        return (cut + rest + wrong).flatMap { bytes in
            [bytes, bytes + Array("[2J".utf8), Array("]0;t".utf8) + bytes, bytes + bytes]
        }
    }()
}

extension Unicode.Scalar {
    /// Whether a terminal obeys it or shows nothing for it.
    package var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
