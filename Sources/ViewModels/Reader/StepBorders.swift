import Terminal
import Trajectory

/// What is said where a step begins or ends something larger.
package struct StepBorders: Hashable, Sendable {
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
        if document.partCount > 1, let place = document.place(ofStep: index), place.step == 0 {
            opening = "part \(place.part + 1) of \(document.partCount)"
        }
        guard index == document.stepCount - 1, document.progress.isComplete else { return }
        if let file = document.header.continuation { ending = "continues in \(Sanitize.line(file))" }
        problems = document.disagreement.map { Sanitize.line($0.message) }
    }
}
