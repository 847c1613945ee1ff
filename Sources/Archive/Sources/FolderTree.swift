import Platform
import Wire

/// Finds out what a folder holds: run folders, exports and bundles become evaluations of their own, and what is left is
/// one evaluation of loose files.
struct FolderTree {
    private let root: String
    private var files: [FileEntry]
    private let options: ArchiveOptions

    init(_ root: String, _ options: ArchiveOptions) throws(PlatformError) {
        self.root = root
        self.options = options
        files = try Archive.files(below: root)
    }

    func evaluations() throws(PlatformError) -> [ArchivedEvaluation] {
        var found: [ArchivedEvaluation] = []
        var claimed: [String] = []
        for folder in candidates where !claimed.contains(where: { folder.isInside($0) }) {
            guard let evaluation = try evaluation(folder) else { continue }
            found.append(evaluation)
            claimed.append(folder)
        }
        let loose = files.filter { file in !claimed.contains { file.name.isInside($0) } }
        let sorted = sort(loose)
        found += sorted.bundles
        if found.isEmpty || !sorted.documents.isEmpty {
            found.append(FolderSource.make(folder: root, sorted.documents, others: sorted.others))
        }
        return found
    }

    /// What files are that belong to no run, export or bundle.
    private func sort(_ files: [FileEntry]) -> (
        bundles: [ArchivedEvaluation], documents: [(file: FileEntry, problem: String?)], others: Int
    ) {
        var recognizer = Recognizer()
        var bundles: [ArchivedEvaluation] = []
        var documents: [(file: FileEntry, problem: String?)] = []
        var others = 0
        for file in files {
            switch recognizer.nature(of: .file(file)) {
            case .document: documents.append((file, nil))
            case .damaged(let problem): documents.append((file, problem))
            case .bundle:
                do throws(PlatformError) {
                    let bundle = try BundleSource.open(file.path, limits: options.limits)
                    // Many things are ZIPs: one without a trajectory is one of the other files.
                    if bundle.samples.isEmpty { others += 1 } else { bundles.append(bundle) }
                } catch {
                    documents.append((file, error.detail))
                }
            case .other: others += 1
            }
        }
        return (bundles, documents, others)
    }

    /// Folders that hold a `result.json` or an `evaluation.json`, the outermost first; the root is "".
    private var candidates: [String] {
        let marks = files.filter { ["result.json", "evaluation.json"].contains(lastComponent($0.name)) }
        let folders = Set(marks.map { file in String(file.name.dropLast(lastComponent(file.name).count + 1)) })
        return folders.sorted { ($0.count { $0 == "/" }, $0.count, $0) < ($1.count { $0 == "/" }, $1.count, $1) }
    }

    private func evaluation(_ folder: String) throws(PlatformError) -> ArchivedEvaluation? {
        let path = folder.isEmpty ? root : root + "/" + folder
        let inside = files.filter { $0.name.isInside(folder) }.map { file in
            var file = file
            if !folder.isEmpty { file.name = String(file.name.dropFirst(folder.count + 1)) }
            return file
        }
        if inside.contains(where: { $0.name == "evaluation.json" }),
            inside.contains(where: { $0.name == "samples.jsonl" })
        {
            return try ExportSource.open(path, inside)
        }
        let result = jsonFile(path + "/result.json", atMost: 64 << 20)
        let harbor = HarborSource(passes: options.passes)
        if HarborSource.isJob(result) { return harbor.open(job: path, inside) }
        return HarborSource.isTrial(result) ? harbor.open(trial: path, inside) : nil
    }
}

extension String {
    /// Whether a name lies in a folder, or is it; everything lies in "".
    fileprivate func isInside(_ folder: String) -> Bool {
        folder.isEmpty || self == folder || (hasPrefix(folder) && dropFirst(folder.count).first == "/")
    }
}
