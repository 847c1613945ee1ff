import Platform
import TextSearch
import Trajectory

/// Where in a run a refusal stands: it means something else at each place.
package enum RefusalPosition: String, Hashable, Sendable {
    /// The agent's first turn: it never started.
    case first
    /// Between first and last: it hesitated, or went on.
    case middle
    /// The agent's last turn: it gave up.
    case final
    /// The only turn of the agent.
    case only
    /// The run as a whole: the item says so, and no step.
    case run

    /// The place of a step (0-based) among the agent's steps.
    package init(of step: Int, among turns: [Int]) {
        self = turns.count == 1 ? .only : step == turns.first ? .first : step == turns.last ? .final : .middle
    }
}

/// Who says that it is a refusal.
package enum RefusalSource: String, Hashable, Sendable {
    /// The item: its stop reason, its error, its result.
    case item
    /// A field or a part of the document.
    case document
    /// The agent's own words.
    case words
}

/// One refusal of an agent.
package struct RefusalFinding: Hashable, Sendable {
    /// The step's number; nil for what the item says of the run.
    package var step: Int?
    /// The words that decline, or how the document or the item marks it (`refusal`, `stop_reason: refusal`).
    package var phrase: String
    /// The sentence around it.
    package var snippet: String
    package var strength: RefusalStrength
    package var source: RefusalSource
    package var place: RefusalPosition

    /// Somebody says so: no words had to be judged.
    package var isStructured: Bool { source != .words }
}
