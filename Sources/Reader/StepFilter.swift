import Trajectory

/// Which steps are left out of the outline and the body.
package struct StepFilter: Hashable, Sendable {
    /// A kind of thing that can be hidden.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Calls and their results, and reasoning: parts of steps.
        case tools, reasoning
        /// Whole steps, by who speaks.
        case system, user, agent
    }

    /// Only steps that hold what is looked for.
    package var isToMatches = false
    /// Steps that are left before and behind each that matches.
    package var context = 1
    package var hidden: Set<Kind> = []

    /// Parts that are not drawn within the steps that are shown.
    var parts: Set<Kind> { hidden.isEmpty ? [] : hidden.intersection([.tools, .reasoning]) }

    /// Steps are left out, and not only parts of them.
    var dropsSteps: Bool { isToMatches || !hidden.isDisjoint(with: [.system, .user, .agent]) }

    func drops(_ source: StepSource) -> Bool { Self.drops(source, hidden) }

    static func drops(_ source: StepSource, _ hidden: Set<Kind>) -> Bool {
        switch source {
        case .system: hidden.contains(.system)
        case .user: hidden.contains(.user)
        case .agent: hidden.contains(.agent)
        case .other: false
        }
    }
}
