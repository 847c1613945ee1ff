package import Platform
package import Shell
import Terminal
package import Triage

/// Two evaluations side by side, or two models in one, task by task: what changed comes first.
package struct ComparisonModel: Sendable {
    package let before: Evaluation
    package let after: Evaluation
    /// The models that are compared within the one evaluation; nil where two evaluations are.
    package let models: (before: String, after: String)?
    package private(set) var compared: Compared?
    package private(set) var phase: LoadPhase = .loading
    package private(set) var cursor = ListCursor()
    /// Only tasks that changed in this way; nil for all.
    package private(set) var change: TaskChange?
    package private(set) var visible: [TaskComparison] = []
    package var height = 20 {
        didSet { cursor.reveal(count: visible.count, height: height) }
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

    package func load() -> Request {
        Request(
            .comparison,
            .compare(
                ComparedItems(before.id, model: models?.before), ComparedItems(after.id, model: models?.after)))
    }

    package mutating func apply(_ answer: Answer) {
        switch answer {
        case .compared(let compared):
            self.compared = compared
            phase = .ready
            arrange()
        case .failed(let error): phase = .failed(error)
        default: break
        }
    }

    private mutating func arrange() {
        let tasks = compared?.comparison.tasks ?? []
        visible = change.map { change in tasks.filter { $0.change == change } } ?? tasks
        cursor.reveal(count: visible.count, height: height)
    }

    package mutating func apply(_ command: Command) -> Reaction? {
        if cursor.apply(command, count: visible.count, height: height) { return .done }
        switch command {
        case .open:
            if let pair = selectedRuns { return .go(.sides(pair.before, pair.after)) }
            return open(\.after, selected?.afterRows) ?? open(\.before, selected?.beforeRows) ?? .done
        case .previousSample:
            return open(\.before, selected?.beforeRows) ?? .say("The task has no run before", .warning)
        case .nextSample: return open(\.after, selected?.afterRows) ?? .say("The task has no run after", .warning)
        case .filterStatus: return nextChange()
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
    private func open(_ side: KeyPath<Compared, [ItemRow]>, _ places: [Int]?) -> Reaction? {
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
        cursor = ListCursor()
        arrange()
        return .say(change.map { "only \($0.words)" } ?? "all tasks")
    }
}

extension TaskChange {
    /// As people say it: `still failing`.
    package var words: String { String(rawValue.map { $0 == "_" ? " " : $0 }) }
}
