import Platform
import Triage

/// Where marks, notes, what was read and the names of failure classes are kept between runs. Errors are told to the user,
/// never fatal.
package protocol MarksStore: Sendable {
    func facts(of evaluation: EvaluationID) async throws -> [ItemID: ItemFacts]
    /// Stores what changed, and nothing else; facts that say nothing are removed.
    func store(_ changes: [ItemID: FactsChange], of evaluation: EvaluationID) async throws
    /// The names of failure classes, by the id of their signature.
    func classNames() async throws -> [String: String]
    /// Names a class; nil takes its name away.
    func name(class id: String, _ name: String?) async throws
}

/// Marks that end with the program.
package actor TransientMarks: MarksStore {
    private var kept: [EvaluationID: [ItemID: ItemFacts]] = [:]
    private var names: [String: String] = [:]

    package init() {}

    package func facts(of evaluation: EvaluationID) -> [ItemID: ItemFacts] { kept[evaluation] ?? [:] }

    package func store(_ changes: [ItemID: FactsChange], of evaluation: EvaluationID) {
        for (id, change) in changes { change.apply(to: &kept[evaluation, default: [:]][id, default: .none]) }
    }

    package func classNames() -> [String: String] { names }

    package func name(class id: String, _ name: String?) { names[id] = name }
}
