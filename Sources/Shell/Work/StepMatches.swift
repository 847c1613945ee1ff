import Trajectory

/// How often a pattern occurs in one step.
package struct StepMatches: Hashable, Sendable {
    package var index: Int
    package var count: Int
    /// The step was copied from another trajectory: its matches are no finds of their own.
    package var isCopied: Bool
    /// Matches in what `:hide` leaves out, which `count` does not hold.
    package var hidden: Int

    package init(index: Int, count: Int, isCopied: Bool = false, hidden: Int = 0) {
        self.index = index
        self.count = count
        self.isCopied = isCopied
        self.hidden = hidden
    }
}
