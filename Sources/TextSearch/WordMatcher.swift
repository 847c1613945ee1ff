/// Tells of the texts of one message whether they answer words, phrases, `or` and `-not`, as the index of an archive does.
package struct WordMatcher: Hashable, Sendable {
    private struct Part: Hashable, Sendable {
        var pattern: TextPattern
        var isNegated: Bool
    }

    private let clauses: [[Part]]

    package init(_ query: WordQuery) {
        clauses = query.clauses.map { clause in
            clause.compactMap { term in
                let literal = term.isLiteral ? LiteralPattern(term.text, ignoresCase: true) : nil
                let words = term.isLiteral ? nil : WordPattern(any: [term])
                return TextPattern(words: words, literals: [literal].compactMap(\.self)).map {
                    Part(pattern: $0, isNegated: term.isNegated)
                }
            }
        }.filter { !$0.isEmpty }
    }

    package var isEmpty: Bool { clauses.isEmpty }

    /// Whether the texts, which are one message, answer.
    package func holds(_ texts: [String]) -> Bool {
        clauses.contains { clause in
            clause.allSatisfy { term in texts.contains { term.pattern.occurs(in: $0) } != term.isNegated }
        }
    }
}
