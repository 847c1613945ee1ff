import Reader
import Shell
import Terminal
import Trajectory

/// What the panes of a trajectory say without steps.
enum TrajectoryNotice {
    static func of(_ model: TrajectoryModel) -> PaneNotice {
        if let problem = model.document?.problems.first, model.progress.isComplete {
            return .empty(Sanitize.line(problem.message), hint: "\(key: .raw) shows the document raw")
        }
        return PaneNotice(model.phase, empty: "This trajectory has no steps.", hint: "\(key: .back) goes back")
    }
}
