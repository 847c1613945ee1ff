import Trajectory

/// What Enter opens in the body.
enum Openable: Hashable, Sendable {
    /// A sub-agent's trajectory.
    case subagent(SubagentReference)
    /// A part that is folded.
    case part(SectionKey)
}
