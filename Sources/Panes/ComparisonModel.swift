package import Platform
package import Shell
import Terminal
package import Triage
import Wire

/// Two evaluations side by side, or two models in one, task by task: what changed comes first.
package struct ComparisonModel: Sendable {
    package private(set) var before: Evaluation
    package private(set) var after: Evaluation
    /// The models that are compared within the one evaluation; nil where two evaluations are.
    package private(set) var models: (before: String, after: String)?
    package private(set) var compared: ComparisonResult?
    package private(set) var phase: LoadPhase = .loading
    package var cursor = ListCursor()
    /// Only tasks that changed in this way; nil for all.
    package private(set) var change: TaskChange?
    /// Words that the task, its change or its outcomes hold; empty for all.
    package private(set) var filter = ""
    package private(set) var order = Order.change
    package private(set) var visible: [TaskComparison] = []
    /// The task under the cursor while the sides change places.
    private var keptTask: String?
    package var height = 20

    /// In which order the tasks stand.
    package enum Order: String, CaseIterable, Sendable {
        case change, task, time, tokens

        /// `o` shows what changed most where numbers are compared.
        var words: String {
            switch self {
            case .change, .task: "by \(rawValue)"
            case .time, .tokens: "by \(rawValue): the largest increase first"
            }
        }
    }

    package init(before: Evaluation, after: Evaluation) {
        self.before = before
        self.after = after
        models = nil
    }

    /// Two models in one evaluation.
    package init(_ evaluation: Evaluation, before: String, after: String) {
        self.before = evaluation
        self.after = evaluation
        models = (before, after)
    }

    /// What is compared, by name, model and date.
    package var sides: (before: ComparedSide, after: ComparedSide) {
        (ComparedSide(before, model: models?.before), ComparedSide(after, model: models?.after))
    }

    package var selected: TaskComparison? { cursor.selected < visible.count ? visible[cursor.selected] : nil }

    package func load() -> EffectRequest {
        EffectRequest(
            .comparison,
            .compare(
                ComparedItems(before.id, model: models?.before), ComparedItems(after.id, model: models?.after)))
    }

    package mutating func apply(_ answer: EffectResult) {
        switch answer {
        case .compared(let compared):
            self.compared = compared
            phase = .ready
            arrange()
        case .failed(let error): phase = .failed(error)
        default: break
        }
    }

    /// Chooses and orders the rows; the selection stays on its task.
    private mutating func arrange() {
        let task = keptTask ?? selected?.task
        let words = filter.lowercased().split(separator: " ")
        visible = (compared?.comparison.tasks ?? []).filter { row in
            (change == nil || row.change == change) && (words.isEmpty || Self.matches(row, words))
        }
        switch order {
        case .change: break
        case .task: visible.sort { $0.task < $1.task }
        case .time: visible = sorted { $0.durationSpread?.median }
        case .tokens: visible = sorted { $0.tokens > 0 ? $0.tokens.value : nil }
        }
        if compared != nil { keptTask = nil }
        let row = task.flatMap { task in visible.firstIndex { $0.task == task } }
        select(row: row ?? 0)
    }

    private static func matches(_ row: TaskComparison, _ words: [Substring]) -> Bool {
        let text = [row.task, row.change.words, row.before.rawValue, row.after.rawValue].joined(separator: "\n")
        let lowered = text.lowercased()
        return words.allSatisfy { lowered.contains($0) }
    }

    /// What rose most first; tasks of which a side says nothing come last.
    private func sorted(by figure: (OutcomeTally) -> Double?) -> [TaskComparison] {
        guard let comparison = compared?.comparison else { return visible }
        let rises = visible.map { row in
            figure(comparison.after.task(row.task)).flatMap { new in
                figure(comparison.before.task(row.task)).map { new - $0 }
            }
        }
        return visible.indices.sorted { (rises[$0] ?? -.infinity, $1) > (rises[$1] ?? -.infinity, $0) }.map {
            visible[$0]
        }
    }

    package mutating func filter(_ text: String) {
        filter = text.trimmingBlanks()
        arrange()
    }

    /// What was after is before: figures, tasks and the only change that is shown are read the other way.
    private mutating func swapSides() -> Reaction {
        keptTask = selected?.task
        swap(&before, &after)
        models = models.map { ($0.after, $0.before) }
        change = change?.reversed
        compared = nil
        phase = .loading
        return Reaction([load()], say: Message("before: \(Sanitize.line(sides.before.words))"))
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        if move(command) { return .done }
        switch command {
        case .open:
            if let pair = selectedRuns { return .go(.sides(pair.before, pair.after)) }
            return open(\.after, selected?.afterRows) ?? open(\.before, selected?.beforeRows) ?? .done
        case .previousItem:
            return open(\.before, selected?.beforeRows) ?? .say("The task has no run before", .warning)
        case .nextItem: return open(\.after, selected?.afterRows) ?? .say("The task has no run after", .warning)
        case .filterStatus: return nextChange()
        case .swapSides: return swapSides()
        case .sort:
            let all = Order.allCases
            order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
            arrange()
            return .say(order.words)
        case .back where !filter.isEmpty:
            filter("")
            return .say("all tasks")
        default: return nil
        }
    }

    package mutating func refresh() -> Reaction? {
        phase = .loading
        return Reaction([load()])
    }

    /// A run of the selected task on either side, with opposite outcomes where there are such; nil where a side has none
    /// that can be read.
    package var selectedRuns: (before: EvaluationItem, after: EvaluationItem)? {
        guard let compared, let selected else { return nil }
        let before = selected.beforeRows.map { compared.before[$0].item }.filter { $0.sessionID != nil }
        let after = selected.afterRows.map { compared.after[$0].item }.filter { $0.sessionID != nil }
        guard let new = after.first(where: \.status.isFailure) ?? after.first else { return nil }
        let isOpposite = { (old: EvaluationItem) in old.status.isFailure != new.status.isFailure }
        return (before.first(where: isOpposite) ?? before.first).map { ($0, new) }
    }

    /// Of several runs the one that failed is of interest.
    private func open(_ side: KeyPath<ComparisonResult, [ItemRow]>, _ places: [Int]?) -> Reaction? {
        guard let rows = compared?[keyPath: side], let places, let first = places.first else { return nil }
        let item = rows[places.first { rows[$0].item.status.isFailure } ?? first].item
        return .go(.trajectory(item, at: item.status.isFailure ? .failure : .start))
    }

    /// All tasks, then those that changed in one way after the other, as far as there are any.
    private mutating func nextChange() -> Reaction {
        let there = TaskChange.allCases.filter { (compared?.comparison.count($0) ?? 0) > 0 }
        let order: [TaskChange?] = [nil] + there.map { $0 }
        let at = order.firstIndex { $0 == change } ?? 0
        change = order[(at + 1) % order.count]
        arrange()
        return .say(change.map { "only \($0.words)" } ?? "all tasks")
    }
}

extension TaskChange {
    /// As people say it: `still failing`.
    package var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }

    /// The same read the other way.
    var reversed: TaskChange {
        switch self {
        case .broken: .fixed
        case .fixed: .broken
        case .new: .gone
        case .gone: .new
        case .flaky, .stillFailing, .stillPassing, .pending: self
        }
    }
}
