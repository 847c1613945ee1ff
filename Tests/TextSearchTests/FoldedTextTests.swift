import TestSupport
import Testing

@testable import TextSearch

@Suite("What a text says")
struct FoldedTextTests {
    @Test(
        "Texts that read the same are the same, and lead back to where they stand",
        arguments: [
            ("i cannot help", "Well, I **cannot** help.", "I **cannot** help"),
            ("i cannot help", "> I cannot\n> help with that", "I cannot\n> help"),
            ("i can't help", "I can’t help", "I can’t help"), ("two bold", "Here are **two bold** words", "two bold"),
            ("two bold words", "two **bold** _words_", "two **bold** _words"), ("привет", "Сказал: ПРИВЕТ", "ПРИВЕТ"),
            ("café", "un CAFE\u{301}!", "CAFE\u{301}"), ("cafe\u{301}", "un café!", "café"),
            ("strasse", "Straße", "Straße"),
            ("admin", "ＡＤＭＩＮ", "ＡＤＭＩＮ"), ("admin", "𝐀𝐝𝐦𝐢𝐧", "𝐀𝐝𝐦𝐢𝐧"),
            ("cooperate", "co\u{AD}oper\u{200B}ate", "co\u{AD}oper\u{200B}ate"),
            ("office", "oﬃce", "oﬃce"), ("cannot", "I c\u{430}nn\u{43E}t", "c\u{430}nn\u{43E}t"),
            ("code", "\u{441}\u{43E}de", "\u{441}\u{43E}de"), ("сон", "Сон", "Сон"),
            (
                "한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}",
                "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"
            ),
            ("ガ", "カ\u{3099}", "カ\u{3099}"), ("ガ", "ｶﾞ", "ｶﾞ"), ("σισυφος", "ΣΊΣΥΦΟΣ", "ΣΊΣΥΦΟΣ"),
            ("viet nam", "Việt\u{A0}Nam", "Việt\u{A0}Nam"),
            ("snake_case", "a snake_case name", "snake_case"), ("__init__", "def __init__(self)", "__init__"),
            ("**kwargs", "f(**kwargs)", "**kwargs"), ("a * b", "x = a * b", "a * b"),
            ("run ls now", "run `ls` now", "run `ls` now"),
            ("\t", "a\tb", "\t"), ("->", "a -> b", "->"), ("é", "E", "E"), ("done", "**do**ne", "do**ne"),
            ("Error", "an error, an Error", "Error"), ("out of memory", "out  of\r\n memory", "out  of\r\n memory"),
        ])
    func reads(_ sought: String, _ text: String, _ place: String) throws {
        let pattern = try #require(LiteralPattern(sought))
        let found = try #require(pattern.first(in: text), "\(sought) in \(text)")
        #expect(String(decoding: Array(text.utf8)[found], as: UTF8.self) == place)
    }

    @Test(
        "What reads otherwise is not the same",
        arguments: [
            ("Error", "error"), ("one two", "one\n\ntwo"), ("**bold**", "bold"), ("ab", "a*b"), ("x2", "x**2"),
            ("init", "in_it"),
            ("a b", "ab"), ("か", "が"), ("__x__", "x"),
        ])
    func differs(_ sought: String, _ text: String) throws {
        #expect(try #require(LiteralPattern(sought)).first(in: text) == nil)
    }

    @Test("Every place of a folded text leads back into the text, in order, and to the whole of it")
    func places() {
        var random = SeededGenerator(seed: 5)
        let pieces = [
            "a", "B", " ", "\n", "\n> ", "**", "_", "`", "é", "e\u{301}", "ß", "ﬃ", "\u{AD}", "日", "ガ", "\u{3099}", "Ａ",
            "😀", "\u{1112}\u{1161}",
            "'", "’", "\t", "aB",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            for layout in [Folding.Layout.prose, .lines, .literal] {
                let folded = FoldedText(text, Folding(ignoresCase: true, layout: layout))
                #expect(String(validating: folded.bytes, as: UTF8.self) != nil)
                var end = 0
                for at in folded.bytes.indices {
                    let place = folded.original(at..<(at + 1))
                    #expect(place.lowerBound >= 0 && place.upperBound <= text.utf8.count && !place.isEmpty)
                    #expect(place.upperBound >= end, "\(text.debugDescription) \(layout) \(at)")
                    end = place.upperBound
                }
            }
        }
    }

    @Test("A text is found in itself, whatever it is made of, where it is not blank at an end")
    func itself() {
        var random = SeededGenerator(seed: 9)
        let pieces = ["a", "B", " ", "*", "**", "_", "`", "é", "e\u{301}", "-", "日", "Ａ", "😀", "'", "x_y", "~"]
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            guard text.first != " ", text.last != " ", let pattern = LiteralPattern(text) else { continue }
            #expect(pattern.first(in: text) != nil, "\(text)")
            #expect(pattern.first(in: "see: \(text) there") != nil, "\(text)")
        }
    }
}
