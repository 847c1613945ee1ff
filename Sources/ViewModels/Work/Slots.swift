import Triage

/// What an effect is for. Starting an effect in a slot cancels the one that is under way there, and what still comes of
/// the old one is dropped (`Slots`).
package enum EffectSlot: Hashable, Sendable {
    case evaluations
    case items
    case item
    case trajectory
    case survey
    case match
    case search
    case searchIndex
    case messageSearch
    case sweep
    case hitItem
    case locate
    /// Where the match of a search is in a document that is still coming.
    case place
    case decode
    case analytics, traces
    case marks
    case bookmarks
    case media
    case stepText
    case classNames
    /// Reckoned from the rows of the items: what is shown of them, their groups, the evaluation at a glance.
    case arrange, group, glance
    /// What the next filter, sort or group will need.
    case prepare
    /// What the documents of items tell of them.
    case describe
    case lastErrors
    /// Nothing was asked for a while; what is read ahead then.
    case rest, prefetch
    case comparison
    case sides, sidesDecode
    case sidesMatch(RunSide)
    case file, chain
    case worlds
    case worldTrajectories
    case manifests
    /// A job is sent once: nothing replaces it.
    case createWorld
    case download
    /// Profiles, organizations, workspaces, and the way to another.
    case connection
    case followItems, followEvaluations, followSearch, followWorlds
    case watch, followWatch
    case debounce, keys, countdown, detail
    /// While a trajectory comes: how fast, and whether anything does, is told each second.
    case loadClock
    /// How long it is waited for what is being saved is told each second.
    case leaving
    /// One action of the user: a copy, a file, a mark. It has the slot to itself, so that nothing replaces it.
    case action(Int)

    var isAction: Bool { if case .action = self { true } else { false } }

    /// Those that are about the document that is read, and about no other one.
    static let ofDocument: [EffectSlot] = [.match, .survey, .decode, .media, .file]
}

/// Which start of a slot's effect an answer belongs to.
package struct Ticket: Hashable, Sendable {
    package var slot: EffectSlot
    package var generation: Int

    package init(slot: EffectSlot, generation: Int) {
        self.slot = slot
        self.generation = generation
    }
}

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
        .followItems, .followEvaluations, .followSearch, .followWorlds, .followWatch, .rest, .prefetch,
        .prepare,
    ]

    /// Something is under way in the slot.
    package func isBusy(_ slot: EffectSlot) -> Bool { started[slot] != nil }

    /// What would be lost if the program ended now, one for each piece of work.
    package var saving: [Saving] { started.values.compactMap(\.saves) }
}
