package import Platform
package import Shell
import Terminal
package import Triage
import Wire

/// A sweep of an evaluation for refusals: who refused, with which words, where in the run.
package struct SweepModel: Sendable {
    package let evaluation: Evaluation
    package let set: RefusalSet
    /// Samples that refused, and those whose words nobody has told apart yet (`hint`).
    package private(set) var results: [ItemRefusals] = []
    /// All of them, whatever is shown.
    private var all: [ItemRefusals] = []
    /// Only refusals that go this far are shown; nil for all.
    package private(set) var strength: RefusalStrength?
    /// The strongest stand first.
    package private(set) var isByStrength = false
    /// Trajectories that could not be read.
    package private(set) var unreadable = 0
    package private(set) var progress = RefusalSweep.Progress()
    package private(set) var phase: LoadPhase = .idle
    package var cursor = ListCursor()
    package var known: [ItemID: EvaluationItem] = [:]
    /// What the columns hold of the items that are shown.
    package private(set) var use = ColumnUse()
    /// Every refusal of the selected item, whole.
    package var preview = Preview()
    package var height = 20

    /// Refusals that documents mark themselves, of trajectories that were opened: no phrase leads there.
    private var marked: [ItemID: [RefusalFinding]]
    /// Every trajectory is read, and not those alone that a phrase leads to.
    package let readsAll: Bool

    package init(
        evaluation: Evaluation, set: RefusalSet, marked: [ItemID: [RefusalFinding]] = [:], readsAll: Bool = false
    ) {
        self.evaluation = evaluation
        self.set = set
        self.marked = marked
        self.readsAll = readsAll
    }

    /// Samples that refused, as far as is known.
    package var refused: Int { all.count { $0.hint == nil } }
    /// Samples that hold the words, and nobody has told yet whose they are.
    package var unclassified: Int { all.count - refused }

    /// Takes what an opened trajectory marks as refusals.
    package mutating func note(marked found: [RefusalFinding], in item: ItemID) {
        marked[item] = found
        guard all.first(where: { $0.item == item })?.hint == nil else { return }
        take([])
    }

    package var selected: ItemRefusals? { cursor.selected < results.count ? results[cursor.selected] : nil }

    /// Begins anew; what was found before goes when the first new result is there.
    package mutating func start(_ items: [EvaluationItem]) -> [EffectRequest] {
        (results, all) = ([], [])
        unreadable = 0
        progress = RefusalSweep.Progress()
        phase = .loading
        known = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return [EffectRequest(.sweep, .sweep(evaluation.id, items, set))]
    }

    package mutating func apply(_ answer: EffectResult) -> [EffectRequest] {
        switch answer {
        case .swept(let found, let progress, let isLast):
            self.progress = progress
            take(found)
            if isLast { phase = .ready }
        case .failed(let error): phase = .failed(error)
        default: break
        }
        return []
    }

    /// Results stay in the order of the data set; the selection stays on its item. What was read takes the place of what
    /// a search said, and goes where it was not the agent who spoke.
    private mutating func take(_ found: [ItemRefusals]) {
        let id = selected?.item
        unreadable += found.count { $0.problem != nil }
        var byItem = Dictionary(all.map { ($0.item, $0) }, uniquingKeysWith: { first, _ in first })
        for new in found {
            byItem[new.item] = new.hint != nil || !new.findings.isEmpty ? new : nil
        }
        for (item, findings) in marked where byItem[item]?.hint == nil {
            let spoken = (byItem[item]?.findings ?? []).filter { $0.source == .words }
            let all = (spoken + findings).sorted { $0.step ?? 0 < $1.step ?? 0 }
            byItem[item] = ItemRefusals(item: item, findings: all)
        }
        all = byItem.values.sorted { left, right in
            if isByStrength, let first = left.strength, let second = right.strength, first != second {
                return first < second
            }
            let places = (known[left.item]?.position ?? .max, known[right.item]?.position ?? .max)
            return places.0 != places.1 ? places.0 < places.1 : left.item.text < right.item.text
        }
        show(keeping: id)
    }

    private mutating func show(keeping id: ItemID?) {
        results = strength.map { strength in all.filter { $0.strength == strength } } ?? all
        use = ColumnUse()
        for result in results {
            if let item = known[result.item] { use.note(item) } else { use.note(name: result.item.short) }
        }
        let row = id.flatMap { id in results.firstIndex { $0.item == id } }
        select(row: row ?? cursor.selected)
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        if move(command) { return .done }
        switch command {
        case .open:
            guard let selected, let item = known[selected.item] else { return .done }
            return .go(
                .trajectory(item, at: selected.findings.first.map { $0.step.map { .step($0) } ?? .end } ?? .start))
        case .sort:
            isByStrength.toggle()
            take([])
            return .say(isByStrength ? "Refusals sorted by strength" : "Refusals in the order of the items")
        case .filterStatus:
            let id = selected?.item
            let next = strength.flatMap { RefusalStrength.allCases.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
            strength = RefusalStrength.allCases.indices.contains(next) ? RefusalStrength.allCases[next] : nil
            show(keeping: id)
            return .say(strength.map { "Only refusals of strength \($0.rawValue)" } ?? "All refusals")
        case .refusals: return refresh()
        default: return nil
        }
    }

    /// Sweeps once more.
    package mutating func refresh() -> Reaction? {
        Reaction(start(known.values.sorted { $0.position < $1.position }))
    }

    /// How many samples of each model refused, the most first.
    package var byModel: [(name: String, count: Int)] {
        count { $0.model ?? "?" }
    }

    /// How many samples of each status refused.
    package var byStatus: [(name: String, count: Int)] { count(\.status.rawValue) }

    private func count(_ name: (EvaluationItem) -> String) -> [(name: String, count: Int)] {
        let counts = all.reduce(into: [String: Int]()) { counts, result in
            if result.hint == nil, let item = known[result.item] { counts[name(item), default: 0] += 1 }
        }
        return counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    /// Refusals by sample, 0 for those that were read and hold none: known only of a sweep that has ended.
    package var counts: [ItemID: Int] {
        guard phase == .ready else { return [:] }
        var counts = known.mapValues { _ in 0 }
        for result in all where result.hint == nil { counts[result.item] = result.findings.count }
        return counts
    }

    /// Stopped by the user: what was found stays.
    package mutating func stop() {
        if phase.isLoading { phase = .idle }
    }
}
