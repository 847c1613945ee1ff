import Platform
import Wire

/// Finds out what a folder holds: run folders, exports and bundles become evaluations of their own, and what is left is
/// one evaluation of loose files.
struct FolderTree {
    private let root: String
    private var files: [FileEntry]
    private let limits: ZipLimits

    init(_ root: String, limits: ZipLimits) throws(PlatformError) {
        self.root = root
        self.limits = limits
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
        let archives = loose.filter { $0.name.lowercased().hasSuffix(".zip") }
        found += archives.compactMap { try? BundleSource.open($0.path, limits: limits) }
        let opened = Set(found.compactMap(\.bundle?.path))
        let rest = loose.filter { !opened.contains($0.path) }
        if found.isEmpty || rest.contains(where: { nameRefusal($0.name) == nil }) {
            found.append(FolderSource.make(folder: root, rest))
        }
        return found
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
        if HarborSource.isJob(result) { return HarborSource.open(job: path, inside) }
        return HarborSource.isTrial(result) ? HarborSource.open(trial: path, inside) : nil
    }
}

extension String {
    /// Whether a name lies in a folder, or is it; everything lies in "".
    fileprivate func isInside(_ folder: String) -> Bool {
        folder.isEmpty || self == folder || (hasPrefix(folder) && dropFirst(folder.count).first == "/")
    }
}
