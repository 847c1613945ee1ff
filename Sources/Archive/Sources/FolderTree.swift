import Platform
import Trajectory
import Wire

/// Finds out what a folder or an archive holds: run folders, exports, bundles and files of many runs become evaluations
/// of their own, and what is left is one evaluation of loose files.
struct FolderTree {
    private let files: FileSet
    private let options: ArchiveOptions

    init(_ files: FileSet, _ options: ArchiveOptions) {
        self.files = files
        self.options = options
    }

    /// The evaluations of an archive: the one that its manifest lists, or what its files are.
    static func evaluations(
        ofBundle path: String, _ options: ArchiveOptions
    ) throws(PlatformError) -> [ArchivedEvaluation] {
        switch try BundleSource.open(path, options) {
        case .evaluation(let evaluation): [evaluation]
        case .files(let files): try FolderTree(files, options).evaluations()
        }
    }

    func evaluations() throws(PlatformError) -> [ArchivedEvaluation] {
        var found: [ArchivedEvaluation] = []
        var claimed: [String] = []
        for folder in candidates where !claimed.contains(where: { folder.isInside($0) }) {
            guard let evaluation = try evaluation(folder) else { continue }
            found.append(evaluation)
            claimed.append(folder)
        }
        let loose = files.files.filter { file in !claimed.contains { file.name.isInside($0) } }
        let sorted = sort(loose)
        found += sorted.evaluations
        if found.isEmpty || !sorted.documents.isEmpty {
            found.append(
                FolderSource.make(files, sorted.documents, others: sorted.others, beside: sorted.beside, options))
        }
        return found
    }

    private struct Sorted {
        var evaluations: [ArchivedEvaluation] = []
        var documents: [(file: DocumentLocation, problem: String?)] = []
        var beside = ResultsBeside()
        var others = 0
    }

    /// What files are that belong to no run folder or export.
    private func sort(_ files: [DocumentLocation]) -> Sorted {
        var recognizer = Recognizer()
        var sorted = Sorted()
        var tables: [DocumentLocation] = []
        for file in files {
            switch recognizer.nature(of: file) {
            case .document: sorted.documents.append((file, nil))
            case .damaged(let problem): sorted.documents.append((file, problem))
            case .runs: tables.append(file)
            case .bundle: add(bundle: file, to: &sorted)
            case .other:
                sorted.others += 1
                sorted.beside.add(file)
            }
        }
        for file in tables {
            let seed = self.files.path + "/" + file.name
            if let runs = FolderSource.runs(of: file, seed: seed, beside: sorted.beside, options) {
                sorted.evaluations.append(runs)
            } else {
                sorted.documents.append((file, nil))
            }
        }
        leaveParts(of: &sorted)
        sorted.documents.sort { $0.file.name < $1.file.name }
        return sorted
    }

    /// Beside a run's trajectory, what was sent for it and its transcript say the same once more: no items of their own.
    private func leaveParts(of sorted: inout Sorted) {
        let runs = Set(
            sorted.documents.lazy.map(\.file.name).filter { lastComponent($0) == "trajectory.json" }.map(\.folderName))
        guard !runs.isEmpty else { return }
        let count = sorted.documents.count
        sorted.documents.removeAll { file, _ in
            let folder = file.name.folderName
            return lastComponent(folder) == "raw_dumps" && runs.contains(folder.folderName)
                || runs.contains(folder) && lastComponent(file.name) == "transcript.jsonl"
        }
        sorted.others += count - sorted.documents.count
    }

    private func add(bundle file: DocumentLocation, to sorted: inout Sorted) {
        guard case .file(let entry) = file else {
            sorted.others += 1
            return
        }
        do throws(PlatformError) {
            let inside = try FolderTree.evaluations(ofBundle: entry.path, options).filter { !$0.samples.isEmpty }
            // Many things are ZIPs: one without a trajectory is one of the other files.
            if inside.isEmpty { sorted.others += 1 }
            sorted.evaluations += inside
        } catch {
            sorted.documents.append((file, error.detail))
        }
    }

    /// Folders that may be a run, a job or an export, the outermost first; the root is "".
    private var candidates: [String] {
        var folders: Set<String> = []
        for file in files.files {
            switch lastComponent(file.name) {
            case "result.json":
                folders.insert(file.name.folderName)
                // A job that was stopped has trials, and no result of its own.
                if !file.name.folderName.isEmpty { folders.insert(file.name.folderName.folderName) }
            case "evaluation.json", BundleRecord.evaluationName, "config.json": folders.insert(file.name.folderName)
            default: break
            }
        }
        return folders.sorted { ($0.count { $0 == "/" }, $0.count, $0) < ($1.count { $0 == "/" }, $1.count, $1) }
    }

    private func evaluation(_ folder: String) throws(PlatformError) -> ArchivedEvaluation? {
        let inside = files.inside(folder)
        if inside.has("samples.jsonl"), inside.has("evaluation.json") || inside.has(BundleRecord.evaluationName) {
            return try ExportSource.open(inside)
        }
        let result = inside.json("result.json")
        let harbor = HarborSource(passes: options.passes)
        if HarborSource.isTrial(result) { return harbor.open(trial: inside) }
        return HarborSource.isJob(result) || HarborSource.isUnfinishedJob(inside) ? harbor.open(job: inside) : nil
    }
}
