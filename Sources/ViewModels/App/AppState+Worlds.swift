import Platform
import Terminal

/// The worlds jobs: their list, one of them, and a new one.
extension AppState {
    mutating func enterWorlds() -> Reaction {
        enter(.worlds)
        layOut()
        // What is here is shown at once; jobs change, so they are asked for anew.
        return Reaction(worlds.load())
    }

    /// What the panes do not know: a new job, the end of one, the filter.
    mutating func applyToWorlds(_ command: Command) -> Reaction? {
        switch command {
        case .newJob: openForm()
        case .cancelJob: confirmCancelJob()
        case .filterStatus where worlds.open == nil: openJobMenu()
        default: worlds.apply(command)
        }
    }

    /// Looks again as long as the list is shown and a job is under way.
    mutating func followWorlds() -> [Effect] {
        guard place == .worlds else {
            return slots.isBusy(.followWorlds) ? effects([Request(.followWorlds, .cancel)]) : []
        }
        guard worlds.isLive, !slots.isBusy(.followWorlds), !slots.isBusy(.worlds) else { return [] }
        return effects([Request(.followWorlds, .wait(WorldsModel.pause))])
    }

    mutating func takeWorlds(_ answer: Answer, for slot: EffectSlot) -> Reaction {
        switch slot {
        case .worlds: return worlds.apply(answer)
        case .followWorlds: return place == .worlds ? Reaction(worlds.load()) : .done
        case .worldTrajectories: worlds.open?.apply(answer)
        case .manifests: worlds.form?.take(answer)
        case .createWorld: return takeCreated(answer)
        default: break
        }
        return .done
    }

    // MARK: A new job

    private mutating func openForm() -> Reaction {
        if worlds.form == nil { worlds.form = WorldForm() }
        worlds.showsForm = true
        return worlds.form?.manifests.isEmpty == false ? .done : .ask(.manifests, .worldManifests)
    }

    /// While a job is written, every key is the form's.
    mutating func handleForm(_ key: Key) -> Reaction {
        message = nil
        switch worlds.form?.apply(key) ?? .close {
        case .none: return .done
        case .close:
            worlds.showsForm = false
            return .say("What was written is kept: \(keyName(.newJob)) goes on with it")
        case .send(let request):
            // One request is one job: nothing sends it a second time.
            guard !slots.isBusy(.createWorld) else { return .say("The last job is still being sent", .warning) }
            return .ask(.createWorld, .createWorld(request))
        case .look:
            worlds.showsForm = false
            worlds.form?.resume()
            return Reaction(worlds.show(JobFilter()))
        }
    }

    private func keyName(_ command: Command) -> String {
        CommandTable.info(command)?.keys.first.map(KeyNotation.shown) ?? command.rawValue
    }

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

    // MARK: The end of one

    mutating func confirmCancelJob() -> Reaction {
        guard let job = worlds.selected else { return .done }
        guard !job.status.isTerminal else { return .say("The job has ended (\(job.status.rawValue))", .warning) }
        let what = job.status == .queued ? "at once" : "at its next safe point"
        prompt = Prompt(
            .confirm(
                expected: "cancel", question: "Cancel job \(job.id.short)? It stops \(what). Type cancel:",
                request: Request(action: .cancelWorldJob(job.id))))
        return .done
    }

    /// What the server made of a request to cancel.
    mutating func takeCancelled(_ job: WorldJob) -> Reaction {
        worlds.replace(job)
        if job.status.isTerminal { return .say("Job \(job.id.short): \(job.status.rawValue)", .good) }
        return .say(
            "Job \(job.id.short) is still \(job.status.rawValue): it stops at its next safe point", .good)
    }

    // MARK: The filter

    private mutating func openJobMenu() -> Reaction {
        let choice = worlds.choice
        let words = [JobFilter.all] + JobFilter.statuses.map(\.rawValue) + JobFilter.kinds
        let choices = words.map { word in
            let isNow = word == choice.kind || word == choice.status?.rawValue
            return Menu.Choice(label: word, detail: isNow ? "now" : "", isOn: false)
        }
        overlay = .menu(
            Menu(title: "A status, a kind: Space chooses, Enter shows", purpose: .jobFilter, choices: choices))
        return .done
    }

    // MARK: What a job made

    /// Opens a trajectory that a job made.
    mutating func openWorldTrajectory(_ trajectory: WorldTrajectory) -> [Effect] {
        enter(.trajectory)
        focusesLower = true
        let title = trajectory.name ?? trajectory.goal ?? trajectory.id.short
        let session = trajectory.raw["session_id"]?.string ?? ""
        let request = TrajectoryRequest(
            evaluation: "", item: "", session: SessionID(session), isSettled: true, replay: trajectory.id)
        if let shown = self.trajectory, shown.request?.replay == trajectory.id, shown.phase == .ready { return [] }
        var model = TrajectoryModel(item: nil, title: title, request: request, target: .start)
        if let before = self.trajectory { model.inherit(from: before) }
        let late = self.trajectory?.letGoOfAll() ?? []
        let load = model.fetch()
        self.trajectory = model
        layOut()
        return effects(late + load)
    }

    /// To the next or previous trajectory of the job.
    mutating func walkWorld(_ command: Command) -> Reaction {
        guard let next = worlds.open?.walk(command) else { return .say("No further trajectory of this job", .warning) }
        return .go(.worldTrajectory(next))
    }
}
