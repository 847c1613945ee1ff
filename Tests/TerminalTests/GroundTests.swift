import Curses
import TestSupport
import Testing

@testable import Terminal

@Suite("What the terminal says of its background")
struct GroundTests {
    @Test(
        "A background is light where black stands out from it more than white",
        arguments: [
            ("11;rgb:0000/0000/0000", Ground.dark), ("11;rgb:ffff/ffff/ffff", .light), ("11;rgb:f/f/f", .light),
            ("11;rgb:ff/ff/ff", .light), ("11;rgba:1e1e/1e1e/2e2e/ffff", .dark), ("11;#fdf6e3", .light),
            ("11;#000", .dark), ("11;rgb:fdfd/f6f6/e3e3", .light), ("11;rgb:2828/2c2c/3434", .dark),
        ])
    func report(text: String, expected: Ground) {
        #expect(Ground(report: Array(text.utf8)[...]) == expected)
    }

    @Test(
        "What is no such answer tells nothing",
        arguments: [
            "", "11", "11;", "11;?", "10;rgb:0/0/0", "11;rgb:0/0", "11;rgb:0/0/zz", "11;rgb:00000/0/0", "11;rgb:/0/0",
            "11;#12345", "11;#", "11;cmyk:0/0/0", "4;1;rgb:0/0/0", "11;rgb:-1/0/0",
        ])
    func nonsense(text: String) {
        #expect(Ground(report: Array(text.utf8)[...]) == nil)
    }

    @Test(
        "COLORFGBG tells the background by an index",
        arguments: [("15;0", Ground.dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light)])
    func variable(text: String, expected: Ground) {
        #expect(Ground(colorFGBG: text) == expected)
    }

    @Test("COLORFGBG may be anything", arguments: ["", "15", "default;default", "0;99", ";", "0;-1"])
    func variableNonsense(text: String) {
        #expect(Ground(colorFGBG: text) == nil)
    }
}

@Suite("The answer about the background is no key")
struct GroundAnswerTests {
    private static let answers = ["\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\", "\u{1b}]11;rgb:ffff/ffff/ffff\u{7}"]

    @Test("However it is cut, and with pauses at the cut", arguments: answers, [true, false])
    func split(answer: String, pauses: Bool) {
        let bytes = Array(answer.utf8)
        for cut in 1..<bytes.count {
            var decoder = KeyDecoder()
            decoder.awaitsGround = true
            var keys = decoder.feed(bytes[..<cut])
            if pauses { keys += decoder.flush() }
            keys += decoder.feed(bytes[cut...]) + decoder.flush() + decoder.feed("j".utf8)
            let torn = keys.filter { $0 != .escape && $0 != .alt("]") }
            #expect(torn == [.character("j")], "cut at \(cut)")
            if !pauses { #expect(keys == [.character("j")] && decoder.ground == .light) }
        }
    }

    @Test("Only the first answer counts, and none that nobody asked for")
    func once() {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array(Self.answers[0].utf8)) == [])
        #expect(decoder.ground == nil)
        decoder.awaitsGround = true
        #expect(
            decoder.feed(Array("\u{1b}]11;rgb:0/0/0\u{7}q\(Self.answers[1])k".utf8)) == [
                .character("q"), .character("k"),
            ])
        #expect(decoder.ground == .dark)
    }

    @Test("Keys around it, and a paste that looks like it, are what they are")
    func among() {
        var decoder = KeyDecoder()
        decoder.awaitsGround = true
        let keys = decoder.feed(Array("a\(Self.answers[0])\u{1b}[A\u{1b}[200~]11;x\u{1b}[201~]e".utf8))
        #expect(keys == [.character("a"), .up, .paste("]11;x"), .character("]"), .character("e")])
    }

    @Test("An answer without an end ends with what is none of it")
    func endless() {
        var decoder = KeyDecoder()
        decoder.awaitsGround = true
        _ = decoder.feed(Array("\u{1b}]11;rgb:".utf8)) + decoder.flush()
        #expect(decoder.feed(Array("ffff/ffj".utf8)) == [.character("j")])
        #expect(decoder.feed(Array("ff".utf8)) == [.character("f"), .character("f")])
    }
}
