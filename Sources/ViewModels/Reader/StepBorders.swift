import Terminal
import Trajectory

/// What is said where a step begins or ends something larger.
package struct StepBorders: Hashable, Sendable {
    /// Below the header of the first step of a part.
    package var opening: String?
    /// Below the last step.
    package var ending: String?

    package init(opening: String? = nil, ending: String? = nil) {
        self.opening = opening
        self.ending = ending
    }

    /// What a step of a document borders on.
    package init(of index: Int, in document: TrajectoryDocument) {
        if document.partCount > 1, let place = document.place(ofStep: index), place.step == 0 {
            opening = "part \(place.part + 1) of \(document.partCount)"
        }
        if index == document.stepCount - 1, let file = document.header.continuation {
            ending = "continues in \(Sanitize.line(file))"
        }
    }
}
