import Platform
import Trajectory
import Wire

/// Reads a folder of trajectory files, or one file, as an evaluation of its own.
enum FolderSource {
    /// `found` are the documents of a folder or an archive, each with what is wrong with it; `others` more files are
    /// none, some of which tell of the runs.
    static func make(
        _ files: FileSet, _ found: [(file: DocumentLocation, problem: String?)], others: Int, beside: ResultsBeside,
        _ options: ArchiveOptions
    ) -> ArchivedEvaluation {
        var facts: Evaluation
        if let archive = files.archive {
            facts = Evaluation.bundle(path: archive.path, archive: archive, notes: BundleManifest(nil))
        } else {
            facts = Evaluation(
                id: EvaluationID(StableHash("folder", files.path).uuid), name: files.name, status: .completed)
            facts.kind = "folder"
            facts.createdAt = modificationTime(files.path)
            facts.completedAt = files.modified ?? facts.createdAt
            facts.raw = ["source": .string(SystemPath.shown(lastComponent(files.path)))]
        }
        facts.otherFiles = others
        facts.model = beside.model
        let names = SharedNames(found.map(\.file.name))
        let samples = found.map { sample($0.file, names, seed: facts.id.text, problem: $0.problem) }
        return ArchivedEvaluation(
            facts: facts, samples: samples, bundle: files.archive.map { ($0.path, "atif") }, isLoose: true,
            beside: (beside, options.passes))
    }

    static func open(file path: String, _ options: ArchiveOptions) throws(PlatformError) -> ArchivedEvaluation {
        guard let file = fileEntry(path) else { throw storageError(path) }
        if let runs = runs(of: .file(file), seed: path, options) { return runs }
        let facts = facts(of: .file(file), seed: path)
        // A file that was named by hand is tried whatever it is called.
        var only = sample(.file(file), SharedNames([file.name]), seed: facts.id.text, problem: nil)
        if options.resolvesSiblingFiles { only.siblings = documents(beside: path).map { .file($0) } }
        let again = ListedFile(.file(file)) { try? open(file: path, options) }
        return ArchivedEvaluation(facts: facts, samples: [only], isLoose: true, origin: again)
    }

    private static func facts(of location: DocumentLocation, seed: String) -> Evaluation {
        let shown = SystemPath.shown(lastComponent(location.name))
        var facts = Evaluation(id: EvaluationID(StableHash("file", seed).uuid), name: shown, status: .completed)
        facts.kind = "file"
        if case .file(let file) = location {
            facts.createdAt = Timestamp(seconds: Double(file.modified) / 1e9)
            facts.completedAt = facts.createdAt
        }
        facts.raw = ["source": .string(shown)]
        return facts
    }

    /// The runs that one file holds, each an item; nil where it holds no list of them.
    static func runs(
        of location: DocumentLocation, seed: String, beside: ResultsBeside = ResultsBeside(), _ options: ArchiveOptions
    ) -> ArchivedEvaluation? {
        var facts = facts(of: location, seed: seed)
        guard let file = RunFile(location, of: facts.id, passes: options.passes) else { return nil }
        let told = file.list.envelope
        facts.model = told.model?.value ?? beside.model
        (facts.startedAt, facts.completedAt) = (told.started, told.ended ?? facts.completedAt)
        var first = 0
        let samples = file.list.runs.indices.map { run in
            file.release(from: &first, to: run)
            let id = ItemID(StableHash(facts.id.text, "item", String(run)).uuid)
            let item = file.item(run, id: id, beside)
            facts.counts[item.status] += 1
            var sample = ArchivedSample(id: id, taskName: item.taskName, document: .run(file, run))
            sample.sessionID = SessionID(StableHash(facts.id.text, "session", String(run)).uuid)
            sample.details = { file.item(run, id: id, beside) }
            return sample
        }
        let again = ListedFile(location) {
            location.now.flatMap { runs(of: $0, seed: seed, beside: beside, options) }
        }
        return ArchivedEvaluation(facts: facts, samples: samples, isLoose: true, origin: again)
    }

    /// What was piped in.
    static func open(input: ByteStore, named path: String, _ options: ArchiveOptions) -> ArchivedEvaluation {
        let name = path == "-" ? "stdin" : lastComponent(path)
        if let runs = runs(of: .given(name, input), seed: path, options) { return runs }
        var facts = Evaluation(id: EvaluationID(StableHash("input", path).uuid), name: name, status: .completed)
        facts.kind = "file"
        var only = ArchivedSample(id: ItemID(StableHash("input", path, "item").uuid), taskName: name)
        only.sessionID = SessionID(StableHash("input", path, "session").uuid)
        only.document = .given(name, input)
        return ArchivedEvaluation(facts: facts, samples: [only], isLoose: true)
    }

    private static func sample(
        _ file: DocumentLocation, _ names: SharedNames, seed: String, problem: String?
    ) -> ArchivedSample {
        var name = file.name
        // Entries of an archive may share a name.
        if case .entry(let entry, let archive) = file, !archive.hasUniqueNames { name += "#\(entry.index)" }
        var sample = ArchivedSample(
            id: ItemID(StableHash(seed, "item", name).uuid), taskName: SystemPath.shown(names.short(file.name)))
        sample.remark = problem
        if case .entry(let entry, _) = file, let refusal = entry.refusal {
            sample.remark = refusal
            return sample
        }
        sample.sessionID = SessionID(StableHash(seed, "session", name).uuid)
        sample.document = file
        return sample
    }
}

/// Names without what all of them have in common: folders before, folders and endings behind.
struct SharedNames {
    private var prefix = ""
    private var suffix = ""
    /// Each run has a folder, with a file of the same name in it.
    private let isDoubled: Bool

    init(_ names: [String]) {
        let bare = names.map(taskName)
        isDoubled = bare.allSatisfy { name in
            let parts = name.split(separator: "/").suffix(2)
            return parts.count == 2 && parts.first == parts.last
        }
        guard let first = bare.first, bare.count > 1 else { return }
        let before = bare.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        prefix = before.lastIndex(of: "/").map { String(before[...$0]) } ?? ""
        let reversed = bare.map { String($0.dropFirst(prefix.count).reversed()) }
        let behind = String(reversed.dropFirst().reduce(reversed[0]) { $0.commonPrefix(with: $1) }.reversed())
        suffix = behind.firstIndex { "/_".contains($0) }.map { String(behind[$0...]) } ?? ""
        // What is left names something.
        if bare.contains(where: { $0.count <= prefix.count + suffix.count }) { suffix = "" }
    }

    func short(_ name: String) -> String {
        let short = String(taskName(of: name).dropFirst(prefix.count).dropLast(suffix.count))
        return isDoubled && !short.folderName.isEmpty ? short.folderName : short
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
