import GRDB
import TextSearch

/// What a query about a run as a whole found in a document: how often, and the message where it is best seen.
struct RunMatch: Hashable, Sendable {
    var count = 1
    /// Nil: nowhere in particular, as for something that never happened.
    var row: Int?
    var snippet: String
}

// Absence and order: which tools were called, in which steps, and how a run ended.
extension SearchIndex {
    /// The documents in which everything holds that a query asks of runs.
    static func runs(_ query: TranscriptQuery, _ database: Database) throws -> [Int: RunMatch] {
        var found: [Int: RunMatch]?
        for tool in query.never { merge(try never(tool, database), into: &found) }
        for order in query.orders { merge(try ordered(order, database), into: &found) }
        if query.endsInError { merge(try endingInError(database), into: &found) }
        return found ?? [:]
    }

    /// What holds in both; the later part says where.
    private static func merge(_ matches: [Int: RunMatch], into found: inout [Int: RunMatch]?) {
        guard let before = found else { return found = matches }
        found = matches.filter { before[$0.key] != nil }.reduce(into: [:]) { merged, entry in
            var match = entry.value
            match.row = match.row ?? before[entry.key]?.row
            merged[entry.key] = match
        }
    }

    /// Every document that has messages.
    static func documents(_ database: Database) throws -> [Int] {
        // One look at the tree for each document, whatever the number of its messages.
        var all: [Int] = []
        var next = 0
        let select = try database.cachedStatement(sql: "SELECT min(row) FROM fact WHERE row >= ?")
        while let row = try Int.fetchOne(select, arguments: [next]) {
            all.append(row >> seqBits)
            next = (row >> seqBits + 1) << seqBits
        }
        return all
    }

    private static func never(_ tool: ToolName, _ database: Database) throws -> [Int: RunMatch] {
        let callers = Set(
            try Int.fetchAll(
                database, sql: "SELECT DISTINCT row >> \(seqBits) FROM tool WHERE \(condition(tool))",
                arguments: [argument(tool)]))
        let silent = try documents(database).filter { !callers.contains($0) }
        return silent.reduce(into: [:]) { $0[$1] = RunMatch(snippet: "\(tool.text) was never called") }
    }

    private static func condition(_ tool: ToolName) -> String {
        tool.isPrefix ? "name LIKE ? ESCAPE '\\'" : "name = ?"
    }

    private static func argument(_ tool: ToolName) -> String {
        tool.isPrefix ? tool.letters.likePattern + "%" : tool.letters
    }

    private struct Call: FetchableRecord {
        var row: Int
        var step: Int
        init(row: Row) { (self.row, step) = (row[0], row[1]) }
    }

    private static func calls(of tool: ToolName, _ database: Database) throws -> [Int: [Call]] {
        let calls = try Call.fetchAll(
            database,
            sql: """
                SELECT t.row, f.step FROM tool t JOIN fact f ON f.row = t.row WHERE \(condition(tool)) ORDER BY t.row
                """, arguments: [argument(tool)])
        return Dictionary(grouping: calls) { $0.row >> seqBits }
    }

    /// A call, and in a later step, near enough, another one.
    private static func ordered(
        _ order: TranscriptQuery.ToolOrder, _ database: Database
    ) throws -> [Int: RunMatch] {
        let later = try calls(of: order.then, database)
        return try calls(of: order.first, database).reduce(into: [:]) { found, entry in
            let after = later[entry.key] ?? []
            var next = 0
            for call in entry.value {
                while next < after.count, after[next].step <= call.step { next += 1 }
                guard next < after.count else { return }
                guard after[next].step - call.step <= order.within ?? .max else { continue }
                let words = "\(order.first.text) in step \(call.step), \(order.then.text) in step \(after[next].step)"
                found[entry.key, default: RunMatch(count: 0, row: call.row, snippet: words)].count += 1
            }
        }
    }

    /// The last step holds the last error.
    private static func endingInError(_ database: Database) throws -> [Int: RunMatch] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT row >> \(seqBits) AS document, max(step) AS last,
                    max(CASE WHEN failed THEN step ELSE -1 END) AS wrong, max(CASE WHEN failed THEN row ELSE -1 END)
                FROM fact GROUP BY document HAVING last = wrong
                """)
        var found: [Int: RunMatch] = [:]
        while let row = try rows.next() {
            let document: Int = row[0]
            let place: Int = row[3]
            found[document] = RunMatch(row: place, snippet: "")
        }
        for (document, match) in found {
            let body = try String.fetchOne(
                database, sql: "SELECT body FROM message WHERE row = ?", arguments: [match.row])
            found[document]?.snippet = TextSnippet.end(of: body ?? "")
        }
        return found
    }
}
