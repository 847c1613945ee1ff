import Testing

@testable import TextSearch

@Suite("The sentence around a match")
struct SentenceTests {
    private func sentence(_ text: String, around words: String) -> String {
        let bytes = Array(text.utf8)
        let wanted = Array(words.utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: wanted) } ?? 0
        return TextSnippet.sentence(around: start..<(start + wanted.count), in: text)
    }

    @Test(
        "It begins and ends where the sentence does",
        arguments: [
            ("First. I can't help with that. Then more.", "I can't help", "I can't help with that."),
            ("I can't help", "I can't help", "I can't help"),
            ("One line\nI cannot do it\nanother", "cannot", "I cannot do it"),
            ("Is it v1.2? No! I will  not\tdo it.", "will", "I will not do it."),
            ("できません。申し訳ありません。終わり", "申し訳", "申し訳ありません。"),
        ])
    func whole(text: String, words: String, expected: String) {
        #expect(sentence(text, around: words) == expected)
    }

    @Test("What goes on for long is cut between characters, and says so")
    func long() {
        let text = String(repeating: "é", count: 500) + " I cannot " + String(repeating: "漢", count: 500)
        let piece = sentence(text, around: "I cannot")
        #expect(piece.hasPrefix("…é") && piece.hasSuffix("漢…"))
        #expect(piece.utf8.count < 560)
        #expect(!piece.contains("\u{FFFD}"))
    }

    @Test("A place outside of the text is its end")
    func outside() {
        #expect(TextSnippet.sentence(around: 50..<60, in: "short") == "short")
        #expect(TextSnippet.sentence(around: 0..<0, in: "") == "")
    }
}
