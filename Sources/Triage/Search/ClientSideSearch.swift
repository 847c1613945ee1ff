package import Platform
import TextSearch
package import Trajectory

/// Answers a query by reading trajectories, some at a time: for servers whose own search knows words alone.
package struct ClientSideSearch: Sendable {
    package typealias Reading = @Sendable (EvaluationItem) async throws -> TrajectoryDocument

    private let platform: any Platform
    private let concurrency: Int
    private let read: Reading

    /// `read` gets the whole document of an item that has a session.
    package init(platform: any Platform, concurrency: Int = 4, read: @escaping Reading) {
        self.platform = platform
        self.concurrency = concurrency
        self.read = read
    }

    /// Reads every trajectory anew.
    package init(platform: any Platform) {
        self.init(platform: platform) { item in
            guard let session = item.sessionID else { throw PlatformError.notFound("Session") }
            return try await platform.document(of: session, name: item.id.text)
        }
    }

    /// Reads the trajectories that may answer. `partial` gets what is found so far after each of them. Throws 422 for a
    /// query that makes no sense, and what the platform throws; a trajectory that cannot be read is counted as such.
    package func run(
        _ text: String, in evaluation: EvaluationID, items: [EvaluationItem],
        partial: @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        let query = QueryWords(text)
        if let problem = query.query.problem { throw PlatformError.badQuery(problem) }
        let candidates = try await candidates(query, evaluation, items)
        var found = items.compactMap { Self.fieldHit(query, $0) }
        var coverage = SearchCoverage(indexed: 0, total: candidates.count, unreadable: 0)
        coverage.isRead = true
        partial(SearchResult(hits: found, coverage: coverage))
        try await Bounded.run(candidates, concurrency) { item in
            await look(for: query, in: item)
        } each: { result in
            switch result {
            case .success(let hit):
                coverage.indexed += 1
                if let hit { found = found.filter { $0.itemID != hit.itemID } + [hit] }
            case .failure: coverage.unreadable += 1
            }
            partial(SearchResult(hits: Self.sorted(found), coverage: coverage))
        }
        return SearchResult(hits: Self.sorted(found), coverage: coverage)
    }

    /// The items whose trajectories must be read: where words are asked for, the platform tells which hold them.
    private func candidates(
        _ query: QueryWords, _ evaluation: EvaluationID, _ items: [EvaluationItem]
    ) async throws -> [EvaluationItem] {
        let readable = items.filter { $0.sessionID != nil }
        // A search for words passes over what is looked for as it is written.
        guard !query.words.isEmpty, !query.words.hasMarks else { return readable }
        let result = try await platform.search(evaluation, for: query.query.words)
        guard !result.hasMore else { return readable }
        let holders = Set(result.hits.filter { $0.matchedIn == "transcript" }.map(\.itemID))
        return readable.filter { holders.contains($0.id) }
    }

    private func look(for query: QueryWords, in item: EvaluationItem) async -> Result<SearchHit?, any Error> {
        do {
            let found = try query.found(in: try await read(item))
            return .success(
                found.map {
                    SearchHit(
                        itemID: item.id, matchCount: $0.count, matchedIn: "transcript", sessionID: item.sessionID,
                        snippet: $0.snippet)
                })
        } catch {
            return .failure(error)
        }
    }

    /// Errors and task names are looked through for what the platform's search knows not: they stand in no scope and are no
    /// run.
    private static func fieldHit(_ query: QueryWords, _ item: EvaluationItem) -> SearchHit? {
        guard query.words.isEmpty || query.words.hasMarks, query.query.scopes.isEmpty, !query.query.asksRuns else {
            return nil
        }
        let fields = [("error", item.error), ("task_name", item.taskName)]
        for case (let name, let text?) in fields
        where query.isAnswered(by: [text]) {
            return SearchHit(
                itemID: item.id, matchCount: 0, matchedIn: name, sessionID: item.sessionID,
                snippet: query.snippet(of: [text]))
        }
        return nil
    }

    private static func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        hits.sorted { ($1.matchCount, $0.itemID.text) < ($0.matchCount, $1.itemID.text) }
    }
}

extension Platform {
    /// A whole trajectory, to look through.
    func document(of session: SessionID, name: String) async throws -> TrajectoryDocument {
        let body = try await trajectory(of: session, form: .atif, includeCompacted: false)
        return try await TrajectoryDocument.read(body, name: name)
    }
}
