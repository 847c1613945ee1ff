import GRDB
import Platform
import TextSearch

/// What a search found so far.
struct SearchState: Sendable {
    var hits: [DocumentHit] = []
    var hasMore = false
    /// All documents that were found, whether or not they are among the hits.
    var documents: Set<Int> = []
    /// Documents looked through so far, of how many; nil where the index gave the answer at once.
    var scanned: (done: Int, total: Int)?
}

extension SearchIndex {
    /// The documents that answer a query, at most `cap`, those with the most matches first. Only those `within` are looked
    /// at. Where texts have to be read one by one, `partial` gets what is found until then, some ten times a second.
    func documents(
        _ query: TranscriptQuery, cap: Int, within: Set<Int>? = nil, partial: @Sendable (SearchState) -> Void = { _ in }
    ) async throws -> SearchState {
        let words = WordQuery(query.words)
        if query.isPlain, !words.hasLiterals {
            let (hits, hasMore) = try await documents(words, cap: cap)
            return SearchState(hits: hits, hasMore: hasMore, documents: Set(hits.map(\.document)))
        }
        guard query.problem == nil, query.asksTexts || query.asksRuns else { return SearchState() }
        let runs = query.asksRuns ? try await database.read { try Self.runs(query, $0) } : nil
        guard query.asksTexts else { return Self.state(runs ?? [:], cap: cap) }
        guard !words.isEmpty, words.expression != nil else {
            return try await scan(query, runs, cap: cap, within: within, partial)
        }
        return try await database.read { database in
            var rows = try Self.rows(query, in: nil, database)
            if let runs { rows = rows.filter { runs[$0 >> Self.seqBits] != nil } }
            var state = try Self.state(try Self.group(rows, query, database), query, cap: cap, database)
            if words.hasLiterals { try Self.addFields(query, to: &state, runs, cap: cap, database) }
            return state
        }
    }

    // MARK: Answers

    private static func state(_ runs: [Int: RunMatch], cap: Int) -> SearchState {
        let hits = runs.map {
            DocumentHit(document: $0, count: $1.count, matchedIn: "transcript", snippet: $1.snippet)
        }
        let sorted = hits.sorted { ($1.count, $0.document) < ($0.count, $1.document) }
        return SearchState(hits: Array(sorted.prefix(cap)), hasMore: hits.count > cap, documents: Set(runs.keys))
    }

    private static func state(
        _ matches: [Match], _ query: TranscriptQuery, cap: Int, _ database: Database
    ) throws -> SearchState {
        let shown = matches.sorted { ($1.count, $0.document) < ($0.count, $1.document) }.prefix(cap)
        let hits = try shown.map { match in
            DocumentHit(
                document: match.document, count: match.count, matchedIn: "transcript",
                snippet: try place(query, row: match.first, database)?.0)
        }
        return SearchState(
            hits: hits, hasMore: matches.count > cap, documents: Set(matches.map(\.document)))
    }

    /// Rows in ascending order, by document: those that hold what the index does not tell of.
    private static func group(_ rows: [Int], _ query: TranscriptQuery, _ database: Database) throws -> [Match] {
        let test = MessageTest(query)
        var matches: [Match] = []
        for row in rows where try test.isEmpty || message(row, database).map(test.holds) == true {
            if matches.last?.document == row >> seqBits {
                matches[matches.count - 1].count += 1
            } else {
                matches.append(Match(document: row >> seqBits, count: 1, first: row))
            }
        }
        return matches
    }

    private static func message(_ row: Int, _ database: Database) throws -> Row? {
        let select = try database.cachedStatement(
            sql: "SELECT \(MessageTest.columns) FROM \(MessageTest.tables) WHERE m.row = ?")
        return try Row.fetchOne(select, arguments: [row])
    }

    /// The piece of a message that answers, and in which of body, reasoning and calls it stands.
    static func place(_ query: TranscriptQuery, row: Int, _ database: Database) throws -> (String, Int)? {
        guard let message = try message(row, database) else { return nil }
        if let found = MessageTest(query).place(message) { return found }
        let body: String = message[2]
        return (TextSnippet.beginning(of: body), 0)
    }

    // MARK: Rows

    /// The rows with all that a query asks of texts, in one document or in all, in ascending order.
    static func rows(_ query: TranscriptQuery, in document: Int?, _ database: Database) throws -> [Int] {
        let words = WordQuery(query.words)
        let test = MessageTest(query)
        guard !words.isEmpty, let expression = words.expression else {
            guard let document, !test.isEmpty else { return [] }
            return try scan(document, test, database)
        }
        var rows: Set<Int> = []
        let span = document.map { Self.rows(of: $0) }
        let range = span.map { " AND messages.rowid BETWEEN \($0.lowerBound) AND \($0.upperBound)" } ?? ""
        let table = query.scopes.isEmpty ? "messages" : "messages JOIN fact ON fact.row = messages.rowid"
        for (columns, filter) in places(query.scopes) {
            let limit = query.scopes.isEmpty ? "" : "{\(columns.joined(separator: " "))} : "
            rows.formUnion(
                try Int.fetchAll(
                    database, sql: "SELECT messages.rowid FROM \(table) WHERE messages MATCH ? AND \(filter)\(range)",
                    arguments: ["\(limit)(\(expression))"]))
        }
        let sorted = rows.sorted()
        guard document != nil, !test.isEmpty else { return sorted }
        return try sorted.filter { try message($0, database).map(test.holds) == true }
    }

