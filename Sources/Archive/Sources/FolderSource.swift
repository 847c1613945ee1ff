import Platform
import Wire

/// Reads a folder of trajectory files, or one file, as an evaluation of its own.
enum FolderSource {
    static func make(folder path: String, _ found: [FileEntry]) -> ArchivedEvaluation {
        var facts = Evaluation(id: EvaluationID(StableHash("folder", path).uuid), name: name(path), status: .completed)
        facts.kind = "folder"
        facts.createdAt = modificationTime(path)
        facts.completedAt = found.map(\.modified).max().map { Timestamp(seconds: Double($0) / 1e9) } ?? facts.createdAt
        facts.raw = ["source": .string(lastComponent(path))]
        return ArchivedEvaluation(facts: facts, samples: found.map { sample($0, seed: facts.id.text) }, isLoose: true)
    }

    static func open(file path: String, seesBeside: Bool) throws(PlatformError) -> ArchivedEvaluation {
        let name = lastComponent(path)
        let modified = modificationTime(path) ?? Timestamp(seconds: 0)
        let file = FileEntry(name: name, path: path, size: fileSize(path), modified: Int(modified.seconds * 1e9))
        var facts = Evaluation(id: EvaluationID(StableHash("file", path).uuid), name: name, status: .completed)
        facts.kind = "file"
        facts.createdAt = modified
        facts.completedAt = modified
        facts.raw = ["source": .string(name)]
        // A file that was named by hand is tried whatever it is called.
        var only = sample(file, seed: facts.id.text, anyName: true)
        if seesBeside { only.siblings = documents(beside: path).map { .file($0) } }
        return ArchivedEvaluation(facts: facts, samples: [only], isLoose: true)
    }

    static func sample(_ file: FileEntry, seed: String, anyName: Bool = false) -> ArchivedSample {
        let id = StableHash(seed, "item", file.name).uuid
        var sample = ArchivedSample(id: ItemID(id), taskName: taskName(of: file.name))
        if let refusal = file.refusal ?? (anyName ? nil : nameRefusal(file.name)) {
            sample.error = refusal
            sample.taskName = file.name
            return sample
        }
        sample.sessionID = SessionID(StableHash(seed, "session", file.name).uuid)
        sample.document = .file(file)
        return sample
    }

    private static func name(_ path: String) -> String {
        let last = lastComponent(path)
        return last == "." || last == ".." || last.isEmpty ? lastComponent(absolutePath(path)) : last
    }
}
