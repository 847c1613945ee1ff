/// Where a find that is being typed began, and what was folded then: giving up brings all of it back.
struct FindOrigin: Hashable, Sendable {
    var position: BodyPosition
    var currentStep: Int
    var folds: Folds
    var temporarilyExpanded: TemporarilyExpandedStep?
    /// The match of the find before that was gone to last.
    var place: TrajectoryFind.Place?
}

/// A step that is shown in full while the match that was gone to is in it.
struct TemporarilyExpandedStep: Hashable, Sendable {
    var step: Int
    /// What was said of the step alone; nil where it was as all the others are.
    var density: DetailLevel?
}
