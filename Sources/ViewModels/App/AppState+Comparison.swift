import Platform

// Comparing two evaluations.
extension AppState {
    /// The first press takes an evaluation to compare with, the second one compares another with it.
    mutating func compare() -> Reaction {
        let evaluation: Evaluation? =
            switch place {
            case .evaluations: evaluations.selected
            case .items: items?.evaluation
            default: nil
            }
        guard let evaluation else { return .say("c compares evaluations: press it in their list", .warning) }
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

    mutating func applyToComparison(_ command: Command) -> Reaction? {
        guard let reaction = comparison?.apply(command) else { return nil }
        // The list that L and H walk, and that marks go to, is the one of the run that is opened.
        if case .trajectory(let item, _) = reaction.destination,
            let evaluation = [comparison?.before, comparison?.after].compactMap({ $0 }).first(where: {
                $0.id == item.evaluationID
            })
        {
            queued += prepareItems(of: evaluation)
        }
        return reaction
    }
}
