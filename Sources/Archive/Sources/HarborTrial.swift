import Platform
import Wire

/// One trial of a Harbor job: its folder and the files in it.
struct HarborTrial: Sendable {
    /// Relative to the job, without a slash at the end; empty for a trial that was opened by itself.
    var folder: String
    var files: [FileEntry]

    /// The trials among the files of a job: every folder right below it that is more than a name.
    static func all(_ files: [FileEntry]) -> [HarborTrial] {
        var trials: [HarborTrial] = []
        for file in files {
            guard let slash = file.name.firstIndex(of: "/") else { continue }
            let folder = String(file.name[..<slash])
            if trials.last?.folder == folder {
                trials[trials.count - 1].files.append(file)
            } else {
                trials.append(HarborTrial(folder: folder, files: [file]))
            }
        }
        return trials.filter { trial in
            trial.files.contains {
                ["result.json", "config.json"].contains(trial.inner($0)) || $0.name.contains("/agent/")
            }
        }
    }

    /// The name of a file within the trial.
    private func inner(_ file: FileEntry) -> Substring {
        folder.isEmpty ? file.name[...] : file.name.dropFirst(folder.count + 1)
    }

    func sample(seed: String, root: String, started: JSONValue?, passes: Double) -> ArchivedSample {
        let name = folder.isEmpty ? lastComponent(root) : folder
        let id = ItemID(StableHash(seed, "trial", name).uuid)
        let documents = documents
        // `task__AbC123x`: the task's name and a random tail.
        let task = name.range(of: "__").map { String(name[..<$0.lowerBound]) } ?? name
        var sample = ArchivedSample(id: id, taskName: task, document: documents.first)
        sample.siblings = Array(documents.dropFirst())
        if let document = documents.first {
            sample.sessionID = SessionID(StableHash(seed, "session", document.name).uuid)
        }
        let path = folder.isEmpty ? root : root + "/" + folder
        let evaluation = EvaluationID(seed)
        let siblings = sample.siblings.map { ($0.name, StableHash(seed, "session", $0.name).uuid) }
        let result = Lazily {
            HarborResult(path: path, passes: passes).item(
                id: id, evaluation: evaluation, task: task, queued: Timestamp(started), siblings: siblings)
        }
        sample.details = { result.value }
        return sample
    }

    /// The trial's trajectories: the agent's own first, then continuations, other steps of the task, and sub-agents'.
    private var documents: [DocumentLocation] {
        let found = files.compactMap { file in rank(inner(file)).map { (rank: $0, file: file) } }
        let sorted = found.sorted { ($0.rank, $0.file.name) < ($1.rank, $1.file.name) }
        let hasATIF = sorted.first.map { $0.rank < 5 } ?? false
        return sorted.filter { !hasATIF || $0.rank < 5 }.map { .file($0.file) }
    }

    /// How near a file is to being the trial's trajectory; nil for everything that is not one.
    private func rank(_ name: Substring) -> Int? {
        let parts = name.split(separator: "/")
        guard let last = parts.last, nameRefusal(String(last)) == nil else { return nil }
        let isAgents = parts.dropLast().last == "agent"
        if isAgents, last == "trajectory.json" { return parts.first == "steps" ? 1 : 0 }
        if isAgents, last.hasPrefix("trajectory.cont-") { return 2 }
        if last.hasPrefix("trajectory."), last.hasSuffix(".json") { return 3 }
        if last == "trajectory.json" { return 4 }
        if isAgents, last.contains("traj") { return 5 }
        return isAgents && (last.hasSuffix(".jsonl") || last.contains("session")) ? 6 : nil
    }

    /// How a trial that ended in an exception counts.
    static func status(ofException type: String) -> ItemStatus {
        if type.contains("AgentTimeout") { return .timedOut }
        if type.contains("Cancel") || type.contains("KeyboardInterrupt") { return .cancelled }
        if type.contains("AgentExit") || type.contains("NonZero") { return .failed }
        return .infraError
    }
}

extension String {
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
