package import Platform

/// Where marks, notes, what was read and the names of failure classes are kept between runs. Errors are told to the user,
/// never fatal.
package protocol MarksStore: Sendable {
    func facts(of evaluation: EvaluationID) async throws -> [ItemID: ItemAnnotations]
    /// Stores what changed, and nothing else; facts that say nothing are removed.
    func store(_ changes: [ItemID: AnnotationChange], of evaluation: EvaluationID) async throws
    /// The names of failure classes, by the id of their signature.
    func classNames() async throws -> [String: String]
    /// Names a class; nil takes its name away.
    func name(class id: String, _ name: String?) async throws
    /// The bookmarks of a trajectory, in the order of their steps.
    func bookmarks(of place: TrajectoryKey) async throws -> [Bookmark]
    /// Sets a bookmark, or names it anew.
    func store(_ bookmark: Bookmark, of place: TrajectoryKey) async throws
    func removeBookmark(at step: Int, of place: TrajectoryKey) async throws
    /// Notes the failure classes of an evaluation, in place of what was noted of it before.
    func note(_ sightings: [ClassSighting], of evaluation: EvaluationID) async throws
    /// All that was noted, by the id of the class.
    func sightings() async throws -> [String: [ClassSighting]]
    /// Keeps changes that were not stored before the program ends, in their order, for the next one to store. Does not wait.
    func keepForLater(_ changes: [MarksWork])
}

extension MarksStore {
    package func keepForLater(_ changes: [MarksWork]) {}
    package func note(_ sightings: [ClassSighting], of evaluation: EvaluationID) async throws {}
    package func sightings() async throws -> [String: [ClassSighting]] { [:] }
}

/// A step that somebody wants to come back to.
package struct Bookmark: Hashable, Sendable {
    /// 0-based.
    package var step: Int
    /// Empty for one without a name.
    package var name: String

    package init(step: Int, name: String = "") {
        self.step = step
        self.name = name
    }
}

/// The trajectory that bookmarks belong to.
package struct TrajectoryKey: Hashable, Sendable {
    package var evaluation: EvaluationID
    /// The session; of a sub-agent's trajectory, with the names on the way to it.
    package var session: String

    package init(evaluation: EvaluationID, session: String) {
        self.evaluation = evaluation
        self.session = session
    }
}

/// Marks that end with the program.
package actor TransientMarks: MarksStore {
    private var kept: [EvaluationID: [ItemID: ItemAnnotations]] = [:]
    private var names: [String: String] = [:]
    private var bookmarks: [TrajectoryKey: [Int: String]] = [:]

    package init() {}

    package func facts(of evaluation: EvaluationID) -> [ItemID: ItemAnnotations] { kept[evaluation] ?? [:] }

    package func store(_ changes: [ItemID: AnnotationChange], of evaluation: EvaluationID) {
        for (id, change) in changes { change.apply(to: &kept[evaluation, default: [:]][id, default: .none]) }
    }

    package func classNames() -> [String: String] { names }

    package func name(class id: String, _ name: String?) { names[id] = name }

    package func bookmarks(of place: TrajectoryKey) -> [Bookmark] {
        (bookmarks[place] ?? [:]).map { Bookmark(step: $0.key, name: $0.value) }.sorted { $0.step < $1.step }
    }

    package func store(_ bookmark: Bookmark, of place: TrajectoryKey) {
        bookmarks[place, default: [:]][bookmark.step] = bookmark.name
    }

    package func removeBookmark(at step: Int, of place: TrajectoryKey) { bookmarks[place]?[step] = nil }
}

/// What is read from and written to the marks that are kept on this machine (`MarksStore`).
package enum MarksWork: Hashable, Sendable {
    case load(EvaluationID)
    case store(EvaluationID, [ItemID: AnnotationChange])
    case loadBookmarks(TrajectoryKey)
    case storeBookmark(Bookmark, TrajectoryKey)
    case removeBookmark(step: Int, TrajectoryKey)
    case loadClassNames
    /// Names a class of failures by the id of its signature; nil takes the name away.
    case nameClass(String, String?)

    package var isStoring: Bool {
        switch self {
        case .load, .loadBookmarks, .loadClassNames: false
        case .store, .storeBookmark, .removeBookmark, .nameClass: true
        }
    }
}
