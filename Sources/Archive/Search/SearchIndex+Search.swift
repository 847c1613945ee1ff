import GRDB
import Platform
import TextSearch
import Wire

/// A document that a query found.
struct DocumentHit: Hashable, Sendable {
    var document: Int
    /// Matching messages; 0 where only the error or the task name matched.
    var count: Int
    /// `transcript`, `error` or `task_name`.
    var matchedIn: String
    var snippet: String?
}

extension SearchIndex {
    /// The documents in which a message, the error or the task name matches; at most `cap`, those with the most matches
    /// first. Also whether there were more.
    func documents(_ query: WordQuery, cap: Int) async throws -> (hits: [DocumentHit], hasMore: Bool) {
        guard !query.isEmpty, let expression = query.expression else { return ([], false) }
        return try await database.read { try Self.documents(query, expression, cap: cap, $0) }
    }

    private static func documents(
        _ query: WordQuery, _ expression: String, cap: Int, _ database: Database
    ) throws -> (hits: [DocumentHit], hasMore: Bool) {
        var found = try counts(expression, database)
        let transcripts = Set(found.map(\.document))
        let fields = try fieldHits(query, expression, database).filter { !transcripts.contains($0.document) }
        let hasMore = found.count + fields.count > cap
        found.sort { ($1.count, $0.document) < ($0.count, $1.document) }
        let shown = found.prefix(cap)
        var hits = try shown.map { match in
            DocumentHit(
                document: match.document, count: match.count, matchedIn: "transcript",
                snippet: try place(query, row: match.first, database)?.0)
        }
        hits += fields.prefix(cap - shown.count)
        return (hits, hasMore)
    }

    struct Match {
        var document: Int
        var count: Int
        var first: Int
    }

    /// Counts matching messages by document. Rows come in ascending order, so one pass groups them.
    private static func counts(_ expression: String, _ database: Database) throws -> [Match] {
        var matches: [Match] = []
        let rows = try Int.fetchCursor(
            database, sql: "SELECT rowid FROM messages WHERE messages MATCH ? ORDER BY rowid", arguments: [expression])
        while let row = try rows.next() {
            if matches.last?.document == row >> seqBits {
                matches[matches.count - 1].count += 1
            } else {
                matches.append(Match(document: row >> seqBits, count: 1, first: row))
            }
        }
        return matches
    }

    private static func fieldHits(
        _ query: WordQuery, _ expression: String, _ database: Database
    ) throws -> [DocumentHit] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT rowid, task, error FROM fields WHERE fields MATCH ? ORDER BY rowid",
            arguments: [expression])
        return rows.map { row in
            let task: String = row[1]
            let error: String? = row[2]
            // The error tells more than the name; the name is what matched when no word of the query is in the error.
            let inError = error.flatMap { TextSnippet.around(query, in: $0) }
            return DocumentHit(
                document: row[0], count: 0, matchedIn: inError == nil ? "task_name" : "error", snippet: inError ?? task)
        }
    }

    /// The text around the match in one row, and in which of body, reasoning and calls it stands.
    static func place(_ query: WordQuery, row: Int, _ database: Database) throws -> (String, Int)? {
        let select = try database.cachedStatement(sql: "SELECT body, reasoning, calls FROM message WHERE row = ?")
        guard let columns = try Row.fetchOne(select, arguments: [row]) else { return nil }
        for column in 0..<3 {
            let text: String? = columns[column]
            if let found = text.flatMap({ TextSnippet.around(query, in: $0) }) { return (found, column) }
        }
        let body: String? = columns[0]
        return body.map { (TextSnippet.beginning(of: $0), 0) }
    }

    /// The messages of one document that match, in order.
    func messages(
        _ text: String, in document: Int, session: SessionID, _ query: MessageQuery
    ) async throws -> MessageSearchResult {
        let parsed = TranscriptQuery(text)
        guard parsed.problem == nil else { return MessageSearchResult() }
        return try await database.read { database in
            var found = try Self.rows(parsed, document, database)
            // Short queries find parts of words too, as the platform does it (Platform.docc/Search).
            if found.isEmpty, parsed.isPlain, text.count < 3, !WordQuery(text).isEmpty {
                found = try Self.scan(document, MessageTest(containing: text), database)
            }
            found = try Self.selected(found, in: document, query, database)
            return try Self.result(found, parsed, session, query, database)
        }
    }

    private static func rows(_ query: TranscriptQuery, _ document: Int, _ database: Database) throws -> [Int] {
        guard query.asksRuns else { return try rows(query, in: document, database) }
        guard let run = try runs(query, database)[document] else { return [] }
        return query.asksTexts ? try rows(query, in: document, database) : run.row.map { [$0] } ?? []
    }

    /// Of rows of a document those that a page wants.
    private static func selected(
        _ rows: [Int], in document: Int, _ query: MessageQuery, _ database: Database
    ) throws -> [Int] {
        let range = Self.rows(of: document)
        let first =
            query.afterSeq.map { range.lowerBound + min(max($0, -1), Int(Quantity.edge)) + 1 } ?? range.lowerBound
        let compacted = query.includeCompacted ? [] : Set(try Self.compacted(range, database))
        return rows.filter { $0 >= first && !compacted.contains($0) }
    }

    private static func compacted(_ range: ClosedRange<Int>, _ database: Database) throws -> [Int] {
        try Int.fetchAll(
            database, sql: "SELECT row FROM fact WHERE compacted AND row BETWEEN ? AND ?",
            arguments: [range.lowerBound, range.upperBound])
    }

    private static func result(
        _ rows: [Int], _ parsed: TranscriptQuery, _ session: SessionID, _ query: MessageQuery, _ database: Database
    ) throws -> MessageSearchResult {
        let shown = rows.prefix(min(max(query.limit, 1), 1000))
        let hits = try shown.compactMap { try hit(row: $0, parsed, session, database) }
        return MessageSearchResult(hits: hits, total: rows.count, hasMore: rows.count > shown.count)
    }

    private static func hit(
        row: Int, _ parsed: TranscriptQuery, _ session: SessionID, _ database: Database
    ) throws -> MessageHit? {
        let sql = "SELECT f.role, m.time, m.body, f.step FROM \(MessageTest.tables) WHERE m.row = ?"
        guard let columns = try Row.fetchOne(database, sql: sql, arguments: [row]) else { return nil }
        let body: String = columns[2]
        let (content, column) = try place(parsed, row: row, database) ?? (TextSnippet.beginning(of: body), 0)
        let seq = row & (1 << seqBits - 1)
        var hit = MessageHit(
            id: StableHash("message", session.text, String(seq)).uuid, seq: seq, role: columns[0], content: content,
            isTruncated: content != body)
        let time: Double? = columns[1]
        hit.createdAt = time.map { Timestamp(seconds: $0) }
        hit.step = columns[3]
        hit.part = column == 0 ? nil : column == 1 ? "reasoning" : "call"
        return hit
    }
}

extension String {
    /// The text with the marks of LIKE taken for themselves.
    var likePattern: String {
        replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}
