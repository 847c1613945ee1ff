import Platform
import Trajectory
import Triage
import Wire

/// Reads of a platform through the cache: what is kept is answered at once, and asked for anew behind where it may have
/// changed; two who ask for one thing make one request.
struct CachedReads: Sendable {
    typealias Answering = @Sendable (Answer) -> Void

    let platform: any Platform
    let cache: ResponseCache
    private let flights = SingleFlight<CacheKey>()

    init(platform: any Platform, cache: ResponseCache) {
        self.platform = platform
        self.cache = cache
    }

    // MARK: Lists

    func evaluations(_ query: EvaluationQuery, isForced: Bool, _ answer: Answering) async throws {
        let key = CacheKey.evaluations(query)
        if !isForced, let kept = cache.find(key, as: Page<Evaluation>.self) {
            answer(.evaluations(kept.value, Provenance(age: kept.age, isRefreshing: !kept.isFresh)))
            if kept.isFresh { return }
        }
        let isSettled = platform.scope.isLocal
        let page = try await flights.value(for: key) {
            let page = try await platform.evaluations(query)
            cache.keep(page, for: key, cost: page.items.count * 2_048, isSettled: isSettled)
            return page
        }
        answer(.evaluations(page, .fresh))
    }

    /// Items as they arrive. Who joins a request that is under way gets them when they are all here.
    func items(
        of id: EvaluationID, isForced: Bool, isSettled: Bool, _ answer: @escaping Answering
    ) async throws {
        let key = CacheKey.items(id)
        if !isForced, let kept = cache.find(key, as: [EvaluationItem].self) {
            let provenance = Provenance(age: kept.age, isRefreshing: !kept.isFresh)
            answer(.items(kept.value, isFirst: true, isLast: true, provenance))
            if kept.isFresh { return }
        }
        let isSettled = isSettled || platform.scope.isLocal
        let batches = BatchPoster(answer)
        let items = try await flights.value(for: key) {
            var all: [EvaluationItem] = []
            let stream = try await platform.items(of: id)
            while let batch = try await stream.next() {
                try Task.checkCancellation()
                all += batch
                batches.post(batch)
            }
            cache.keep(all, for: key, cost: all.count * 1_536, isSettled: isSettled)
            return all
        }
        if batches.isEmpty {
            answer(.items(items, isFirst: true, isLast: true, .fresh))
        } else {
            answer(.items([], isFirst: false, isLast: true, .fresh))
        }
    }

    /// All items, from the cache where they are there.
    func allItems(of id: EvaluationID) async throws -> [EvaluationItem] {
        if let kept = cache.find(.items(id), as: [EvaluationItem].self) { return kept.value }
        return try await platform.items(of: id).collect()
    }

    /// The items of one side of a comparison.
    func rows(of side: ComparedItems) async throws -> [ItemRow] {
        let items = try await allItems(of: side.evaluation)
        return (side.model.map { model in items.filter { $0.model == model } } ?? items).map { ItemRow($0) }
    }

    // MARK: Answers of one piece

    /// `partial` gets what is found so far, where texts have to be read for it.
    func search(
        _ id: EvaluationID, _ query: String, isForced: Bool,
        partial: @escaping @Sendable (SearchResult) -> Void = { _ in }
    ) async throws -> SearchResult {
        let key = CacheKey.search(id, query)
        if !isForced, let kept = cache.find(key, as: SearchResult.self), kept.isFresh { return kept.value }
        return try await flights.value(for: key) {
            let result = try await platform.find(query, in: id, partial: partial)
            let isWhole = result.coverage.map { $0.indexed + $0.unreadable >= $0.total } ?? true
            if isWhole { cache.keep(result, for: key, cost: result.hits.count * 512 + 256, isSettled: false) }
            return result
        }
    }

    /// The same by reading trajectories: those that were read before are not fetched again while they are kept.
    func readingSearch(
        _ id: EvaluationID, _ query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        let search = ReadingSearch(platform: platform) { try await document(of: $0, in: id) }
        return try await search.run(query, in: id, items: try await allItems(of: id), partial: partial)
    }

    func messages(in session: SessionID, _ query: String) async throws -> MessageSearchResult {
        let key = CacheKey.messages(session, query)
        if let kept = cache.find(key, as: MessageSearchResult.self), kept.isFresh { return kept.value }
        return try await flights.value(for: key) {
            let result = try await platform.messages(in: session, matching: query, MessageQuery(limit: 200))
            cache.keep(result, for: key, cost: result.hits.count * 1_024 + 256, isSettled: false)
            return result
        }
    }

    /// The last errors of trajectories, each read once.
    func lastErrors(of items: [EvaluationItem], _ report: @Sendable (LastErrors.Found) -> Void) async throws {
        var unread: [EvaluationItem] = []
        for item in items {
            if let kept = cache.find(.lastError(item.id), as: LastErrors.Found.self) {
                report(kept.value)
            } else {
                unread.append(item)
            }
        }
        try await LastErrors(platform: platform).read(unread) { found in
            cache.keep(found, for: .lastError(found.item), cost: 256 + (found.text?.utf8.count ?? 0), isSettled: true)
            report(found)
        }
    }

    func analytics(of id: EvaluationID) async throws -> JSONValue {
        let key = CacheKey.analytics(id)
        if let kept = cache.find(key, as: JSONValue.self), kept.isFresh { return kept.value }
        return try await flights.value(for: key) {
            let answer = try await platform.analytics(of: id)
            cache.keep(answer, for: key, cost: 16_384, isSettled: false)
            return answer
        }
    }
}

/// Posts batches of items and remembers whether there were any: only the task that streams calls it.
private final class BatchPoster: @unchecked Sendable {
    private let answer: @Sendable (Answer) -> Void
    private var count = 0

    init(_ answer: @escaping @Sendable (Answer) -> Void) { self.answer = answer }

    var isEmpty: Bool { count == 0 }

    func post(_ batch: [EvaluationItem]) {
        answer(.items(batch, isFirst: count == 0, isLast: false, .fresh))
        count += 1
    }
}
