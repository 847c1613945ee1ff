package import Shell

// What commands do that lead out of the document that is read.
extension TrajectoryModel {
    package mutating func apply(_ command: Command, in context: Context) -> Reaction? {
        let (before, step) = (reading.top, reading.current)
        let reaction = goInto(command, in: context) ?? reading.apply(command, in: context) ?? goOut(command)
        // Who reads on meanwhile is not torn away when what was aimed at is here.
        if reading.top != before || reading.current != step { load.arrive() }
        return reaction
    }

    /// Into what the document refers to; nil where the command is for what is read.
    private mutating func goInto(_ command: Command, in context: Context) -> Reaction? {
        switch command {
        case .openSubagent: return openSubagent()
        case .open where context != .outline:
            guard case .subagent(let reference) = reading.openable else { return nil }
            return open(reference)
        default: return nil
        }
    }

    /// To what is around the document, or beside it.
    private mutating func goOut(_ command: Command) -> Reaction? {
        switch command {
        case .back: leave()
        case .nextPart, .previousPart: goToFile(forward: command == .nextPart)
        default: nil
        }
    }

    /// Past the last match on from the first one, or back past the first one; says so, and where there is none.
    package mutating func goRound(forward: Bool) -> Reaction {
        reading.goRound(forward: forward, isGrowing: load.phase.isLoading)
    }
}
