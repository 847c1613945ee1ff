import Platform
import Terminal
import Trajectory
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
    case analytics
    case marks
    case bookmarks
    case media
    case stepText
    /// What is stored of marks: each waits for the one before, and nothing cancels it.
    case stored
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
    case action
    /// Profiles, organizations, workspaces, and the way to another.
    case connection
    /// Things done for the user that nothing replaces: copies, files.
    case errand
    case followItems, followEvaluations, followSearch, followWorlds
    case watch, followWatch
    case debounce, keys, countdown, detail
    /// While a trajectory comes: how fast, and whether anything does, is told each second.
    case loadClock
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

/// What the state asks the world to do. Nothing here is done by the state itself.
package enum Work: Hashable, Sendable {
    /// `isForced` goes round the cache.
    case evaluations(EvaluationQuery, isForced: Bool)
    case evaluation(EvaluationID)
    case items(EvaluationID, isForced: Bool, isSettled: Bool)
    /// Reads documents of items of which little is known: of these first, and so many at most.
    case describe(EvaluationID, first: [ItemID], atMost: Int)
    case analytics(EvaluationID)
    case traces(EvaluationID, byItem: Bool)
    case trajectory(TrajectoryRequest)
    /// Looks at every step from one on for its flags, in the background.
    case survey(DocumentReference, from: Int)
    /// Reads a trajectory that nobody asked for yet.
    case prefetch(TrajectoryRequest)
    /// Tells the user by the terminal that something has ended: by its bell, or by a message (OSC 9).
    case alert(String, AlertKind)
    /// Counts a pattern in every step, from one on and round to it, apart in what is hidden.
    case match(DocumentReference, FindPattern, from: Int, hiding: Set<StepLimit.Kind>)
    case search(EvaluationID, String, isForced: Bool)
    /// The same by reading trajectories, where the server's own search knows words alone.
    case readingSearch(EvaluationID, String)
    /// Somebody is about to search: an index that is not there yet may be begun.
    case prepareSearch(EvaluationID)
    case messageSearch(SessionID, String)
    case sweep(EvaluationID, [EvaluationItem], RefusalSet)
    /// Looks whether samples have started to match since the last look.
    case watch(EvaluationID, WatchSubject, WatchState)
    case item(ItemID, EvaluationID)
    /// Looks for the first step of a document that answers a query.
    case locate(DocumentReference, QueryWords)
    /// Decodes a step that is too large to be decoded between two keys.
    case decode(DocumentReference, Int)
    case worldJobs(WorldQuery)
    case worldManifests
    /// The trajectories that a job made, as they are found.
    case worldTrajectories(of: WorldJob)
    case createWorld(WorldTrajectoryRequest)
    case cancelWorldJob(WorldJobID)
    case retryFailed(EvaluationID)
    case cancelEvaluation(EvaluationID)
    case download(BundleRequest)
    case loadMarks(EvaluationID)
    case storeMarks(EvaluationID, [ItemID: FactsChange])
    case loadBookmarks(BookmarkPlace)
    case storeBookmark(Bookmark, BookmarkPlace)
    case removeBookmark(step: Int, BookmarkPlace)
    /// Asks how large the files are that a session's documents refer to by these paths.
    case findMedia(SessionID, [String])
    /// Opens a picture or a sound with another program.
    case openMedia(MediaRequest)
    /// Decodes a large step for what the user wants of it.
    case stepText(DocumentReference, Int, StepUse)
    /// Reads the lines that are selected, for what the user wants of them.
    case selectedText(DocumentReference, SelectedLines, StepUse)
    /// Writes a report of the items that the list shows.
    case report(to: String, replacing: Bool)
    case loadClassNames
    case arrange(ArrangeWork)
    case group(GroupWork)
    case summarise(GlanceWork)
    case prepare(PrepareWork)
    /// Reads the trajectories of failures that say nothing, for their last errors.
    case lastErrors([EvaluationItem])
    /// Reads two lists of items and compares them by task.
    case compare(ComparedItems, ComparedItems)
    /// Opens a file that a session's document names, in the form of a request.
    case follow(String, beside: SessionID, like: TrajectoryRequest)
    /// Finds the files that a trajectory is spread over. `goesOn`: it names a further one.
    case chain(TrajectoryRequest, goesOn: Bool)
    /// Reads two runs and aligns their steps.
    case sides(TrajectoryRequest, TrajectoryRequest)
    /// Names a class of failures by the id of its signature; nil takes the name away.
    case storeClassName(String, String?)
    /// Comes back as `.due` after so many seconds.
    case wait(Double)
    case copy(String, what: String)
    case page(String, name: String)
    /// Opens a read-only copy in the user's editor.
    case edit(String, name: String)
    case file(DocumentFile)
    /// Browses a ZIP of this disk, and comes back.
    case openBundle(String)
    case profiles
    case organizations
    case workspaces(of: String)
    case connect(ConnectionWish)
    /// Signs in, and connects with the new key.
    case login
    case suspend, redraw, quit
    /// Stops what is under way in the slot.
    case cancel
}

