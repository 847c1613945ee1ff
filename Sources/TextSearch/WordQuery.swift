/// A query as the platform's web search understands it: words, `"phrases"`, `or`, and `-not` (Platform.docc/Search).
///
/// `a b or c -d` is (a and b) or (c and not d). A trailing `*` finds beginnings of words. Whatever is typed has a
/// meaning: there are no syntax errors.
package struct WordQuery: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
        package var text: String
        package var isNegated = false
        package var isPrefix = false
    }

    /// Alternatives; each is a list of terms that must all hold for one message.
    package private(set) var clauses: [[Term]]

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
            case .term(let term): if term.text.hasToken { clauses[clauses.count - 1].append(term) }
            }
        }
        // A clause that only says what must not be there would find nearly everything: it finds nothing.
        clauses.removeAll { clause in clause.allSatisfy(\.isNegated) }
    }

    /// Nothing is asked for: blank, punctuation alone, or negations alone.
    package var isEmpty: Bool { clauses.isEmpty }

    /// The texts that a hit shows, for snippets and highlights.
    package var words: [String] {
        clauses.flatMap { $0.filter { !$0.isNegated }.map(\.text) }
    }

    /// Scripts without blanks between words have no words to look up: their text is searched for as it is.
    package var isScript: Bool { words.contains { $0.unicodeScalars.contains(where: \.isUnspaced) } }

    /// The query for FTS5, every term quoted so that none can be taken for syntax.
    package var expression: String {
        clauses.map { clause in
            let wanted = clause.filter { !$0.isNegated }.map(\.quoted).joined(separator: " AND ")
            let unwanted = clause.filter(\.isNegated).map { " NOT " + $0.quoted }.joined()
            return "((" + wanted + ")" + unwanted + ")"
        }.joined(separator: " OR ")
    }
}

extension WordQuery.Term {
    fileprivate var quoted: String {
        "\"" + text.replacing("\"", with: "\"\"") + "\"" + (isPrefix ? "*" : "")
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
        case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}

/// Cuts a query into words, phrases and `or`.
private struct QueryReader {
    enum Token {
        case or
        case term(WordQuery.Term)
    }

    let text: [Character]
    var at = 0

    mutating func next() -> Token? {
        while at < text.count, text[at].isWhitespace { at += 1 }
        guard at < text.count else { return nil }
        var isNegated = false
        if text[at] == "-", at + 1 < text.count, !text[at + 1].isWhitespace {
            isNegated = true
            at += 1
        }
        if text[at] == "\"" {
            at += 1
            let phrase = take { $0 == "\"" }
            at += 1
            return .term(WordQuery.Term(text: phrase, isNegated: isNegated))
        }
        return word(isNegated: isNegated)
    }

    private mutating func word(isNegated: Bool) -> Token {
        var word = take { $0.isWhitespace || $0 == "\"" }
        if !isNegated, word.lowercased() == "or" { return .or }
        let isPrefix = word.count > 1 && word.hasSuffix("*")
        if isPrefix { word.removeLast() }
        return .term(WordQuery.Term(text: word, isNegated: isNegated, isPrefix: isPrefix))
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
