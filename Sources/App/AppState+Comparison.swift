import Panes
import Platform
import Shell

// Comparing two evaluations.
extension AppState {
    /// On an evaluation: the first press takes it to compare with, the second one compares another with it. On an item: what
    /// it is compared with is chosen.
    mutating func compare() -> Reaction {
        let subject = subject
        if subject.kind == .evaluation { return evaluationInView.map { compare($0) } ?? .done }
        guard let item = subject.item else {
            return .say("\(key: .compare) compares evaluations and runs: press it in their lists", .warning)
        }
        return chooseComparison(of: item)
    }

    mutating func compare(_ evaluation: Evaluation) -> Reaction {
        guard let first = comparing else {
            comparing = evaluation
            return .say(
                "\(evaluation.name) is \"before\"; press \(key: .compare) on the \"after\" evaluation", .good)
        }
        comparing = nil
        guard first.id != evaluation.id else { return .say("no longer comparing") }
        return open(ComparisonModel(before: first, after: evaluation))
    }

    /// Two models in the evaluation of what is on the screen.
    mutating func compare(models before: String, _ after: String) -> Reaction {
        evaluationInView.map { open(ComparisonModel($0, before: before, after: after)) } ?? .done
    }

    private mutating func open(_ model: ComparisonModel) -> Reaction {
        comparison = model
        enter(ComparisonModel.self)
        return Reaction([model.load()])
    }
}
