package import Platform
import Trajectory
package import Wire

/// A document that a path leads to, for commands that look at documents one by one.
package struct FoundDocument {
    /// The path, and within a bundle the entry's name.
    package let path: String
    /// The user named it; else it was found in a folder or a bundle.
    package let isNamed: Bool
    package let contents: Result<ByteStore, PlatformError>
    /// Where the runs are, of a file that holds many.
    package private(set) var runs: [Range<Int>] = []
    /// What is known of the runs that it holds, from the document and from what lies beside it.
    package private(set) var items: [EvaluationItem] = []

    /// Calls `body` with every document that `ArchivePlatform` lists for a path, in the order of their names. Gives the
    /// number of other files that were seen.
    package static func each(of path: String, _ options: ArchiveOptions, _ body: (FoundDocument) -> Void) -> Int {
        let evaluations: [ArchivedEvaluation]
        do throws(PlatformError) {
            evaluations = try ArchiveOpener.evaluations([path], options)
        } catch {
            body(FoundDocument(path: path, isNamed: true, contents: .failure(error)))
            return 0
        }
        let kind = pathKind(path)
        let isTar = kind == .file && TarFiles.isTar((try? head(path, TarFiles.headSize)) ?? [])
        let named = kind == .folder || isTar || evaluations.contains { $0.bundle != nil } ? nil : path
        var places: [(path: String, evaluation: ArchivedEvaluation, sample: Int, document: DocumentLocation)] = []
        for evaluation in evaluations {
            for (index, sample) in evaluation.samples.enumerated() {
                guard let document = sample.document else { continue }
                // The runs of one file are one document.
                if case .run(_, let run) = document, run > 0 { continue }
                let isOpened = named == nil ? sample.siblings : []
                for document in [document] + isOpened {
                    places.append((named ?? shown(document.file, below: path), evaluation, index, document))
                }
            }
        }
        for place in places.sorted(by: { $0.path < $1.path }) {
            body(FoundDocument(place.document, place.path, isNamed: named != nil, place.evaluation, place.sample))
        }
        return evaluations.reduce(0) { $0 + $1.facts.otherFiles }
    }

    private init(path: String, isNamed: Bool, contents: Result<ByteStore, PlatformError>) {
        (self.path, self.isNamed, self.contents) = (path, isNamed, contents)
    }

    private init(
        _ document: DocumentLocation, _ path: String, isNamed: Bool, _ evaluation: ArchivedEvaluation, _ sample: Int
    ) {
        let contents = Result { () throws(PlatformError) in try document.file.load() }
        self.init(path: path, isNamed: isNamed, contents: contents)
        if case .run(let file, _) = document {
            runs = file.list.runs.map(\.range)
            items = evaluation.samples.indices.map { evaluation.item($0) }
        } else {
            if evaluation.needsEnrichment(sample), let told = try? DocumentFacts(document, passes: evaluation.passes) {
                evaluation.note(told, on: sample)
            }
            items = [evaluation.item(sample)]
        }
    }

    /// A path as the user would write it.
    private static func shown(_ document: DocumentLocation, below path: String) -> String {
        let root = path.hasSuffix("/") ? String(path.dropLast()) : path
        let whole: String
        switch document {
        case .file(let file): whole = file.path
        case .entry(let entry, let archive): whole = archive.path + "/" + archive.entries[entry.index].name
        case .given(let name, _): return root + "/" + name
        case .run: return path
        }
        let real = absolutePath(path)
        return whole.hasPrefix(real) ? root + whole.dropFirst(real.count) : whole
    }
}
