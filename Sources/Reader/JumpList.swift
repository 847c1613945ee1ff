import Shell

/// Where jumps came from, and where going back came from.
struct JumpList: Hashable, Sendable {
    private var behind: [BodyPosition] = []
    private var ahead: [BodyPosition] = []

    private static let most = 100

    /// Commands that leave a place to come back to: jumps, and not the steps of scrolling.
    static func records(_ command: Command) -> Bool {
        if StepJump(command) != nil { return true }
        return [
            .top, .bottom, .nextMatch, .previousMatch, .nextPart, .previousPart, .nextBookmark, .nextSlowStep,
            .previousSlowStep, .firstError, .lastError,
        ].contains(command)
    }

    /// A jump left from here. What was ahead is no longer.
    mutating func left(_ position: BodyPosition) {
        behind.append(position)
        if behind.count > Self.most { behind.removeFirst() }
        ahead = []
    }

    /// The place to go back (or forward) to; the present one is kept on the other side.
    mutating func retrace(from position: BodyPosition, forward: Bool) -> BodyPosition? {
        guard let target = forward ? ahead.popLast() : behind.popLast() else { return nil }
        if forward { behind.append(position) } else { ahead.append(position) }
        return target
    }
}
