/// What one is reading: the first line below the header, wherever on the screen folds and widths put it.
struct ReadingPlace: Hashable, Sendable {
    var line: LinePlace
    /// Columns of the line that have gone by, where it takes several rows.
    var columns = 0

    /// The head of a step.
    init(step: Int) { line = LinePlace(step: step, block: .header, offset: 0) }

    init(line: LinePlace, columns: Int) {
        self.line = line
        self.columns = columns
    }
}

/// A place that was kept, as long as nobody went elsewhere: what was folded away for a moment is come back to.
struct KeptPlace: Hashable, Sendable {
    var place: ReadingPlace
    var top: BodyPosition
    var pointed: Int
}
