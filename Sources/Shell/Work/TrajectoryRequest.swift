package import Platform

/// What is asked for when a trajectory is opened.
package struct TrajectoryRequest: Hashable, Sendable {
    package var evaluation: EvaluationID
    package var item: ItemID
    package var session: SessionID
    package var form: TrajectoryFormat
    package var includeCompacted: Bool
    /// Answers of an evaluation that has ended are kept.
    package var isSettled: Bool
    package var isForced: Bool
    /// A trajectory through a world: its replay serves where it has no session.
    package var replay: WorldTrajectoryID?

    package init(
        evaluation: EvaluationID, item: ItemID, session: SessionID, form: TrajectoryFormat = .atif,
        includeCompacted: Bool = false, isSettled: Bool, isForced: Bool = false, replay: WorldTrajectoryID? = nil
    ) {
        self.evaluation = evaluation
        self.item = item
        self.session = session
        self.form = form
        self.includeCompacted = includeCompacted
        self.isSettled = isSettled
        self.isForced = isForced
        self.replay = replay
    }

    /// What is asked for when the run of an item is read; nil for an item without a session.
    package init?(_ item: EvaluationItem) {
        guard let session = item.sessionID else { return nil }
        self.init(evaluation: item.evaluationID, item: item.id, session: session, isSettled: item.status.isTerminal)
    }
}
