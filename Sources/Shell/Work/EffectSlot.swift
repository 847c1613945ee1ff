package import Triage

/// What an effect is for. Starting an effect in a slot cancels the one that is under way there, and what still comes of
/// the old one is dropped (`Slots`).
package enum EffectSlot: Hashable, Sendable {
    case evaluations
    case items
    case item, itemFiles
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
    case lastErrors, classContext
    /// Nothing was asked for a while; what is read ahead then.
    case rest, prefetch
    case comparison
    case sides, sidesDecode
    case sidesMatch(DiffSide)
    case file, chain
    case worlds
    case sessions
    case worldTrajectories
    case manifests
    /// A job is sent once: nothing replaces it.
    case createWorld
    case download
    /// Profiles, organizations, workspaces, and the way to another.
    case connection
    case followItems, followEvaluations, followSearch, followWorlds, followTrajectory
    /// The item whose trajectory is followed.
    case followItem
    case watch, followWatch
    /// The file of the trajectory that is read is written again.
    case fileChange
    case debounce, keys, countdown, detail
    /// What the line that is typed could go on with.
    case completion
    /// While a trajectory comes: how fast, and whether anything does, is told each second.
    case loadTimer
    /// How long it is waited for what is being saved is told each second.
    case leaving
    /// One action of the user: a copy, a file, a mark. It has the slot to itself, so that nothing replaces it.
    case action(Int)

    package var isAction: Bool { if case .action = self { true } else { false } }

    /// Those that are about the document that is read, and about no other one.
    package static let ofDocument: [EffectSlot] = [.match, .survey, .decode, .media, .file]
}

/// Which start of a slot's effect an answer belongs to.
package struct Ticket: Hashable, Sendable {
    package var slot: EffectSlot
    package var generation: Int
}
