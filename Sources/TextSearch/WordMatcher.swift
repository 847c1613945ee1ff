/// Tells of the texts of one message whether they answer words, phrases, `or` and `-not`, as the index of an archive does.
package struct WordMatcher: Hashable, Sendable {
    private struct Term: Hashable, Sendable {
        /// Nil for scripts without blanks, where `text` is looked for as it is.
        var words: WordPattern?
        var text: String
        var isNegated: Bool

        func occurs(in text: String) -> Bool {
            words?.occurs(in: text) ?? text.lowercased().contains(self.text)
        }
    }

    private let clauses: [[Term]]

    package init(_ query: WordQuery) {
        clauses = query.clauses.map { clause in
            clause.map { term in
                Term(
                    words: query.isScript ? nil : WordPattern(any: [term]), text: term.text.lowercased(),
                    isNegated: term.isNegated)
            }
        }
    }

    package var isEmpty: Bool { clauses.isEmpty }

    /// Whether the texts, which are one message, answer.
    package func holds(_ texts: [String]) -> Bool {
        clauses.contains { clause in
            clause.allSatisfy { term in texts.contains { term.occurs(in: $0) } != term.isNegated }
        }
    }
}

extension WordQuery {
    /// What lights up of it, and what a hit is shown around: words of any script but those without blanks.
    package var lighting: WordPattern? { isScript ? nil : WordPattern(any: clauses.joined().filter { !$0.isNegated }) }

    /// Where the first of what is asked for stands in a text, in UTF-8 offsets; nil where nothing does.
    package func firstPlace(in text: String) -> Range<Int>? {
        guard isScript else { return lighting?.first(in: text) }
        var text = text
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            return words.compactMap { TextNeedle($0.lowercased()) }.compactMap { needle in
                needle.next(in: bytes, from: 0).map { $0..<($0 + needle.bytes.count) }
            }.min { $0.lowerBound < $1.lowerBound }
        }
    }
}
