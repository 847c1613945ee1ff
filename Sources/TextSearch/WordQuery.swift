/// A query as the platform's web search understands it: words, `"phrases"`, `or`, and `-not` (Platform.docc/Search).
///
/// `a b or c -d` is (a and b) or (c and not d). A trailing `*` finds beginnings of words. Whatever is typed has a
/// meaning: there are no syntax errors. What holds no word, such as `->` or an emoji, and the name of an option such as
/// `--force`, is looked for as it is written.
package struct WordQuery: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package var text: String
        package var isNegated = false
        package var isPrefix = false
        /// There are no words to look up: the text is looked for as it is.
        package var isLiteral = false

        fileprivate init?(_ text: String, isNegated: Bool, isPrefix: Bool = false, isOption: Bool = false) {
            guard text.contains(where: { !$0.isWhitespace }) else { return nil }
            self.text = text
            self.isNegated = isNegated
            self.isPrefix = isPrefix
            // Scripts without blanks between words have no words to look up either.
            isLiteral = isOption || !text.hasToken || text.unicodeScalars.contains(where: \.isUnspaced)
        }
    }

    /// Alternatives; each is a list of terms that must all hold for one message.
    package private(set) var clauses: [[Term]]
    /// An alternative says only what must not be there: it would find nearly everything, and is not looked for.
    package private(set) var leavesOutOnly = false

    /// More terms than this are not looked at.
    private static let termLimit = 64
    /// Characters beyond this are not looked at.
    private static let textLimit = 2_000

    package init(_ text: String) {
        var reader = QueryReader(text: Array(text.prefix(Self.textLimit)))
        clauses = [[]]
        var count = 0
        while count < Self.termLimit, let token = reader.next() {
            count += 1
            switch token {
            case .or: if clauses.last?.isEmpty == false { clauses.append([]) }
            case .term(let term): if let term { clauses[clauses.count - 1].append(term) }
            }
        }
        leavesOutOnly = clauses.contains { !$0.isEmpty && $0.allSatisfy(\.isNegated) }
        clauses.removeAll { clause in clause.allSatisfy(\.isNegated) }
    }

    /// A text as it is written, also inside a word.
    package init(literal text: String) {
        clauses = [[Term(text, isNegated: false, isOption: true)].compactMap(\.self)].filter { !$0.isEmpty }
    }

    /// Nothing is asked for: blank, or negations alone.
    package var isEmpty: Bool { clauses.isEmpty }

    /// The texts that a hit shows, for snippets and highlights.
    package var words: [String] {
        clauses.flatMap { $0.filter { !$0.isNegated }.map(\.text) }
    }

    /// Something is looked for as it is written, which an index of words knows nothing of.
    package var hasLiterals: Bool { clauses.joined().contains(where: \.isLiteral) }

    /// Marks are looked for, which a search for words passes over.
    package var hasMarks: Bool {
        clauses.joined().contains { $0.isLiteral && !$0.text.unicodeScalars.contains(where: \.isUnspaced) }
    }

    /// For FTS5: finds what the query finds, and where there are literals perhaps more. Every term is quoted, so that none
    /// can be taken for syntax. Nil where an alternative has literals alone: all texts must be read then.
    package var expression: String? {
        var alternatives: [String] = []
        for clause in clauses {
            let words = clause.filter { !$0.isLiteral }
            let wanted = words.filter { !$0.isNegated }.map(\.quoted)
            guard !wanted.isEmpty else { return nil }
            let unwanted = words.filter(\.isNegated).map { " NOT " + $0.quoted }.joined()
            alternatives.append("((" + wanted.joined(separator: " AND ") + ")" + unwanted + ")")
        }
        return alternatives.joined(separator: " OR ")
    }
}

extension WordQuery.Term {
    /// The words as an index of folded texts has them, and the parts of names.
    fileprivate var quoted: String {
        let written = phrases.map { words in
            "\"" + words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ") + "\""
                + (isPrefix ? "*" : "")
        }
        return written.count == 1 ? written[0] : "(" + written.joined(separator: " OR ") + ")"
    }
}

extension String {
    /// Holds a letter or a digit: what the tokeniser makes words of.
    fileprivate var hasToken: Bool { unicodeScalars.contains(where: \.isToken) }
}

extension Unicode.Scalar {
    /// Han, kana, Hangul and Thai letters.
    var isUnspaced: Bool {
        switch value {
        case 0x0E00...0x0E7F, 0x1100...0x11FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}

/// Cuts a query into words, phrases and `or`.
private struct QueryReader {
    enum Token {
        case or
        /// Nil for a blank phrase.
        case term(WordQuery.Term?)
    }

    let text: [Character]
    var at = 0

    mutating func next() -> Token? {
        while at < text.count, text[at].isWhitespace { at += 1 }
        guard at < text.count else { return nil }
        let isNegated = isMinus
        if isNegated { at += 1 }
        if text[at] == "\"" {
            at += 1
            let phrase = take { $0 == "\"" }
            at += 1
            return .term(WordQuery.Term(phrase, isNegated: isNegated))
        }
        return word(isNegated: isNegated)
    }

    /// A minus that leaves out what follows; in `->` and `--force` it stands for itself.
    private var isMinus: Bool {
        guard text[at] == "-", at + 1 < text.count else { return false }
        return !text[at + 1].isWhitespace && !"->=".contains(text[at + 1])
    }

    private mutating func word(isNegated: Bool) -> Token {
        let isOption = at + 2 < text.count && text[at] == "-" && text[at + 1] == "-" && text[at + 2].isLetter
        var word = take { $0.isWhitespace || $0 == "\"" }
        if !isNegated, word.lowercased() == "or" { return .or }
        if word == "-" { return .term(nil) }
        let isPrefix = word.count > 1 && word.hasSuffix("*") && word.hasToken
        if isPrefix { word.removeLast() }
        return .term(WordQuery.Term(word, isNegated: isNegated, isPrefix: isPrefix, isOption: isOption))
    }

    /// Text up to the character that ends it, which is left.
    private mutating func take(until isEnd: (Character) -> Bool) -> String {
        let start = min(at, text.count)
        while at < text.count, !isEnd(text[at]) { at += 1 }
        return String(text[start..<max(start, min(at, text.count))].map { $0.isControl ? " " : $0 })
    }
}

extension Character {
    /// NUL would end the query inside the library.
    fileprivate var isControl: Bool { unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } }
}
