import Platform
import Terminal
import Triage
import Wire

/// The order of hits.
package enum HitOrder: String, CaseIterable, Sendable {
    case matches, position, status

    var next: HitOrder {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}

/// The hits of a search over every sample of an evaluation, as it is typed and while the evaluation runs.
package struct HitsModel: Sendable {
    /// One row of the pane: a sample, or one of its messages where it is unfolded.
    package enum Row: Hashable, Sendable {
        case sample(SearchHit)
        case message(MessageHit, of: SearchHit)
    }

    /// Seconds after the last key before the search is sent.
    package static let debounce = 0.15

    package let evaluation: Evaluation
    package private(set) var query = ""
    /// The query that `result` answers.
    package private(set) var answered = ""
    package private(set) var result: SearchResult?
    package private(set) var phase: LoadPhase = .idle
    package private(set) var rows: [Row] = []
    package private(set) var cursor = ListCursor()
    package private(set) var order = HitOrder.matches
    package private(set) var isFollowing: Bool
    /// Samples that came, or gained matches, with the last look.
    package private(set) var fresh: Set<ItemID> = []
    package var height = 20 {
        didSet { cursor.reveal(count: rows.count, height: height) }
    }
    /// What is known of the samples.
    package internal(set) var known: [ItemID: EvaluationItem] = [:]
    private var statuses: Set<ItemStatus> = []
    private var unfolded: Set<ItemID> = []
    private var unfolding: ItemID?
    private var messages: [ItemID: MessageSearchResult] = [:]
    private var quietLooks = 0

    package init(evaluation: Evaluation) {
        self.evaluation = evaluation
        isFollowing = !evaluation.status.isTerminal
    }

    package var selected: Row? { cursor.selected < rows.count ? rows[cursor.selected] : nil }

    package var selectedHit: SearchHit? {
        switch selected {
        case .sample(let hit), .message(_, let hit): hit
        case nil: nil
        }
    }

    /// All matching messages of the hits shown, and the samples that they are in.
    package var totals: (matches: Int, samples: Int) {
        let hits = shownHits
        return (hits.reduce(0) { $0 + max(1, $1.matchCount) }, hits.count)
    }

    package var isUnfolded: (ItemID) -> Bool { { unfolded.contains($0) } }

    // MARK: The query

    /// Takes the query as it is typed: asked for when the typing pauses.
    package mutating func type(_ text: String) -> [Request] {
        let wanted = text.trimmingBlanks()
        guard wanted != query else { return [] }
        query = wanted
        guard !wanted.isEmpty else {
            result = nil
            answered = ""
            phase = .idle
            gather()
            return [Request(.search, .cancel), Request(.debounce, .cancel), Request(.followSearch, .cancel)]
        }
        return [Request(.debounce, .wait(Self.debounce))]
    }

    /// Asks now.
    package mutating func ask(isForced: Bool = false) -> [Request] {
        guard !query.isEmpty else { return [] }
        phase = .loading
        return [Request(.debounce, .cancel), Request(.search, .search(evaluation.id, query, isForced: isForced))]
    }

    package mutating func apply(_ answer: Answer) -> [Request] {
        switch answer {
        case .found(let result): return take(result)
        case .messages(let found):
            guard let id = unfolding else { return [] }
            messages[id] = found
            unfolding = nil
            gather()
            return []
        case .failed(let error):
            phase = .failed(error)
            return followUp()
        default: return []
        }
    }

    private mutating func take(_ result: SearchResult) -> [Request] {
        if answered == query {
            let before = Dictionary(
                (self.result?.hits ?? []).map { ($0.itemID, $0.matchCount) }, uniquingKeysWith: { first, _ in first })
            fresh = Set(result.hits.filter { before[$0.itemID] ?? -1 < $0.matchCount }.map(\.itemID))
            quietLooks = fresh.isEmpty ? quietLooks + 1 : 0
            for id in fresh { messages[id] = nil }
        } else {
            fresh = []
            quietLooks = 0
            messages = [:]
            unfolded = []
            cursor = ListCursor()
        }
        self.result = result
        answered = query
        phase = .ready
        gather()
        return followUp()
    }

    /// The next look: soon while an index is being built, every 5 s while the evaluation runs, up to 30 s when nothing
    /// changes.
    private func followUp() -> [Request] {
        guard isFollowing || isIndexing, !query.isEmpty else { return [] }
        if isIndexing { return [Request(.followSearch, .wait(0.5))] }
        guard !evaluation.status.isTerminal else { return [] }
        return [Request(.followSearch, .wait(min(30, 5 * Double(1 << min(quietLooks, 3)))))]
    }

    /// The server's index does not hold every sample yet.
    private var isIndexing: Bool {
        result?.coverage.map { $0.indexed + $0.unreadable < $0.total } ?? false
    }

    // MARK: Rows

    private var shownHits: [SearchHit] {
        let hits = result?.hits ?? []
        guard !statuses.isEmpty else { return hits }
        return hits.filter { known[$0.itemID].map { statuses.contains($0.status) } ?? false }
    }

    /// Rebuilds the rows; the selection stays on its sample, or its message.
    mutating func gather() {
        let before = selected
        let beforeHit = selectedHit?.itemID
        rows = sorted(shownHits).flatMap { hit -> [Row] in
            guard unfolded.contains(hit.itemID), let found = messages[hit.itemID] else { return [.sample(hit)] }
            return [.sample(hit)] + found.hits.map { .message($0, of: hit) }
        }
        let same = before.flatMap { row in rows.firstIndex { $0.isSame(as: row) } }
        let sample = beforeHit.flatMap { id in rows.firstIndex { $0.itemID == id } }
        let row = same ?? sample ?? cursor.selected
        cursor.top += same.map { $0 - cursor.selected } ?? 0
        cursor.select(row, count: rows.count, height: height)
    }

    private func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        let place = { (hit: SearchHit) in known[hit.itemID]?.position ?? .max }
        let rank = { (hit: SearchHit) in
            known[hit.itemID].flatMap { ItemStatus.known.firstIndex(of: $0.status) } ?? .max
        }
        switch order {
        case .matches: return hits.sorted { ($1.matchCount, place($0)) < ($0.matchCount, place($1)) }
        case .position: return hits.sorted { place($0) < place($1) }
        case .status: return hits.sorted { (rank($0), place($0)) < (rank($1), place($1)) }
        }
    }

    /// The statuses of the samples that were hit, with how many.
    package var statusCounts: [(status: ItemStatus, count: Int)] {
        let hits = result?.hits ?? []
        let counts = hits.reduce(into: [ItemStatus: Int]()) { counts, hit in
            if let status = known[hit.itemID]?.status { counts[status, default: 0] += 1 }
        }
        return ItemStatus.known.compactMap { status in counts[status].map { (status, $0) } }
    }

    package mutating func show(statuses: Set<ItemStatus>) {
        self.statuses = statuses
        gather()
    }

    // MARK: Commands

    package mutating func apply(_ command: Command) -> Reaction? {
        if cursor.apply(command, count: rows.count, height: height) { return .done }
        switch command {
        case .open: return open()
        case .density: return toggleUnfolded()
        case .sort:
            order = order.next
            gather()
            return .say("hits by \(order.rawValue)")
        case .refresh: return Reaction(ask(isForced: true))
        case .follow:
            isFollowing.toggle()
            return Reaction(
                isFollowing ? ask(isForced: true) : [Request(.followSearch, .cancel)],
                say: Message(isFollowing ? "live: the search repeats while the evaluation runs" : "no longer live"))
        case .nextMatch: return apply(.down)
        case .previousMatch: return apply(.up)
        default: return nil
        }
    }

    /// To the next or previous sample; false where there is none.
    mutating func goToSample(forward: Bool) -> Bool {
        guard let id = selectedHit?.itemID else { return false }
        let places = rows.indices.filter { if case .sample = rows[$0] { true } else { false } }
        guard let at = places.firstIndex(where: { rows[$0].itemID == id }) else { return false }
        let next = at + (forward ? 1 : -1)
        guard places.indices.contains(next) else { return false }
        cursor.select(places[next], count: rows.count, height: height)
        return true
    }

    /// 1-based place of the selected sample among the samples.
    package var samplePlace: (place: Int, count: Int)? {
        guard let id = selectedHit?.itemID else { return nil }
        let hits = sorted(shownHits)
        return hits.firstIndex { $0.itemID == id }.map { ($0 + 1, hits.count) }
    }

    private func open() -> Reaction {
        guard let hit = selectedHit else { return .done }
        guard let item = known[hit.itemID] else { return .ask(.hitItem, .item(hit.itemID, evaluation.id)) }
        return open(item, hit)
    }

    /// A match in the transcript opens the step that answers; one in the error or the name opens the item's detail.
    func open(_ item: EvaluationItem, _ hit: SearchHit) -> Reaction {
        guard hit.matchedIn == "transcript", item.sessionID != nil else { return .go(.detail(item)) }
        return .go(.trajectory(item, at: .query(answered)))
    }

    private mutating func toggleUnfolded() -> Reaction {
        guard let hit = selectedHit else { return .done }
        if unfolded.remove(hit.itemID) != nil {
            gather()
            return .done
        }
        guard let session = hit.sessionID else { return .say("This sample has no session", .warning) }
        unfolded.insert(hit.itemID)
        if messages[hit.itemID] != nil {
            gather()
            return .done
        }
        unfolding = hit.itemID
        return .ask(.messageSearch, .messageSearch(session, String(answered.prefix(200))))
    }

    package mutating func stop() {
        if phase.isLoading { phase = .ready }
    }
}

extension HitsModel.Row {
    package var itemID: ItemID {
        switch self {
        case .sample(let hit), .message(_, let hit): hit.itemID
        }
    }

    /// The same sample or message, whatever its counts have become.
    func isSame(as other: HitsModel.Row) -> Bool {
        switch (self, other) {
        case (.sample(let left), .sample(let right)): left.itemID == right.itemID
        case (.message(let left, let sample), .message(let right, let otherSample)):
            left.id == right.id && sample.itemID == otherSample.itemID
        default: false
        }
    }
}
