import Trajectory

/// A document that was left for a sub-agent's, as it was left: Esc brings it back just so.
struct TrajectoryLevel {
    var name: String
    var document: TrajectoryDocument
    /// The sub-agent's file that the document is, or is held by.
    var file: ReferencedDocument?
    var outline: ListCursor
    var top: BodyPosition
    var folds: [PartKey: Bool]
    var densities: [Int: Density]
    var surveyed: [SurveyedStep]
    var find: TrajectoryFind?
    var bookmarks: Set<Int>
    var bookmarkNames: [Int: String]
    var pointed: Int
    var openLoops: Set<Int>
    var jumps: JumpList
    var limit: StepLimit
}
