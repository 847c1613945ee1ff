import Platform
import Terminal

/// The worlds jobs: their list, one of them, and a new one.
extension AppState {
    mutating func enterWorlds() -> Reaction {
        enter(WorldsModel.self)
        layOut()
        // What is here is shown at once; jobs change, so they are asked for anew.
        return Reaction(worlds.load())
    }

    mutating func takeWorlds(_ answer: Answer, for slot: EffectSlot) -> Reaction {
        switch slot {
        case .worlds: return worlds.apply(answer)
        case .followWorlds: return stack.isMain(WorldsModel.self) ? Reaction(worlds.load()) : .done
        case .worldTrajectories: worlds.open?.apply(answer)
        case .manifests: worlds.form?.take(answer)
        case .createWorld: return takeCreated(answer)
        default: break
        }
        return .done
    }

    // MARK: A new job

    private mutating func takeCreated(_ answer: Answer) -> Reaction {
        switch answer {
        case .job(let job):
            worlds.form = nil
            worlds.showsForm = false
            worlds.insert(job)
            return Reaction(
                worlds.load(), say: Message("Job \(job.id.short) was created: \(job.status.rawValue)", .good))
        case .failed(let error):
            worlds.form?.fail(error)
            return worlds.showsForm ? .done : Reaction(say: Message(error, isOnce: true))
        default: return .done
        }
    }

    /// What the server made of a request to cancel.
    mutating func takeCancelled(_ job: WorldJob) -> Reaction {
        worlds.replace(job)
        if job.status.isTerminal { return .say("Job \(job.id.short): \(job.status.rawValue)", .good) }
        return .say(
            "Job \(job.id.short) is still \(job.status.rawValue): it stops at its next safe point", .good)
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
