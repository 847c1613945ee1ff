package import Trajectory
package import Wire

/// What the survey of a document found in one step.
package struct SurveyedStep: Hashable, Sendable {
    package var index: Int
    package var flags: StepFlags
    package var source: StepSource
    package var time: Timestamp?
    /// When the last result came, where that is known.
    package var answered: Timestamp?
    package var metrics: Metrics?
    /// Equal for steps that ask their tools for the same.
    package var action: Int?

    package init(index: Int, _ outline: StepOutline) {
        self.index = index
        flags = outline.flags
        source = outline.source
        time = outline.timestamp
        answered = outline.answered
        metrics = outline.metrics
        action = outline.action
    }
}