    /// Which columns of which rows scopes mean.
    private static func places(_ scopes: Set<TextScope>) -> [(columns: [String], filter: String)] {
        guard !scopes.isEmpty else { return [(["body", "reasoning", "calls"], "1")] }
        var places: [(columns: [String], filter: String)] = []
        let own: [(TextScope, String)] = [(.agent, "body"), (.reasoning, "reasoning"), (.call, "calls")]
        let columns = own.filter { scopes.contains($0.0) }.map(\.1)
        if !columns.isEmpty { places.append((columns, "role = 'assistant'")) }
        if scopes.contains(.user) { places.append((["body"], "role = 'user'")) }
        if scopes.contains(.system) { places.append((["body"], "role NOT IN ('assistant', 'user', 'tool')")) }
        if scopes.contains(.result) {
            places.append((["body"], "role = 'tool'"))
        } else if scopes.contains(.error) {
            places.append((["body"], "role = 'tool' AND failed"))
        }
        return places
    }

    // MARK: Reading one by one

    /// Text that is read between two looks at whether anybody still waits.
    private static let mostDocuments = 64

    private func scan(
        _ query: TranscriptQuery, _ runs: [Int: RunMatch]?, cap: Int, within: Set<Int>?,
        _ partial: @Sendable (SearchState) -> Void
    ) async throws -> SearchState {
        let documents = try await database.read { try Self.documents($0) }.filter { document in
            runs.map { $0[document] != nil } ?? true && within?.contains(document) ?? true
        }
        let test = MessageTest(query)
        var matches: [Match] = []
        var told = ContinuousClock.now
        var at = 0
        while at < documents.count {
            try Task.checkCancellation()
            let start = at
            let (found, next) = try await database.read { database in
                try Self.scan(documents[start...], test, database)
            }
            matches += found
            at = next
            guard told.duration(to: .now) > .milliseconds(100), at < documents.count else { continue }
            told = .now
            let now = matches
            var state = try await database.read { try Self.state(now, query, cap: cap, $0) }
            // What was told of stays in front of what is told of later.
            state.hits.sort { $0.document < $1.document }
            state.scanned = (at, documents.count)
            partial(state)
        }
        let all = matches
        var state = try await database.read { database in
            var state = try Self.state(all, query, cap: cap, database)
            try Self.addFields(query, to: &state, runs, cap: cap, database)
            return state
        }
        state.scanned = (documents.count, documents.count)
        return state
    }

    /// Looks through documents for about a tenth of a second; gives where it stopped.
    private static func scan(
        _ documents: ArraySlice<Int>, _ test: MessageTest, _ database: Database
    ) throws -> (matches: [Match], next: Int) {
        var matches: [Match] = []
        let start = ContinuousClock.now
        for index in documents.indices {
            let rows = try scan(documents[index], test, database)
            if let first = rows.first {
                matches.append(Match(document: documents[index], count: rows.count, first: first))
            }
            if start.duration(to: .now) > .milliseconds(80) || index - documents.startIndex >= mostDocuments {
                return (matches, index + 1)
            }
        }
        return (matches, documents.endIndex)
    }

    /// The rows of a document that hold what is asked for.
    static func scan(_ document: Int, _ test: MessageTest, _ database: Database) throws -> [Int] {
        let range = rows(of: document)
        let select = try database.cachedStatement(
            sql: """
                SELECT \(MessageTest.columns) FROM \(MessageTest.tables) WHERE m.row BETWEEN ? AND ? ORDER BY m.row
                """)
        var found: [Int] = []
        let messages = try Row.fetchCursor(select, arguments: [range.lowerBound, range.upperBound])
        while let message = try messages.next() {
            if test.holds(message) { found.append(message[0]) }
        }
        return found
    }

    /// Adds the documents whose error or task name answers. These stand in no scope.
    private static func addFields(
        _ query: TranscriptQuery, to state: inout SearchState, _ runs: [Int: RunMatch]?, cap: Int, _ database: Database
    ) throws {
        guard query.scopes.isEmpty else { return }
        let fields = try fieldHits(query, database).filter { hit in
            !state.documents.contains(hit.document) && runs.map { $0[hit.document] != nil } ?? true
        }
        let room = max(0, cap - state.hits.count)
        state.hits += fields.prefix(room)
        state.hasMore = state.hasMore || fields.count > room
        state.documents.formUnion(fields.map(\.document))
    }

    private static func fieldHits(_ query: TranscriptQuery, _ database: Database) throws -> [DocumentHit] {
        let test = MessageTest(query)
        let pattern = query.regexes.isEmpty ? WordQuery(query.words).pattern : TextPattern(regexes: query.regexes)
        let rows = try Row.fetchAll(database, sql: "SELECT row, task, error FROM field ORDER BY row")
        return rows.compactMap { row in
            let texts: [(String, String?)] = [("error", row[2]), ("task_name", row[1])]
            for case (let name, let text?) in texts where test.holds([text]) {
                let place = pattern?.first(in: text) ?? 0..<0
                return DocumentHit(
                    document: row[0], count: 0, matchedIn: name, snippet: TextSnippet.around(place, in: text))
            }
            return nil
        }
    }
}
