import Platform
import Wire

/// One trial of a Harbor job: its folder and the files in it.
struct HarborTrial: Sendable {
    /// The folder's name within the job; empty for a trial that was opened by itself.
    let folder: String
    /// The files in it, by their names from there on.
    let files: FileSet

    /// The trials of a job: every folder right below it that is more than a name.
    static func all(_ job: FileSet) -> [HarborTrial] {
        var trials: [(folder: String, files: [DocumentLocation])] = []
        for file in job.files {
            guard let slash = file.name.firstIndex(of: "/") else { continue }
            let folder = String(file.name[..<slash])
            let inner = file.named(String(file.name[file.name.index(after: slash)...]))
            if trials.last?.folder == folder {
                trials[trials.count - 1].files.append(inner)
            } else {
                trials.append((folder, [inner]))
            }
        }
        return trials.compactMap { folder, files in
            let isTrial = files.contains { file in
                ["result.json", "config.json"].contains(file.name) || "/\(file.name)".contains("/agent/")
            }
            let set = FileSet(files, path: job.path + "/" + folder, archive: job.archive)
            return isTrial ? HarborTrial(folder: folder, files: set) : nil
        }
    }

    func sample(seed: String, started: JSONValue?, passes: Double) -> ArchivedSample {
        let name = folder.isEmpty ? lastComponent(files.path) : folder
        let id = ItemID(StableHash(seed, "trial", name).uuid)
        let documents = documents
        // `task__AbC123x`: the task's name and a random tail.
        let task = name.range(of: "__").map { String(name[..<$0.lowerBound]) } ?? name
        var sample = ArchivedSample(id: id, taskName: task, document: documents.first)
        sample.siblings = Array(documents.dropFirst())
        if let document = documents.first {
            sample.sessionID = SessionID(StableHash(seed, "session", document.name).uuid)
        }
        let files = files
        let evaluation = EvaluationID(seed)
        let siblings = sample.siblings.map { ($0.name, StableHash(seed, "session", $0.name).uuid) }
        let result = Lazily {
            HarborResult(files, passes: passes).item(
                id: id, evaluation: evaluation, task: task, queued: Timestamp(started), siblings: siblings)
        }
        sample.details = { result.value }
        sample.asksDocument = false
        sample.files = { files.beside }
        return sample
    }

    /// The trial's trajectories: the agent's own first, then continuations, other steps of the task, and sub-agents'.
    private var documents: [DocumentLocation] {
        let found = files.files.compactMap { file in rank(file.name[...]).map { (rank: $0, file: file) } }
        let sorted = found.sorted { ($0.rank, $0.file.name) < ($1.rank, $1.file.name) }
        let hasATIF = sorted.first.map { $0.rank < 5 } ?? false
        let within = folder.isEmpty ? "" : folder + "/"
        return sorted.filter { !hasATIF || $0.rank < 5 }.map { $0.file.named(within + $0.file.name) }
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
}

extension String {
    fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

extension FileSet {
    /// Files that are named, and bytes of the end of each that are read.
    private static let (mostBeside, longestBeside) = (60, 32_768)

    /// What a trial keeps beside its trajectory: why it ended, what its verifier said, its logs, what the agent left.
    fileprivate var beside: [ItemFile] {
        let order = ["exception.txt", "verifier/", "trial.log", "job.log", "agent/", "artifacts/"]
        let ranked = files.compactMap { file in
            order.firstIndex { file.name.hasPrefix($0) }.map { (rank: $0, file: file) }
        }
        let told = ranked.filter { !$0.file.name.hasPrefix("agent/") || !$0.file.name.contains(".json") }
        return told.sorted { ($0.rank, $0.file.name) < ($1.rank, $1.file.name) }.prefix(Self.mostBeside).map {
            _, file in
            let bytes = (try? file.load())?.withBytes { Array(wholeLines($0, last: Self.longestBeside)) }
            let isText = bytes.map { !$0.contains(0) } ?? false
            return ItemFile(
                name: file.name, size: file.size, text: isText ? bytes.map { String(decoding: $0, as: UTF8.self) } : nil
            )
        }
    }
}
