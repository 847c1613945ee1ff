package import Platform
package import Shell
package import Terminal

/// One job: everything that the server says of it, and the trajectories that it made.
package struct WorldJobModel: Sendable {
    package private(set) var job: WorldJob
    package private(set) var text: TextPane
    package private(set) var trajectories: [WorldTrajectory] = []
    /// How the trajectories stand; `.absent` where the job makes none or has none yet.
    package private(set) var phase: LoadPhase = .idle
    package private(set) var cursor = ListCursor()
    /// The text has the keys, and not the trajectories.
    package private(set) var focusesText = false
    package private(set) var size = Size(width: 80, height: 20)

    package init(_ job: WorldJob) {
        self.job = job
        text = TextPane(title: "Job \(job.id.short)", lines: WorldJobLines.render(job))
    }

    package var selected: WorldTrajectory? {
        cursor.selected < trajectories.count ? trajectories[cursor.selected] : nil
    }

    /// Rows of the text, its title left out: the job keeps what its trajectories do not need.
    package var textHeight: Int {
        guard !trajectories.isEmpty || phase.isLoading else { return max(1, size.height - 2) }
        return max(3, size.height - 4 - listHeight)
    }

    /// Rows of trajectories, without title and header.
    package var listHeight: Int { max(1, min(max(1, trajectories.count), size.height / 2)) }

    package mutating func resize(_ size: Size) {
        self.size = size
        text.resize(width: size.width - 2, height: textHeight)
        cursor.reveal(count: trajectories.count, height: listHeight)
    }

    // MARK: Trajectories

    /// Asks for what the job made, where it has made something.
    package mutating func load() -> [EffectRequest] {
        let makesManifest = job.kind == WorldJob.makesManifest
        guard !makesManifest || job.resourceID != nil else {
            phase = .absent("This job creates a world manifest.")
            return []
        }
        guard job.status == .completed || job.status == .partial else {
            phase = .absent(job.status.isTerminal ? "It made no trajectory." : "Trajectories appear when it ends.")
            return []
        }
        phase = .loading
        return [EffectRequest(.worldTrajectories, .worldTrajectories(of: job))]
    }

    /// The job as it is now; what it made is asked for when it ends.
    mutating func update(_ job: WorldJob) -> [EffectRequest] {
        let hasEnded = !self.job.status.isTerminal && job.status.isTerminal
        self.job = job
        text.show(WorldJobLines.render(job), fromTop: false)
        return hasEnded ? load() : []
    }

    package mutating func apply(_ answer: EffectResult) {
        switch answer {
        case .worldTrajectories(let found, let isLast):
            trajectories = found
            phase = isLast ? .ready : .loading
        case .failed(let error): phase = .failed(error)
        default: return
        }
        resize(size)
    }

    // MARK: Commands

    package mutating func apply(_ command: Command) -> Reaction? {
        if command == .nextPane || command == .previousPane {
            focusesText = !trajectories.isEmpty && !focusesText
            return .done
        }
        if focusesText || trajectories.isEmpty { return text.apply(command) ? .done : textCommand(command) }
        if cursor.apply(command, count: trajectories.count, height: listHeight) { return .done }
        return command == .open ? selected.map { .go(.worldTrajectory($0)) } : nil
    }

    private func textCommand(_ command: Command) -> Reaction? {
        guard command == .open else { return nil }
        if case .absent(let reason) = phase { return .say(reason) }
        return .done
    }

    /// The trajectory after or before the selected one.
    package mutating func walk(_ command: Command) -> WorldTrajectory? {
        let before = cursor.selected
        _ = cursor.apply(
            command == .nextItem ? .down : .up, count: trajectories.count, height: listHeight)
        return cursor.selected == before ? nil : selected
    }
}