/// How the user is told when an evaluation that is followed ends.
package enum AlertKind: String, CaseIterable, Hashable, Sendable {
    case none, bell, message, both
}

/// Work in its slot, numbered.
package struct Effect: Hashable, Sendable {
    package var ticket: Ticket
    package var work: Work
}

/// One side of a comparison: the items of an evaluation, or of one model in it.
package struct ComparedItems: Hashable, Sendable {
    package var evaluation: EvaluationID
    package var model: String?

    package init(_ evaluation: EvaluationID, model: String? = nil) {
        self.evaluation = evaluation
        self.model = model
    }
}

/// A document by identity.
package struct DocumentReference: Hashable, Sendable {
    package let document: TrajectoryDocument

    package init(_ document: TrajectoryDocument) { self.document = document }

    package static func == (left: DocumentReference, right: DocumentReference) -> Bool {
        left.document === right.document
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(document)) }
}

/// What is asked for when a trajectory is opened.
package struct TrajectoryRequest: Hashable, Sendable {
    package var evaluation: EvaluationID
    package var item: ItemID
    package var session: SessionID
    package var form: TrajectoryForm
    package var includeCompacted: Bool
    /// Answers of an evaluation that has ended are kept.
    package var isSettled: Bool
    package var isForced: Bool
    /// A trajectory through a world: its replay serves where it has no session.
    package var replay: WorldTrajectoryID?

    package init(
        evaluation: EvaluationID, item: ItemID, session: SessionID, form: TrajectoryForm = .atif,
        includeCompacted: Bool = false, isSettled: Bool, isForced: Bool = false, replay: WorldTrajectoryID? = nil
    ) {
        self.evaluation = evaluation
        self.item = item
        self.session = session
        self.form = form
        self.includeCompacted = includeCompacted
        self.isSettled = isSettled
        self.isForced = isForced
        self.replay = replay
    }
}

/// The current generation of every slot: the one place where late answers are told from current ones.
package struct Slots: Hashable, Sendable {
    private var generations: [EffectSlot: Int] = [:]
    private var counter = 0

    package init() {}

    /// Starts anew in a slot: what was asked for there before is no longer waited for.
    package mutating func start(_ work: Work, in slot: EffectSlot) -> Effect {
        counter += 1
        generations[slot] = counter
        return Effect(ticket: Ticket(slot: slot, generation: counter), work: work)
    }

    /// Whether an answer is still waited for.
    package func isCurrent(_ ticket: Ticket) -> Bool { generations[ticket.slot] == ticket.generation }

    /// Nothing is waited for in the slot any more.
    package mutating func finish(_ slot: EffectSlot) { generations[slot] = nil }

    /// Nothing is waited for any more in the slots that are meant.
    package mutating func forget(where isMeant: (EffectSlot) -> Bool) {
        generations = generations.filter { !isMeant($0.key) }
    }

    /// Something is under way that ends by itself soon: not the looks that follow what is running.
    package var isWaiting: Bool {
        generations.keys.contains { !Self.endless.contains($0) }
    }

    private static let endless: Set<EffectSlot> = [
        .followItems, .followEvaluations, .followSearch, .followWorlds, .followWatch, .rest, .prefetch,
        .prepare,
    ]

    /// Something is under way in the slot.
    package func isBusy(_ slot: EffectSlot) -> Bool { generations[slot] != nil }
}
