/// What is looked for in a text: words in any of their forms, texts as they read, regular expressions; any of them
/// matches. The one matcher of finds, searches, filters, snippets and what lights up.
package struct TextPattern: Hashable, Sendable {
    package let words: WordPattern?
    package let literals: [LiteralPattern]
    package let regexes: [TextRegex]

    /// Nil where nothing is looked for.
    package init?(words: WordPattern? = nil, literals: [LiteralPattern] = [], regexes: [TextRegex] = []) {
        guard words != nil || !literals.isEmpty || !regexes.isEmpty else { return nil }
        self.words = words
        self.literals = literals
        self.regexes = regexes
    }

    /// A text that stands, as it reads, in every match of a part of a pattern.
    package struct Landmark: Hashable, Sendable {
        package var bytes: [UInt8]
        package var ignoresCase: Bool
    }

    /// Every match holds one of these.
    package var landmarks: [Landmark] {
        (words?.landmarks ?? []).map { Landmark(bytes: $0, ignoresCase: true) }
            + literals.map { Landmark(bytes: $0.bytes, ignoresCase: $0.folding.ignoresCase) }
            + regexes.map { Landmark(bytes: $0.required, ignoresCase: $0.ignoresCase) }
    }

    /// Whether a match may begin in one line and end in another.
    package var crossesLines: Bool {
        words?.crossesLines == true || literals.contains { $0.folding.layout == .prose }
    }

    /// More bytes of a text than a match of any literal takes.
    package var longestLiteral: Int { literals.map(\.longest).max() ?? 0 }

    /// Where it stands, in order and without overlaps, in UTF-8 offsets.
    package func matches(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
        let parts =
            [words?.matches(in: text) ?? []] + literals.map { $0.matches(in: text) }
            + regexes.map { $0.matches(in: text) }
        let found = parts.filter { !$0.isEmpty }
        guard found.count > 1 else { return found.first ?? [] }
        // Of those that begin at one place the longest.
        let sorted = found.joined().sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
        var end = 0
        return sorted.filter { range in
            guard range.lowerBound >= end else { return false }
            end = range.upperBound
            return true
        }
    }

    package func matches(in text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { matches(in: UnsafeRawBufferPointer($0)) }
    }

    /// The first place in a text; nil where there is none.
    package func first(in text: String) -> Range<Int>? {
        var text = text
        return text.withUTF8 { first(in: UnsafeRawBufferPointer($0)) }
    }

    package func first(in text: UnsafeRawBufferPointer) -> Range<Int>? {
        let places = [words?.first(in: text)] + literals.map { $0.first(in: text) } + regexes.map { $0.first(in: text) }
        return places.compactMap(\.self).min { $0.lowerBound < $1.lowerBound }
    }

    package func occurs(in text: String) -> Bool { first(in: text) != nil }

    package func occurs(in text: UnsafeRawBufferPointer) -> Bool { first(in: text) != nil }
}

extension WordQuery {
    /// What lights up of it, and what a hit is shown around; nil where nothing is asked for.
    package var pattern: TextPattern? {
        let terms = clauses.joined().filter { !$0.isNegated }
        return TextPattern(
            words: WordPattern(any: terms.filter { !$0.isLiteral }),
            literals: terms.filter(\.isLiteral).compactMap { LiteralPattern($0.text, ignoresCase: true) })
    }

    /// Where the first of what is asked for stands in a text, in UTF-8 offsets; nil where nothing does.
    package func firstPlace(in text: String) -> Range<Int>? { pattern?.first(in: text) }
}
