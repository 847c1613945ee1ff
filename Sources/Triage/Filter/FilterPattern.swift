import TextSearch

/// What a text is compared with: a word with smart case, `web/*`, `/an expression/`.
enum FilterPattern: Sendable {
    case word(SearchWord)
    case glob(FilterGlob)
    case expression(TextRegex)

    init(_ value: FilterWord.Value, in word: FilterWord) throws(FilterError) {
        switch value.kind {
        case .quoted: self = .word(SearchWord(value.text))
        case .plain: self = value.text.contains("*") ? .glob(FilterGlob(value.text)) : .word(SearchWord(value.text))
        case .expression:
            do throws(RegexError) {
                self = .expression(try TextRegex(value.text))
            } catch {
                throw FilterError(message: "/\(value.text)/: \(error)", word: word.text)
            }
        }
    }

    func matches(_ text: String) -> Bool {
        switch self {
        case .word(let word): word.matches(text)
        case .glob(let glob): glob.matches(text)
        case .expression(let expression): expression.occurs(in: text)
        }
    }
}

/// A pattern for a whole text: `*` stands for any characters, `?` for one. Smart case, as for words.
struct FilterGlob: Hashable, Sendable {
    private let pattern: [Character]
    private let isExact: Bool

    init(_ text: String) {
        isExact = text.contains { $0.isUppercase }
        pattern = Self.characters(text, isExact)
    }

    /// As the text reads.
    private static func characters(_ text: String, _ isExact: Bool) -> [Character] {
        Array(FoldedText(text, Folding(ignoresCase: !isExact, layout: .literal)).string)
    }

    func matches(_ text: String) -> Bool {
        let text = Self.characters(text, isExact)
        var (at, place) = (0, 0)
        // Where the last star was, and how much it has taken.
        var star: (at: Int, place: Int)?
        while place < text.count {
            if at < pattern.count, pattern[at] == "*" {
                star = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == text[place] {
                at += 1
                place += 1
            } else if let last = star {
                star = (last.at, last.place + 1)
                (at, place) = (last.at + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}
