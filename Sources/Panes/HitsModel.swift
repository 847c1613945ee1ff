package import Platform
package import Shell
import Terminal
import TextSearch
import Triage
package import Wire

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

    package var evaluation: Evaluation
    package internal(set) var query = ""
    /// What is wrong with the query, in words; nothing is asked then.
    package internal(set) var problem: String?
    /// Typing has come to rest, and what was typed is to be asked for.
    var isRested = false
    /// A search is somebody else's work: the next one begins when the last one has been answered.
    package var takesTurns = false
    /// The query that was asked for last: answers are of it.
    private var asked = ""
    /// The query that `result` answers.
    package internal(set) var answered = ""
    package internal(set) var result: SearchResult?
    /// `result` is what was found so far: texts are still being read, or were until Esc.
    package internal(set) var isPartial = false
    package internal(set) var phase: LoadPhase = .idle
    package internal(set) var rows: [Row] = []
    package var cursor = ListCursor()
    package internal(set) var order = HitOrder.matches
    package internal(set) var isFollowing: Bool
    /// Samples that came, or gained matches, with the last look.
    package internal(set) var fresh: Set<ItemID> = []
    package var height = 20
    /// What is known of the samples.
    package var known: [ItemID: EvaluationItem] = [:]
    /// What the columns hold of the items that were hit.
    package internal(set) var use = ColumnUse()
    /// The text that matches, whole.
    package var preview = Preview()
    package internal(set) var filter = HitFilter()
    var unfolded: Set<ItemID> = []
    var unfolding: ItemID?
    var messages: [ItemID: MessageSearchResult] = [:]
    var quietLooks = 0
    /// The user has chosen a row: until then the selection stays at the top while hits stream in.
    var hasMoved = false
    /// The server's search knows words alone, as it has shown.
    private var knowsWordsAlone = false
    /// A query for which nothing was found and nothing can come: whatever asks for more finds nothing either.
    private var nothing: TranscriptQuery?

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
    package var totals: (matches: Quantity, samples: Int) {
        let hits = shownHits
        return (hits.reduce(Quantity.zero) { $0 + max(1, Quantity($1.matchCount)) }, hits.count)
    }

    package var isUnfolded: (ItemID) -> Bool { { unfolded.contains($0) } }

    // MARK: The query

    /// Takes the query as it is typed: asked for when the typing pauses.
    package mutating func type(_ text: String) -> [EffectRequest] {
        let wanted = text.trimmingBlanks()
        guard wanted != query else { return [] }
        query = wanted
        let parsed = TranscriptQuery(wanted)
        problem = parsed.complaint
        guard !wanted.isEmpty else {
            result = nil
            answered = ""
            return stopAsking()
        }
        guard problem == nil else { return stopAsking() }
        if let nothing, parsed.narrows(nothing) {
            answered = wanted
            return stopAsking()
        }
        if needsReading {
            result = nil
            return stopAsking()
        }
        isRested = false
        return [EffectRequest(.debounce, .wait(Self.debounce))]
    }

    private mutating func stopAsking() -> [EffectRequest] {
        isRested = false
        phase = .idle
        gather()
        return [
            EffectRequest(.search, .cancel), EffectRequest(.debounce, .cancel), EffectRequest(.followSearch, .cancel),
        ]
    }

    /// Only reading the trajectories answers the query, and that is not done with every key.
    package var needsReading: Bool { knowsWordsAlone && TranscriptQuery(query).needsArchive }

    /// Asks now.
    package mutating func ask(isForced: Bool = false) -> [EffectRequest] {
        guard !query.isEmpty, problem == nil else {
            isRested = false
            return []
        }
        phase = .loading
        asked = query
        isRested = false
        guard !needsReading else {
            return [EffectRequest(.debounce, .cancel), EffectRequest(.search, .readingSearch(evaluation.id, query))]
        }
        return [
            EffectRequest(.debounce, .cancel),
            EffectRequest(.search, .search(evaluation.id, query, isForced: isForced)),
        ]
    }

    package mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .found, .foundSoFar: if asked != query { return [] }
        default: break
        }
        switch answer {
        case .found(let result): return take(result)
        case .foundSoFar(let result):
            takePart(result)
            return []
        case .messages(let found):
            guard let id = unfolding else { return [] }
            messages[id] = found
            unfolding = nil
            if case .failed = phase { phase = .ready }
            gather()
            return []
        case .failed(let error) where error.kind == .unsupported:
            knowsWordsAlone = true
            result = nil
            return stopAsking()
        case .failed(let error):
            phase = .failed(error)
            // Asked for again when the sample is unfolded again.
            if let id = unfolding { unfolded.remove(id) }
            unfolding = nil
            return followUp()
        default: return []
        }
    }

    /// What is found so far: shown at once, unless the whole answer of an earlier look is on the screen.
    private mutating func takePart(_ result: SearchResult) {
        guard answered != query || isPartial else { return }
        if answered != query { forget() }
        isPartial = true
        self.result = result
        answered = query
        gather(fromTop: !hasMoved)
    }

    private mutating func take(_ result: SearchResult) -> [EffectRequest] {
        if answered != query {
            forget()
        } else if !isPartial {
            compare(result)
        }
        let isEnd = isPartial && answered == query
        self.result = result
        isPartial = false
        answered = query
        phase = .ready
        let isSettled = evaluation.status.isTerminal && !isIndexing && !result.hasMore
        nothing = isSettled && result.hits.isEmpty ? TranscriptQuery(query) : nil
        gather(fromTop: isEnd && !hasMoved)
        return followUp()
    }

    /// Another query: nothing of the last one stays.
    private mutating func forget() {
        fresh = []
        quietLooks = 0
        messages = [:]
        unfolded = []
        (filter.statuses, filter.places) = ([], [])
        cursor = ListCursor()
        hasMoved = false
    }

    /// The same query again: what came or grew is marked.
    private mutating func compare(_ result: SearchResult) {
        let before = Dictionary(
            (self.result?.hits ?? []).map { ($0.itemID, $0.matchCount) }, uniquingKeysWith: { first, _ in first })
        fresh = Set(result.hits.filter { before[$0.itemID] ?? -1 < $0.matchCount }.map(\.itemID))
        quietLooks = fresh.isEmpty ? quietLooks + 1 : 0
        for id in fresh { messages[id] = nil }
    }

    /// The next look: soon while an index is being built, every 5 s while the evaluation runs, up to 30 s when nothing
    /// changes.
    private func followUp() -> [EffectRequest] {
        // What was read for the query is not read again by itself.
        guard isFollowing || isIndexing, !query.isEmpty, result?.coverage?.isRead != true else { return [] }
        if isIndexing { return [EffectRequest(.followSearch, .wait(0.5))] }
        guard !evaluation.status.isTerminal else { return [] }
        return [EffectRequest(.followSearch, .wait(min(30, 5 * Double(1 << min(quietLooks, 3)))))]
    }

    /// The server's index does not hold every sample yet.
    var isIndexing: Bool {
        result?.coverage.map { !$0.isRead && $0.indexed + $0.unreadable < $0.total } ?? false
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
