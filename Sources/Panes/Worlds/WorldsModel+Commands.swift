package import Platform
package import Shell
package import Terminal

// A new job, the end of one, and which are listed.
extension WorldsModel {
    package mutating func apply(_ command: Command) -> Reaction? {
        switch command {
        case .newJob: openForm()
        case .cancelJob: confirmCancel()
        case .filterStatus where open == nil: .go(.menu(filterMenu))
        default: applyToList(command)
        }
    }

    /// While a job is written, every key is the form's.
    package mutating func handle(_ key: Key) -> Reaction? {
        guard showsForm else { return nil }
        switch form?.apply(key) ?? .close {
        case .none: return .done
        case .close:
            showsForm = false
            return .say("Draft kept; \(key: .newJob) continues it")
        // One request is one job: it is not written on before its answer is here.
        case .send(let request): return .ask(.createWorld, .createWorld(request))
        case .look:
            showsForm = false
            form?.resume()
            return Reaction(show(JobFilter()))
        }
    }

    private mutating func openForm() -> Reaction {
        if form == nil { form = WorldForm() }
        showsForm = true
        return form?.manifests.isEmpty == false ? .done : .ask(.manifests, .worldManifests)
    }

    private func confirmCancel() -> Reaction {
        guard let job = selected else { return .done }
        guard !job.status.isTerminal else { return .say("The job has ended (\(job.status.rawValue))", .warning) }
        let what = job.status == .queued ? "at once" : "at its next safe point"
        return .go(
            .prompt(
                Prompt(
                    .confirm(
                        expected: "cancel", question: "Cancel job \(job.id.short)? It stops \(what). Type cancel:",
                        request: EffectRequest(action: .cancelWorldJob(job.id))))))
    }

    /// The answer to what was sent as a new job.
    mutating func take(created answer: EffectResult) -> Reaction {
        switch answer {
        case .job(let job):
            (form, showsForm) = (nil, false)
            insert(job)
            return Reaction(load(), say: Message("Job \(job.id.short) was created: \(job.status.rawValue)", .good))
        case .failed(let error):
            form?.fail(error)
            return showsForm ? .done : Reaction(say: Message(error, isOnce: true))
        default: return .done
        }
    }

    /// What the server made of a request to cancel.
    package mutating func takeCancelled(_ job: WorldJob) -> Reaction {
        replace(job)
        let words =
            job.status.isTerminal
            ? job.status.rawValue : "still \(job.status.rawValue): it stops at its next safe point"
        return .say("Job \(job.id.short)\(job.status.isTerminal ? ":" : " is") \(words)", .good)
    }

    private var filterMenu: Menu {
        let words = [JobFilter.all] + JobFilter.statuses.map(\.rawValue) + JobFilter.kinds
        let choices = words.map { word in
            let isNow = word == choice.kind || word == choice.status?.rawValue
            return Menu.Choice(label: word, detail: isNow ? "now" : "", isOn: false)
        }
        return Menu(
            title: "Status, kind: \(key: .mark) chooses, \(key: .open) shows", purpose: .jobFilter, choices: choices)
    }
}
