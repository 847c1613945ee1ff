import Curses
import Terminal
import TestSupport
import Testing

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

    /// Everything these bytes mean when nothing more comes.
    private func keys(_ bytes: [UInt8]) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.feed(bytes) + decoder.flush()
    }

    @Test(arguments: [
        ("a", Key.character("a")), (" ", .character(" ")), ("é", .character("é")), ("漢", .character("漢")),
        ("🪿", .character("🪿")),
        ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7f}", .backspace), ("\u{8}", .backspace),
        ("\u{1b}", .escape),
        ("\u{0}", .control("@")), ("\u{1}", .control("a")), ("\u{1a}", .control("z")), ("\u{1c}", .control("\\")),
        ("\u{1f}", .control("_")), ("\u{1b}a", .alt("a")), ("\u{1b}é", .alt("é")), ("\u{1b}O", .alt("O")),
        ("\u{1b}[", .alt("[")),
        ("\u{1b}]", .alt("]")),
        ("\u{1b}[A", .up), ("\u{1b}OA", .up), ("\u{1b}[B", .down), ("\u{1b}[C", .right), ("\u{1b}[D", .left),
        ("\u{1b}[H", .home), ("\u{1b}OF", .end), ("\u{1b}[1~", .home), ("\u{1b}[8~", .end), ("\u{1b}[2~", .insert),
        ("\u{1b}[3~", .delete), ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown), ("\u{1b}[Z", .backTab),
        ("\u{1b}[1;5A", .up), ("\u{1b}[1;2B", .down), ("\u{1b}[5;5~", .pageUp),
        ("\u{1b}Oa", .up),
        ("\u{1b}OP", .function(1)), ("\u{1b}[11~", .function(1)), ("\u{1b}[[A", .function(1)),
        ("\u{1b}[15~", .function(5)),
        ("\u{1b}[24~", .function(12)), ("\u{1b}[1;1R", .function(3)), ("\u{1b}OM", .enter),
        ("\u{1b}[97u", .character("a")), ("\u{1b}[97;5u", .control("a")), ("\u{1b}[97;3u", .alt("a")),
        ("\u{1b}[97;2u", .character("A")), ("\u{1b}[27u", .escape), ("\u{1b}[13;5u", .enter), ("\u{1b}[9;2u", .backTab),
        ("\u{1b}[27;5;109~", .control("m")), ("\u{1b}[97;1:1u", .character("a")), ("\u{1b}[97:65;5u", .control("a")),
        ("\u{1b}[1;1:1A", .up),
        ("\u{1b}[<64;10;5M", .wheelUp(x: 9, y: 4)), ("\u{1b}[<65;1;1M", .wheelDown(x: 0, y: 0)),
        ("\u{1b}[<0;300;100M", .click(x: 299, y: 99)), ("\u{1b}[<68;2;2M", .wheelUp(x: 1, y: 1)),
        ("\u{1b}[<32;5;6M", .drag(x: 4, y: 5)),
        ("\u{1b}[M`!!", .wheelUp(x: 0, y: 0)), ("\u{1b}[M !\"", .click(x: 0, y: 1)),
        ("\u{1b}[200~j\u{1b}[Aq\u{1b}[201~", .paste("j\u{1b}[Aq")), ("\u{1b}[200~\u{1b}[201~", .paste("")),
        ("\u{1b}[200~torn", .paste("torn")), ("\u{1b}[200~torn\u{1b}[20", .paste("torn\u{1b}[20")),
    ])
    func oneKey(bytes: String, expected: Key) {
        #expect(keys(bytes) == [expected])
    }

    @Test(arguments: [
        // A release, answers to questions, focus, other buttons, torn sequences.
        "\u{1b}[97;1:3u", "\u{1b}[?62;4c", "\u{1b}[12;40$y", "\u{1b}[I", "\u{1b}[O", "\u{1b}[<0;1;1m", "\u{1b}[<2;1;1M",
        "\u{1b}[<35;1;1M", "\u{1b}]11;rgb:0/0/0\u{7}", "\u{1b}]11;rgb:0/0/0\u{1b}\\", "\u{1b}P1$r0m\u{1b}\\",
        "\u{1b}[1;5",
        "\u{1b}[57358u", "\u{1b}[99~",
    ])
    func noKey(bytes: String) {
        #expect(keys(bytes) == [])
    }

    @Test func bytesThatAreNotUTF8AreNoKeys() {
        #expect(
            keys([0xff, 0x61, 0xc3, 0x28, 0xe2, 0x82, 0x62, 0xf0, 0x9f, 0xed, 0xa0, 0x80, 0xc0, 0x80])
                == "a(b".map(Key.character))
        #expect(keys([0xc2, 0x9b]) == [])
    }

    @Test func keysThatComeTogetherAreToldApart() {
        #expect(
            keys("jk\u{1b}[A\u{1b}[200~x\u{1b}[201~\rq") == [
                .character("j"), .character("k"), .up, .paste("x"), .enter, .character("q"),
            ])
        #expect(keys("\u{1b}\r") == [.escape, .enter])
        #expect(keys("\u{1b}\u{1b}[A") == [.escape, .up])
        #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
    }

    @Test func aLoneEscapeWaitsForItsTime() {
        var decoder = KeyDecoder()
        #expect(decoder.patience == nil)
        #expect(decoder.feed([0x1b]) == [])
        #expect(decoder.patience == 25_000_000)
        #expect(decoder.flush() == [.escape])
        #expect(decoder.patience == nil)
        #expect(decoder.feed([0x1b]) + decoder.feed([0x5b]) == [])
        #expect(decoder.patience == 100_000_000)
        #expect(decoder.feed([0x41]) == [.up])
    }

    @Test func aPasteIsBounded() {
        var decoder = KeyDecoder()
        _ = decoder.feed(Array("\u{1b}[200~".utf8))
        for _ in 0..<40 { _ = decoder.feed([UInt8](repeating: 0x61, count: 40_000)) }
        guard case .paste(let text) = decoder.feed(Array("\u{1b}[201~".utf8)).first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == KeyDecoder.longestPaste)
    }

    /// However the bytes come, the keys are the same; and no bytes at all make it stumble.
    @Test func splitsDoNotMatter() {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "a", "é", "漢", "\u{1b}", "\u{1b}[", "\u{1b}[A", "\u{1b}O", "\u{1b}[1;5C", "\u{1b}[<64;10;5M", "\u{1b}[200~",
            "\u{1b}[201~", "\u{1b}]x",
            "\u{7}", "\u{1b}\\", "\u{1b}[M", "0", ";", "~", "\r", "\u{1b}[[", "\u{9b}",
        ].map { Array($0.utf8) }
        for _ in 0..<3_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...10, using: &generator) {
                let isNoise = Int.random(in: 0..<3, using: &generator) == 0
                bytes +=
                    isNoise ? [UInt8.random(in: 0...255, using: &generator)] : pieces.randomElement(using: &generator)!
            }
            let whole = keys(bytes)
            for cut in 0...bytes.count {
                var decoder = KeyDecoder()
                let parts = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) + decoder.flush()
                #expect(parts == whole, "\(bytes) cut at \(cut)")
            }
            var decoder = KeyDecoder()
            var single: [Key] = []
            for byte in bytes { single += decoder.feed([byte]) }
            #expect(single + decoder.flush() == whole, "\(bytes) byte by byte")
            #expect(decoder.patience == nil)
        }
    }

    @Test func longNonsenseIsSplitIndependentToo() {
        for opening in ["\u{1b}]", "\u{1b}[", "\u{1b}O"] {
            let bytes = Array(opening.utf8) + [UInt8](repeating: 0x31, count: 9_000)
            var decoder = KeyDecoder()
            var single: [Key] = []
            for byte in bytes { single += decoder.feed([byte]) }
            #expect(single + decoder.flush() == keys(bytes))
        }
    }
}
