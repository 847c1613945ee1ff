import GRDB
import Platform
import TextSearch
import Wire

/// The searches that have been asked for, one for each evaluation.
actor DemoSearches {
    private var made: [Int: DemoSearch] = [:]

    func search(of run: DemoRun, seed: UInt64) throws -> DemoSearch {
        if let search = made[run.number] { return search }
        let search = try DemoSearch(seed: seed)
        made[run.number] = search
        return search
    }
}

/// The index of one evaluation of the demo, in memory. What has happened since the last question is added first.
actor DemoSearch {
    private let seed: UInt64
    private let index: SearchIndex
    /// What is indexed of each item: its attempt, its steps, the next `seq`, and its error.
    private var known: [Int: Known] = [:]

    private struct Known: Equatable {
        var attempt: Int
        var steps: Int
        var next: Int
        var error: String?
    }

    init(seed: UInt64) throws {
        self.seed = seed
        index = try SearchIndex(path: nil)
    }

    func search(_ text: String, run: DemoRun, at now: Timestamp) async throws -> SearchResult {
        let query = TranscriptQuery(text)
        if let problem = query.problem { throw PlatformError.badQuery(problem) }
        try await update(run, run.attempts.indices, at: now)
        let sessions = run.attempts.indices.count { run.steps(of: $0, at: now) > 0 }
        let coverage = SearchCoverage(indexed: sessions, total: sessions, unreadable: 0)
        let state = try await index.documents(query, cap: 2_000)
        let found = state.hits.map { hit in
            let session = run.steps(of: hit.document, at: now) > 0 ? run.sessionID(hit.document) : nil
            return SearchHit(
                itemID: run.itemID(hit.document), matchCount: hit.count, matchedIn: hit.matchedIn, sessionID: session,
                snippet: hit.snippet)
        }
        return SearchResult(hits: found, hasMore: state.hasMore, coverage: coverage)
    }

    func messages(
        _ text: String, run: DemoRun, index item: Int, _ query: MessageQuery, at now: Timestamp
    ) async throws -> MessageSearchResult {
        try await update(run, item..<(item + 1), at: now)
        return try await index.messages(text, in: item, session: run.sessionID(item), query)
    }

    private struct Change: Sendable {
        var item: Int
        var isNew: Bool
        var messages: [IndexedMessage]
        var task: String
        var error: String?
    }

    private func update(_ run: DemoRun, _ items: Range<Int>, at now: Timestamp) async throws {
        let changes = items.compactMap { change($0, of: run, at: now) }
        guard !changes.isEmpty else { return }
        // Not awaited while half done: the actor writes at once, so that two questions cannot add a message twice.
        try write(changes)
    }

    private func write(_ changes: [Change]) throws {
        try index.database.write { database in
            for change in changes {
                if change.isNew { try SearchIndex.remove(change.item, from: database) }
                try SearchIndex.add(change.messages, of: change.item, to: database)
                try SearchIndex.describe(change.item, task: change.task, error: change.error, in: database)
            }
        }
    }

    private func change(_ item: Int, of run: DemoRun, at now: Timestamp) -> Change? {
        let attempt = run.attempts[item]
        let before = known[item].flatMap { $0.attempt == attempt.plan.attempt ? $0 : nil }
        let steps = run.steps(of: item, at: now)
        let error = run.status(of: item, at: now).isTerminal ? run.item(item, at: now).error : nil
        if let before, before.steps == steps, before.error == error { return nil }
        let maker = DemoSteps(
            seed: seed, plan: attempt.plan, claimed: attempt.claimed, model: run.spec.modelName(of: item))
        var numbering = MessageNumbering(from: before?.next ?? 0)
        let first = (before?.steps ?? 0) + 1
        let messages = first <= steps ? (first...steps).flatMap { numbering.messages(of: maker.step($0)) } : []
        known[item] = Known(attempt: attempt.plan.attempt, steps: steps, next: numbering.next, error: error)
        return Change(
            item: item, isNew: before == nil, messages: messages.map(IndexedMessage.init), task: attempt.plan.task,
            error: error)
    }
}
