/// Tells of the texts of one message whether they answer words, phrases, `or` and `-not`, as an index with Porter's stems
/// does.
package struct WordMatcher: Hashable, Sendable {
    private struct Term: Hashable, Sendable {
        var stems: [String]
        /// Of scripts without blanks: looked for as it is.
        var script: String?
        var isNegated: Bool
        var isPrefix: Bool
    }

    private let clauses: [[Term]]

    package init(_ query: WordQuery) {
        clauses = query.clauses.map { clause in
            clause.map { term in
                Term(
                    stems: Self.words(of: term.text).map(WordStem.of), script: query.isScript ? term.text : nil,
                    isNegated: term.isNegated, isPrefix: term.isPrefix)
            }
        }
    }

    package var isEmpty: Bool { clauses.isEmpty }

    /// Whether the texts, which are one message, answer.
    package func holds(_ texts: [String]) -> Bool {
        guard !clauses.isEmpty else { return false }
        let words = texts.map { Self.words(of: $0) }
        let stems = words.map { $0.map(WordStem.of) }
        return clauses.contains { clause in
            clause.allSatisfy { term in
                let isThere = zip(texts, zip(words, stems)).contains { text, tokens in
                    if let script = term.script { return text.lowercased().contains(script.lowercased()) }
                    return Self.occurs(term, tokens.0, tokens.1)
                }
                return isThere != term.isNegated
            }
        }
    }

    private static func occurs(_ term: Term, _ words: [String], _ stems: [String]) -> Bool {
        guard let first = term.stems.first else { return false }
        // The index cuts the stem of a beginning too.
        if term.isPrefix { return stems.contains { $0.hasPrefix(first) } || words.contains { $0.hasPrefix(first) } }
        return stems.indices.contains { start in
            stems[start] == first && stems[start...].starts(with: term.stems)
        }
    }

    /// Letters and digits that stand together, in small letters.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                switch scalar.value {
                case 0x41...0x5A:
                    word.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
                    continue
                case 0x30...0x39, 0x61...0x7A:
                    word.append(scalar)
                    continue
                default: break
                }
            } else if scalar.isToken || scalar.properties.generalCategory == .nonspacingMark {
                word.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
                continue
            }
            if !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }
}

extension WordQuery {
    /// An expression that lights up what the query asks for, other forms of its words included; nil where nothing can be.
    package var lighting: TextRegex? {
        let terms = clauses.joined().filter { !$0.isNegated }.map { term -> String in
            let words = WordMatcher.words(of: term.text)
            let forms = words.enumerated().map { index, word -> String in
                let stem = WordStem.of(word)
                let common = String(zip(word, stem).prefix { $0 == $1 }.map(\.0))
                // Beginnings and stems may go on; what stays in front of one and behind it is no letter.
                return common.utf8.count < 3 ? word : common + (isScript ? "" : "\\w*")
            }
            return forms.joined(separator: "(?:\\W|_)+")
        }.filter { !$0.isEmpty }
        guard !terms.isEmpty else { return nil }
        let isASCII = terms.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
        return try? TextRegex((isASCII ? "(?:\\b|_)" : "") + "(?:" + terms.joined(separator: "|") + ")")
    }
}
