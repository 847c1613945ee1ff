import Panes
import Platform
import Reader
import Shell
import Terminal
import Trajectory
import Triage
import Wire

// Two runs side by side.
extension AppState {
    /// `c` on a run: what it is compared with is chosen, the natural run first. Where a run is held already, the two are
    /// read side by side at once.
    mutating func chooseComparison(of item: EvaluationItem) -> Reaction {
        if let held = comparingRun {
            comparingRun = nil
            guard held.id != item.id else { return .say("no longer comparing") }
            return openSides(held, item, focus: .right)
        }
        let partners = ComparableItems.of(item, among: runs(of: item))
        let kind = subject.kind
        var choices = partners.map { ComparisonChoice.run($0) }
        let passed = ComparableItems.passed(beside: item, among: partners)
        if item.status.isFailure, passed.count > 1 { choices.append(.passed(passed)) }
        if kind != .comparedStep { choices += rivals(of: item) + [.later] }
        if kind == .item { choices += [.evaluation] }
        let title = "Compare \(Sanitize.line(item.taskName)) \(StatusStyle(item.status).sign) with"
        let isAlone = partners.isEmpty ? Message("The task has no other run in this evaluation") : nil
        guard !choices.isEmpty else { return Reaction(say: isAlone) }
        let menu = Menu(title: title, purpose: .comparing(item, choices), choices: choices.map { $0.choice(now: now) })
        return Reaction(go: .menu(menu), say: isAlone)
    }

    /// The runs among which a partner is found: those of the evaluation, where its items are here.
    private func runs(of item: EvaluationItem) -> [EvaluationItem] {
        guard let items, items.evaluation.id == item.evaluationID else { return [] }
        return items.rows.map(\.item)
    }

    /// Models of the evaluation that are offered to compare with.
    private static let mostRivals = 8

    /// The run's model with each of the others that the evaluation has.
    private func rivals(of item: EvaluationItem) -> [ComparisonChoice] {
        guard let model = item.model else { return [] }
        let others = runs(of: item).reduce(into: [String]()) { others, run in
            if let other = run.model, other != model, !others.contains(other), others.count < Self.mostRivals {
                others.append(other)
            }
        }
        return others.map { .models(model, $0) }
    }

    mutating func compare(_ item: EvaluationItem, _ choice: ComparisonChoice) -> Reaction {
        switch choice {
        case .run(let other): return openSides(item, other, focus: .left)
        case .passed(let others):
            guard let run = DiffTrajectory(item) else {
                return .say("The run has no session: nothing to read", .warning)
            }
            return .ask(.traces, .passedRuns(run.request, others))
        case .models(let before, let after): return compare(models: before, after)
        case .later:
            comparingRun = item
            return .say("Press \(key: .compare) on another item to compare the two", .good)
        case .evaluation: return items.map { compare($0.evaluation) } ?? .done
        }
    }

    /// `:compare NAME`: with the other runs of a task, with another model, or by the beginning of the id of an item or a
    /// session of the list.
    mutating func compare(with prefix: String) -> Reaction {
        guard !prefix.isEmpty else {
            return .say("compare takes a task, a model or an id, such as :compare 3f2a", .warning)
        }
        guard let item = subject.item else { return .say("No run is selected to compare with", .warning) }
        let all = runs(of: item)
        let ofTask = all.filter { $0.taskName == prefix && $0.id != item.id }
        if let only = ofTask.first, ofTask.count == 1 { return openSides(item, only, focus: .left) }
        if ofTask.count > 1 {
            let choices = ofTask.map { ComparisonChoice.run($0) }
            let title = "Compare \(Sanitize.line(item.taskName)) with"
            return .go(
                .menu(
                    Menu(
                        title: title, purpose: .comparing(item, choices), choices: choices.map { $0.choice(now: now) }))
            )
        }
        if let model = item.model, model != prefix, all.contains(where: { $0.model == prefix }) {
            return compare(models: model, prefix)
        }
        let found = all.filter {
            $0.id.text.hasPrefix(prefix) || $0.sessionID?.text.hasPrefix(prefix) == true
        }
        guard found.count == 1, let other = found.first else {
            let words = found.isEmpty ? "No item begins" : "\(found.count) items begin"
            return .say("\(words) with \(prefix)", .warning)
        }
        return other.id == item.id ? .say("That is the run itself", .warning) : openSides(item, other, focus: .left)
    }

    mutating func openSides(_ left: EvaluationItem, _ right: EvaluationItem, focus: DiffSide) -> Reaction {
        guard let old = DiffTrajectory(left), let new = DiffTrajectory(right) else {
            let missing = left.sessionID == nil ? left : right
            return .say("The \(StatusStyle(missing.status).word) run has no session: nothing to read", .warning)
        }
        var model = TrajectoryDiffModel(
            left: old, right: new, partners: ComparableItems.of(left, among: runs(of: left)))
        model.focus = focus
        sides = model
        enter(TrajectoryDiffModel.self)
        return Reaction([EffectRequest(.sidesDecode, .cancel)] + TrajectoryDiffModel.noFind + [model.load()])
    }
}
