import GRDB
import TextSearch

/// Whether a message holds what regular expressions ask for, in the texts that are looked at.
struct MessageTest: Sendable {
    let regexes: [TextRegex]
    let scopes: Set<TextScope>

    init(_ query: TranscriptQuery) {
        regexes = query.regexes
        scopes = query.scopes
    }

    /// The columns of a row that `sql` selects.
    static let columns = "m.rowid, f.role, m.body, m.reasoning, m.calls, f.failed"
    static let tables = "messages m JOIN fact f ON f.row = m.rowid"

    /// All that is asked stands in the message.
    func holds(_ row: Row) -> Bool {
        let texts = texts(of: row)
        return regexes.allSatisfy { regex in texts.contains { regex.occurs(in: $0.text) } }
    }

    /// The piece of the message around what was asked for first, and in which of body, reasoning and calls it stands.
    func place(_ row: Row) -> (String, Int)? {
        for (text, column) in texts(of: row) {
            if let place = regexes.first?.firstMatch(in: text) { return (TextSnippet.around(place, in: text), column) }
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
