import GRDB
import TextSearch

/// Whether a message holds what an index of words cannot tell of: regular expressions, and texts as they are written; in
/// the texts that are looked at.
struct MessageTest: Sendable {
    private let regexes: [TextRegex]
    /// Nil where the index has told all that is to know of words.
    private let words: WordMatcher?
    private let scopes: Set<TextScope>
    private let pattern: TextPattern?

    init(_ query: TranscriptQuery) {
        let asked = WordQuery(query.words)
        regexes = query.regexes
        words = asked.hasLiterals ? WordMatcher(asked) : nil
        scopes = query.scopes
        pattern = regexes.isEmpty ? asked.pattern : TextPattern(regexes: regexes)
    }

    /// Any message that holds a text, also inside a word.
    init(containing text: String) {
        regexes = []
        words = WordMatcher(WordQuery(literal: text))
        scopes = []
        pattern = nil
    }

    /// Nothing is left to be told.
    var isEmpty: Bool { regexes.isEmpty && words == nil }

    /// The columns of a row that `sql` selects.
    static let columns = "m.row, f.role, m.body, m.reasoning, m.calls, f.failed"
    static let tables = "message m JOIN fact f ON f.row = m.row"

    /// All that is asked stands in the message.
    func holds(_ row: Row) -> Bool { holds(texts(of: row).map(\.text)) }

    func holds(_ texts: [String]) -> Bool {
        regexes.allSatisfy { regex in texts.contains { regex.occurs(in: $0) } } && words?.holds(texts) ?? true
    }

    /// The piece of the message around what was asked for first, and in which of body, reasoning and calls it stands.
    func place(_ row: Row) -> (String, Int)? {
        for (text, column) in texts(of: row) {
            if let place = pattern?.first(in: text) { return (TextSnippet.around(place, in: text), column) }
        }
        return nil
    }

    private func texts(of row: Row) -> [(text: String, column: Int)] {
        let kinds: [Set<TextScope>] = [Self.kinds(role: row[1], hasFailed: row[5]), [.reasoning], [.call]]
        return (0..<3).compactMap { column in
            guard scopes.isEmpty || !scopes.isDisjoint(with: kinds[column]) else { return nil }
            let text: String? = row[2 + column]
            return text.map { ($0, column) }
        }
    }

    private static func kinds(role: String, hasFailed: Bool) -> Set<TextScope> {
        switch role {
        case "assistant": [.agent]
        case "user": [.user]
        case "tool": hasFailed ? [.result, .error] : [.result]
        default: [.system]
        }
    }
}
