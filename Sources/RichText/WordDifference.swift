package import Terminal
import Wire

/// Marks the words in which two rows differ, where they have enough in common for that to say something.
package enum WordDifference {
    /// Words that both rows must have in common, of the longer one's.
    private static let leastCommon = 0.4

    private struct Word {
        var text: Substring
        var ink: Ink
        var isBlank: Bool { text.allSatisfy { $0 == " " } }
    }

    /// Both rows, with the words that only one of them has in the slots of what was removed and what was added.
    package static func marked(_ left: [Span], _ right: [Span]) -> (left: [Span], right: [Span]) {
        let (old, new) = (words(left), words(right))
        let pairs = CommonOrder.pairs(old.map(\.text.hashValue), new.map(\.text.hashValue))
        let common = pairs.count { !old[$0.left].isBlank }
        let longest = max(old.count { !$0.isBlank }, new.count { !$0.isBlank })
        guard common > 0, Double(common) >= leastCommon * Double(longest) else { return (left, right) }
        return (
            spans(old, keeping: Set(pairs.map(\.left)), .removed), spans(new, keeping: Set(pairs.map(\.right)), .added)
        )
    }

    /// Runs of letters and digits, runs of blanks, and every other character by itself.
    private static func words(_ spans: [Span]) -> [Word] {
        var words: [Word] = []
        for span in spans {
            var rest = span.text[...]
            while let first = rest.first {
                let kind = kind(first)
                let end = kind == 2 ? rest.index(after: rest.startIndex) : rest.firstIndex { self.kind($0) != kind }
                let word = rest[..<(end ?? rest.endIndex)]
                words.append(Word(text: word, ink: span.ink))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    private static func kind(_ character: Character) -> Int {
        character == " " ? 0 : character.isLetter || character.isNumber || character == "_" ? 1 : 2
    }

    private static func spans(_ words: [Word], keeping common: Set<Int>, _ slot: ThemeSlot) -> [Span] {
        var spans: [Span] = []
        for (index, word) in words.enumerated() {
            // What is looked for stays lit, also where the runs differ in it.
            let isKept = common.contains(index) || word.isBlank || word.ink.slot == .match
            let ink = isKept ? word.ink : Ink(slot)
            if let last = spans.last, last.ink == ink {
                spans[spans.count - 1].text += word.text
            } else {
                spans.append(Span(String(word.text), ink: ink))
            }
        }
        return spans
    }
}
