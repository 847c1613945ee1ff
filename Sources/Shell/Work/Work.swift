/// What the state asks the world to do. Nothing here is done by the state itself, and each kind has one interpreter.
package enum Work: Hashable, Sendable {
    /// What a platform answers, or the marks that are kept beside it (`EffectRunner`).
    case platform(PlatformWork)
    /// What is computed of what is here, off the screen's thread (`EffectRunner`).
    case compute(Computation)
    /// What needs the terminal, or the program around the state (`TerminalWork`).
    case terminal(TerminalWork)
    /// Comes back as `.due` after so many seconds.
    case wait(Double)
    /// Stops what is under way in the slot.
    case cancel
}

/// Work in its slot, numbered.
package struct Effect: Hashable, Sendable {
    package var ticket: Ticket
    package var work: Work
}

extension Work {
    /// What is lost when this is not done to its end; nil for what can be asked for again.
    package var saves: Saving? {
        switch self {
        case .platform(let work): work.saves
        case .compute(let computation): computation.work.saves
        case .terminal(let work): work.saves
        case .wait, .cancel: nil
        }
    }
}

// MARK: Computing

/// What is computed of what is here: no platform, no terminal. Each kind stands beside what it is about.
package protocol ComputeWork: Hashable, Sendable {
    /// Computes, off the screen's thread. `report` may be called from any thread, and hears the last result last.
    /// Throws `CancellationError` when nobody waits any more.
    func run(_ report: @escaping @Sendable (EffectResult) -> Void) async throws
    /// What is lost when this is not done to its end.
    var saves: Saving? { get }
}

extension ComputeWork {
    package var saves: Saving? { nil }
}

/// Something to be computed, of whatever kind: equal to the same of its kind.
package struct Computation: Hashable, Sendable {
    package let work: any ComputeWork

    package init(_ work: any ComputeWork) { self.work = work }

    package static func == (left: Computation, right: Computation) -> Bool {
        AnyHashable(left.work) == AnyHashable(right.work)
    }

    package func hash(into hasher: inout Hasher) { AnyHashable(work).hash(into: &hasher) }
}
