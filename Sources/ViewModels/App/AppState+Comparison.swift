import Platform

// Comparing two evaluations.
extension AppState {
    /// On an evaluation: the first press takes it to compare with, the second one compares another with it. On a run: what
    /// it is compared with is chosen.
    mutating func compare() -> Reaction {
        switch place {
        case .evaluations: return evaluations.selected.map { compare($0) } ?? .done
        case .items, .trajectory, .hits, .sides: return chooseComparison()
        case .worlds, .comparison:
            return .say("c compares evaluations and runs: press it in their lists", .warning)
        }
    }

    mutating func compare(_ evaluation: Evaluation) -> Reaction {
        guard let first = comparing else {
            comparing = evaluation
            return .say("\(evaluation.name) is taken as before; c on another evaluation compares the two", .good)
        }
        comparing = nil
        guard first.id != evaluation.id else { return .say("no longer comparing") }
        let model = ComparisonModel(before: first, after: evaluation)
        comparison = model
        enter(.comparison)
        return Reaction([model.load()])
    }

    /// Two models in the evaluation whose items are open.
    mutating func compare(models before: String, _ after: String) -> Reaction {
        guard let evaluation = items?.evaluation else { return .done }
        let model = ComparisonModel(evaluation, before: before, after: after)
        comparison = model
        enter(.comparison)
        return Reaction([model.load()])
    }

    mutating func applyToComparison(_ command: Command) -> Reaction? {
        if command == .open, let pair = comparison?.selectedRuns {
            return openSides(pair.before, pair.after, focus: .right)
        }
        guard let reaction = comparison?.apply(command) else { return nil }
        prepareList(for: reaction)
        return reaction
    }

    /// The list that L and H walk, and that marks go to, is the one of the run that is opened.
    mutating func prepareList(for reaction: Reaction) {
        guard case .trajectory(let item, _) = reaction.destination else { return }
        let known = [comparison?.before, comparison?.after].compactMap { $0 } + evaluations.all
        guard let evaluation = known.first(where: { $0.id == item.evaluationID }) else { return }
        queued += prepareItems(of: evaluation)
    }
}
