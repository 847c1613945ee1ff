import Platform
import Wire

/// Reads a folder of trajectory files, or one file, as an evaluation of its own.
enum FolderSource {
    /// `found` are the documents of a folder, each with what is wrong with it; `others` more files are none.
    static func make(
        folder path: String, _ found: [(file: FileEntry, problem: String?)], others: Int
    ) -> ArchivedEvaluation {
        var facts = Evaluation(id: EvaluationID(StableHash("folder", path).uuid), name: name(path), status: .completed)
        facts.kind = "folder"
        facts.createdAt = modificationTime(path)
        facts.completedAt =
            found.map(\.file.modified).max().map { Timestamp(seconds: Double($0) / 1e9) } ?? facts.createdAt
        facts.raw = ["source": .string(SystemPath.shown(lastComponent(path)))]
        facts.otherFiles = others
        let samples = found.map { sample($0.file, seed: facts.id.text, problem: $0.problem) }
        return ArchivedEvaluation(facts: facts, samples: samples, isLoose: true)
    }

    static func open(file path: String, seesBeside: Bool) throws(PlatformError) -> ArchivedEvaluation {
        let name = lastComponent(path)
        guard let file = fileEntry(path) else { throw storageError(path) }
        let modified = modificationTime(path)
        let shown = SystemPath.shown(name)
        var facts = Evaluation(id: EvaluationID(StableHash("file", path).uuid), name: shown, status: .completed)
        facts.kind = "file"
        facts.createdAt = modified
        facts.completedAt = modified
        facts.raw = ["source": .string(shown)]
        // A file that was named by hand is tried whatever it is called.
        var only = sample(file, seed: facts.id.text, problem: nil)
        if seesBeside { only.siblings = documents(beside: path).map { .file($0) } }
        return ArchivedEvaluation(facts: facts, samples: [only], isLoose: true)
    }

    /// What was piped in.
    static func open(input: ByteStore, named path: String) -> ArchivedEvaluation {
        let name = path == "-" ? "stdin" : lastComponent(path)
        var facts = Evaluation(id: EvaluationID(StableHash("input", path).uuid), name: name, status: .completed)
        facts.kind = "file"
        var only = ArchivedSample(id: ItemID(StableHash("input", path, "item").uuid), taskName: name)
        only.sessionID = SessionID(StableHash("input", path, "session").uuid)
        only.document = .given(name, input)
        return ArchivedEvaluation(facts: facts, samples: [only], isLoose: true)
    }

    static func sample(_ file: FileEntry, seed: String, problem: String?) -> ArchivedSample {
        let id = StableHash(seed, "item", file.name).uuid
        var sample = ArchivedSample(id: ItemID(id), taskName: SystemPath.shown(taskName(of: file.name)))
        sample.remark = problem
        sample.sessionID = SessionID(StableHash(seed, "session", file.name).uuid)
        sample.document = .file(file)
        return sample
    }

    private static func name(_ path: String) -> String {
        let last = lastComponent(path)
        return SystemPath.shown(["", ".", ".."].contains(last) ? lastComponent(absolutePath(path)) : last)
    }
}
