/// Where in a trajectory to begin.
package enum StepTarget: Hashable, Sendable {
    case start
    case end
    /// 1-based step.
    case step(Int)
    /// The first step that answers a search query, or the one of the message that is meant, by its `seq`.
    case query(String, seq: Int? = nil)
}
