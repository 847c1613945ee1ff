import Platform
import Shell
import Trajectory
import Triage
import Wire

/// Reads of a platform through the cache: what is kept is answered at once, and asked for anew behind where it may have
/// changed; two who ask for one thing make one request.
struct CachedPlatform: Sendable {
    let platform: any Platform
    let cache: ResponseCache
    let flights = SingleFlight<CacheKey>()
    let loads = SharedLoads()

    // MARK: Lists

    func evaluations(_ query: EvaluationQuery, isForced: Bool, _ answer: ResultHandler) async throws {
        let key = CacheKey.evaluations(query)
        if !isForced, let kept = cache.find(key, as: Page<Evaluation>.self) {
            answer(.evaluations(kept.value, Freshness(age: kept.age, isRefreshing: !kept.isFresh)))
            if kept.isFresh { return }
        } else if !isForced, let seen = cache.seen?.evaluations(query, now: cache.now) {
            answer(.evaluations(seen.page, Freshness(age: seen.age, isRefreshing: true)))
        }
        let isSettled = platform.capabilities.contains(.isSettled)
        let page = try await flights.value(for: key) {
            let page = try await platform.evaluations(query)
            cache.keep(page, for: key, cost: page.items.count * 2_048, isSettled: isSettled)
            return page
        }
        answer(.evaluations(page, .fresh))
    }

    /// One evaluation; as it was seen last, where the server does not answer.
    func evaluation(_ id: EvaluationID) async throws -> Evaluation {
        do {
            return try await platform.evaluation(id)
        } catch let error as PlatformError where error.isAway {
            guard let seen = cache.seen?.evaluation(id) else { throw error }
            return seen
        }
    }

    /// Items as they arrive. Who joins a request that is under way gets them when they are all here.
    func items(
        of id: EvaluationID, isForced: Bool, isSettled: Bool, _ answer: @escaping ResultHandler
    ) async throws {
        let key = CacheKey.items(id)
        let kept = cache.find(key, as: KeptItems.self)
        if !isForced, let kept {
            let provenance = Freshness(age: kept.age, isRefreshing: !kept.isFresh)
            answer(.rows(kept.value.rows, isFirst: true, isLast: true, provenance))
            if kept.isFresh { return }
        } else if !isForced, let seen = cache.seen?.items(of: id, now: cache.now) {
            answer(.rows(seen.rows, isFirst: true, isLast: true, Freshness(age: seen.age, isRefreshing: true)))
        }
        let isSettled = isSettled || platform.capabilities.contains(.isSettled)
        let batches = BatchPoster(answer)
        let rows = try await flights.value(for: key) {
            let (all, lost) = try await arrivingItems(of: id, before: kept?.value) { batches.post($0) }
            batches.lost = lost
            cache.keep(all, for: key, cost: all.rows.count * 1_536, isSettled: isSettled)
            return all.rows
        }
        if batches.isEmpty {
            answer(.rows(rows, isFirst: true, isLast: true, Freshness(lost: batches.lost)))
        } else {
            batches.finish()
        }
    }

    /// Rows in batches as they arrive. What is the same as before is the same object: what is known of it stays known.
    private func arrivingItems(
        of id: EvaluationID, before: KeptItems?, _ report: ([ItemRow]) -> Void
    ) async throws -> (items: KeptItems, lost: Int) {
        let old = before?.rows ?? []
        var all: [ItemRow] = []
        all.reserveCapacity(old.count)
        var texts = StringInterner()
        let news = try await platform.items(of: id, since: before?.mark)
        while let pieces = try await news.next() {
            try Task.checkCancellation()
            let start = all.count
            for piece in pieces {
                switch piece {
                case .same(let places): all += old[places]
                case .item(let item):
                    let known = all.count < old.count ? old[all.count] : nil
                    all.append(known.flatMap { $0.item == item ? $0 : nil } ?? ItemRow(texts.sharing(item)))
                }
            }
            report(Array(all[start...]))
        }
        let (mark, lost) = await news.end()
        return (KeptItems(rows: all, mark: mark), lost)
    }

    /// Reads what documents tell of items, and keeps it with them.
    func describe(_ id: EvaluationID, first: [ItemID], atMost: Int, _ answer: ResultHandler) async throws {
        let (items, left) = try await platform.describe(first, of: id, atMost: atMost)
        let rows = items.map { ItemRow($0) }
        if let kept = cache.find(.items(id), as: KeptItems.self) {
            let known = Dictionary(rows.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
            let all = KeptItems(rows: kept.value.rows.map { known[$0.item.id] ?? $0 })
            cache.keep(all, for: .items(id), cost: all.rows.count * 1_536, isSettled: true)
        }
        answer(.described(rows, left: left))
    }

    /// All items, from the cache where they are there.
    func allItems(of id: EvaluationID) async throws -> [EvaluationItem] { try await allRows(of: id).map(\.item) }

    private func allRows(of id: EvaluationID) async throws -> [ItemRow] {
        if let kept = cache.find(.items(id), as: KeptItems.self) { return kept.value.rows }
        return try await arrivingItems(of: id, before: nil) { _ in }.items.rows
    }

    /// The items of one side of a comparison.
    func rows(of side: ComparedItems) async throws -> [ItemRow] {
        let rows = try await allRows(of: side.evaluation)
        return side.model.map { model in rows.filter { $0.item.model == model } } ?? rows
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
        let search = ClientSideSearch(platform: platform) { try await document(of: $0, in: id) }
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

/// The items of an evaluation, and what tells which of them have changed when they are asked for again.
private struct KeptItems: Sendable {
    var rows: [ItemRow]
    var mark: ItemsMark?
}

/// Posts rows as they come: the first ones at once, then what has come meanwhile some ten times a second. Only the task
/// that streams calls it.
private final class BatchPoster: @unchecked Sendable {
    private let answer: @Sendable (EffectResult) -> Void
    private var waiting: [ItemRow] = []
    private var posted: ContinuousClock.Instant?
    /// Rows that came without an id.
    var lost = 0
    /// Every batch is put into the list, and the list drawn.
    private static let pause = Duration.milliseconds(100)

    init(_ answer: @escaping @Sendable (EffectResult) -> Void) { self.answer = answer }

    /// Nothing came through here.
    var isEmpty: Bool { posted == nil && waiting.isEmpty }

    func post(_ batch: [ItemRow]) {
        waiting += batch
        if let posted, posted.duration(to: .now) < Self.pause { return }
        send(isLast: false)
    }

    /// The rest.
    func finish() { send(isLast: true) }

    private func send(isLast: Bool) {
        answer(.rows(waiting, isFirst: posted == nil, isLast: isLast, Freshness(lost: lost)))
        waiting = []
        posted = .now
    }
}
