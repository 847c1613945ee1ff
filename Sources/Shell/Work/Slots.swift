import Triage

/// What is under way in every slot: the one place where late answers are told from current ones.
package struct Slots: Hashable, Sendable {
    private struct Started: Hashable {
        let generation: Int
        let saves: Saving?
    }

    private var started: [EffectSlot: Started] = [:]
    private var counter = 0

    package init() {}

    /// Starts work in a slot: what was asked for there before is no longer waited for. An action of the user (nil) gets a
    /// slot of its own.
    package mutating func start(_ work: Work, in slot: EffectSlot?) -> Effect {
        counter += 1
        let slot = slot ?? .action(counter)
        started[slot] = work == .cancel ? nil : Started(generation: counter, saves: work.saves)
        return Effect(ticket: Ticket(slot: slot, generation: counter), work: work)
    }

    /// Whether an answer is still waited for.
    package func isCurrent(_ ticket: Ticket) -> Bool { started[ticket.slot]?.generation == ticket.generation }

    /// Nothing is waited for in the slot any more.
    package mutating func finish(_ slot: EffectSlot) { started[slot] = nil }

    /// Nothing is waited for any more in the slots that are meant.
    package mutating func forget(where isMeant: (EffectSlot) -> Bool) {
        started = started.filter { !isMeant($0.key) }
    }

    /// Something is under way that ends by itself soon: not the looks that follow what is running.
    package var isWaiting: Bool {
        started.keys.contains { !Self.endless.contains($0) }
    }

    private static let endless: Set<EffectSlot> = [
        .followItems, .followEvaluations, .followSearch, .followWorlds, .followWatch, .followTrajectory, .rest,
        .prefetch,
        .prepare, .fileChange,
    ]

    /// Something is under way in the slot.
    package func isBusy(_ slot: EffectSlot) -> Bool { started[slot] != nil }

    /// What would be lost if the program ended now, one for each piece of work.
    package var saving: [Saving] { started.values.compactMap(\.saves) }
}
