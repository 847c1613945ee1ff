import Platform
import Wire

/// Finds out what each path is and lists it. No document is read.
enum ArchiveOpener {
    static func evaluations(_ paths: [String], _ options: ArchiveOptions) throws(PlatformError) -> [ArchivedEvaluation]
    {
        var found: [ArchivedEvaluation] = []
        for path in paths { found += try evaluations(path, options) }
        return unique(found)
    }

    private static func evaluations(
        _ path: String, _ options: ArchiveOptions
    ) throws(PlatformError) -> [ArchivedEvaluation] {
        if let input = try GivenInput.read(path) { return [FolderSource.open(input: input, named: path, options)] }
        switch pathKind(path) {
        case .absent: throw storageError(path)
        case .other: throw PlatformError(.storage, detail: "\(path): neither a file nor a folder", resource: path)
        case .file: return try file(absolutePath(path), options)
        case .folder: return try FolderTree(FileSet(folder: absolutePath(path)), options).evaluations()
        }
    }

    private static func file(_ path: String, _ options: ArchiveOptions) throws(PlatformError) -> [ArchivedEvaluation] {
        isArchive(path)
            ? try FolderTree.evaluations(ofBundle: path, options) : [try FolderSource.open(file: path, options)]
    }

    /// By the first bytes, or the name where the file is damaged: a local header, or the end of an empty archive.
    private static func isArchive(_ path: String) -> Bool {
        Recognizer.isArchive((try? head(path, TarFiles.headSize)) ?? []) || path.lowercased().hasSuffix(".zip")
    }

    /// The same bundle given twice is one evaluation.
    private static func unique(_ evaluations: [ArchivedEvaluation]) -> [ArchivedEvaluation] {
        var seen: Set<EvaluationID> = []
        return evaluations.filter { seen.insert($0.facts.id).inserted }
    }
}
