/// What one is reading: the first line below the header, wherever on the screen folds and widths put it.
struct ReadingPosition: Hashable, Sendable {
    var line: TextPosition
    /// Columns of the line that have gone by, where it takes several rows.
    var columns = 0

    /// The head of a step.
    init(step: Int) { line = TextPosition(step: step, block: .header, offset: 0) }

    init(line: TextPosition, columns: Int) {
        self.line = line
        self.columns = columns
    }
}

/// A place that was kept, as long as nobody went elsewhere: what was folded away for a moment is come back to.
struct ReadingAnchor: Hashable, Sendable {
    var place: ReadingPosition
    var top: BodyPosition
    var currentStep: Int
}
