import Platform
import Synchronization
import Wire

/// Reads a folder that `dn evaluation export` wrote (Platform.docc/Web-pages-and-exports): `evaluation.json`,
/// `samples.jsonl`, and `transcripts/NNN-xxxxxxxx.json`, where `xxxxxxxx` begins the item's or the session's id.
enum ExportSource {
    static func open(_ files: FileSet) throws(PlatformError) -> ArchivedEvaluation {
        let told = files.json("evaluation.json") ?? files.json(BundleRecord.evaluationName)
        guard var facts = told.flatMap({ Evaluation($0["evaluation"] ?? $0["job"] ?? $0) }) else {
            throw PlatformError(.storage, detail: "evaluation.json holds no evaluation", resource: files.path)
        }
        let samples = files.files.first { $0.name == "samples.jsonl" }
        let lines = ExportLines(try samples?.mapped(), of: facts.id)
        let transcripts = Transcripts(files.files)
        let shared = Transcripts.sharedPrefixes(lines.sketches)
        facts.counts = lines.counts
        return ArchivedEvaluation(
            facts: facts,
            samples: lines.sketches.indices.map { place in
                let isShared = shared.contains(lines.sketches[place].id.short)
                return sample(place, lines, transcripts, isShared: isShared)
            })
    }

    private static func sample(
        _ place: Int, _ lines: ExportLines, _ transcripts: Transcripts, isShared: Bool
    ) -> ArchivedSample {
        let sketch = lines.sketches[place]
        var sample = ArchivedSample(id: sketch.id, taskName: sketch.taskName)
        sample.details = { lines.item(place) }
        sample.asksDocument = false
        if let file = transcripts.file(of: sketch, isShared: isShared) {
            sample.document = file
            sample.sessionID = sketch.sessionID ?? SessionID(StableHash(sketch.id.text, "session").uuid)
        } else if sketch.sessionID != nil {
            sample.remark = "the export has no transcript of this item"
        }
        return sample
    }

    /// The transcripts by what their names say.
    private struct Transcripts {
        private var byName: [Substring: [DocumentLocation]] = [:]

        init(_ files: [DocumentLocation]) {
            // Beside the record of an unpacked download lie the documents themselves.
            for file in files where file.name.hasPrefix("transcripts/") || !file.name.contains("/") {
                let name = taskName(of: lastComponent(file.name))
                for key in [name[...], name.drop { $0 != "-" }.dropFirst()] { byName[key, default: []].append(file) }
            }
        }

        /// Beginnings of ids that several items have: then the number in the name has to decide.
        static func sharedPrefixes(_ items: [ExportSketch]) -> Set<String> {
            var seen: Set<String> = []
            return Set(items.map(\.id.short).filter { !seen.insert($0).inserted })
        }

        func file(of item: ExportSketch, isShared: Bool) -> DocumentLocation? {
            let keys = [item.id.text, item.sessionID?.text, item.id.short, item.sessionID?.short].compactMap { $0 }
            let found = keys.lazy.compactMap { byName[$0[...]] }.first ?? []
            guard isShared || found.count > 1 else { return found.first }
            let exact = found.filter { number($0) == item.position }
            return exact.first ?? found.first { number($0) == item.position + 1 }
        }

        private func number(_ file: DocumentLocation) -> Int? {
            Int(lastComponent(file.name).prefix { $0.isNumber })
        }
    }
}
