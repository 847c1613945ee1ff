import Panes
import Platform
import Reader
import Shell
import Terminal
import Wire

/// The worlds jobs: their list, one of them, and a new one.
extension AppState {
    mutating func enterWorlds() -> Reaction {
        enter(WorldsModel.self)
        layOut()
        // What is here is shown at once; jobs change, so they are asked for anew.
        return Reaction(worlds.load())
    }

    /// The sessions: what is here is shown at once.
    mutating func enterSessions() -> Reaction {
        let isNew = stack[SessionsModel.self] == nil
        if isNew { stack[SessionsModel.self] = SessionsModel() }
        enter(SessionsModel.self)
        layOut()
        return isNew ? Reaction(stack[SessionsModel.self]?.load() ?? []) : .done
    }

    /// To the next or previous session of their list.
    mutating func walkSessions(_ command: Command) -> Reaction {
        let isListed = stack[SessionsModel.self]?.selected?.id == trajectory?.request?.session
        guard isListed, let (session, requests) = stack[SessionsModel.self]?.walk(command) else {
            return .say("No list of sessions leads here", .warning)
        }
        guard let session else {
            return .say("No \(command == .nextItem ? "further" : "earlier") session in the list", .warning)
        }
        return Reaction(requests, go: .session(session))
    }

    // MARK: What a job made

    /// Opens a trajectory that a job made.
    mutating func openWorldTrajectory(_ trajectory: WorldTrajectory) -> [Effect] {
        let title = trajectory.name ?? trajectory.goal ?? trajectory.id.short
        let session = trajectory.raw["session_id"]?.string ?? ""
        let request = TrajectoryRequest(
            evaluation: "", item: "", session: SessionID(session), isSettled: true, replay: trajectory.id)
        if let shown = self.trajectory, shown.request?.replay == trajectory.id, shown.phase == .ready {
            enter(ReaderPane.self)
            return []
        }
        var model = TrajectoryModel(item: nil, title: title, request: request, target: .start)
        if let before = reader?.model { model.inherit(from: before) }
        return read(&model)
    }

    /// To the next or previous trajectory of the job.
    mutating func walkWorld(_ command: Command) -> Reaction {
        guard let next = worlds.open?.walk(command) else { return .say("No further trajectory of this job", .warning) }
        return .go(.worldTrajectory(next))
    }
}
