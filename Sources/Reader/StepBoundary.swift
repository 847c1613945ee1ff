import Terminal
package import Trajectory

/// What stands around a step: what it goes without saying again, and what is said where it begins or ends something.
package struct StepBoundary: Hashable, Sendable {
    /// The model of the document: a step says its own where it is another one.
    package var usualModel: String?
    /// Columns of the largest number of a step.
    package var digits = 1
    /// Below the header of the first step of a part.
    package var opening: String?
    /// Below the last step.
    package var ending: String?
    /// Below the last step: what the document says of itself and its steps do not bear out.
    package var problems: [String] = []

    package init(opening: String? = nil, ending: String? = nil) {
        self.opening = opening
        self.ending = ending
    }

    /// What a step of a document borders on.
    package init(of index: Int, in document: TrajectoryDocument) {
        let header = document.header
        usualModel = header.modelName
        digits = String(document.stepCount).count
        if document.partCount > 1, let place = document.place(ofStep: index), place.step == 0 {
            opening = "part \(place.part + 1) of \(document.partCount)"
        }
        if index == 0, let parent = header.parent { opening = "comes from \(Sanitize.line(parent))" }
        guard index == document.stepCount - 1, document.progress.isComplete else { return }
        if let file = header.continuation { ending = "continues in \(Sanitize.line(file))" }
        problems = document.disagreement.map { Sanitize.line($0.message) }
    }
}
