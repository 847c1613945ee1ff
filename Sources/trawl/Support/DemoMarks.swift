import Archive
import Platform
import Triage

/// The marks of the demo: some of its failure classes have names from the start, which the user's own take the place of.
struct DemoMarks: MarksStore {
    let own: any MarksStore

    /// One failure of each class that has a name.
    private static let named: [(name: String, status: ItemStatus, error: String)] = [
        ("wrong flag", .failed, "verifier: flag mismatch: expected sha256 8d0f5c11aa02…, got 17fe0b44c9d1…"),
        ("out of steps", .failed, "agent stopped: max steps reached (80) after 412 s"),
        ("refused", .failed, "agent ended its turn without a submission (stop_reason: refusal) at step 9"),
        ("sandbox evicted", .infraError, "sandbox evicted on node-7: OOMKilled, 4001 MiB used"),
    ]

    func classNames() async throws -> [String: String] {
        let shipped = Self.named.compactMap { name, status, error -> (String, String)? in
            var item = EvaluationItem(id: "", evaluationID: "", position: 0, status: status, taskName: "")
            item.error = error
            return FailureSignature(ItemRow(item)).map { ($0.id, name) }
        }
        return Dictionary(shipped, uniquingKeysWith: { first, _ in first }).merging(try await own.classNames()) { $1 }
    }

    func facts(of evaluation: EvaluationID) async throws -> [ItemID: ItemAnnotations] {
        try await own.facts(of: evaluation)
    }

    func store(_ changes: [ItemID: AnnotationChange], of evaluation: EvaluationID) async throws {
        try await own.store(changes, of: evaluation)
    }

    func name(class id: String, _ name: String?) async throws { try await own.name(class: id, name) }

    func bookmarks(of place: TrajectoryKey) async throws -> [Bookmark] { try await own.bookmarks(of: place) }

    func store(_ bookmark: Bookmark, of place: TrajectoryKey) async throws {
        try await own.store(bookmark, of: place)
    }

    func removeBookmark(at step: Int, of place: TrajectoryKey) async throws {
        try await own.removeBookmark(at: step, of: place)
    }

    func note(_ sightings: [ClassSighting], of evaluation: EvaluationID) async throws {
        try await own.note(sightings, of: evaluation)
    }

    func sightings() async throws -> [String: [ClassSighting]] { try await own.sightings() }

    func keepForLater(_ changes: [MarksWork]) { own.keepForLater(changes) }
}
