import Platform
import Wire

/// Reads a folder that `dn evaluation export` wrote (CONTRACT.md 6.2): `evaluation.json`, `samples.jsonl`, and
/// `transcripts/NNN-xxxxxxxx.json`, where `xxxxxxxx` begins the item's or the session's id.
enum ExportSource {
    static func open(_ path: String, _ files: [FileEntry]) throws(PlatformError) -> ArchivedEvaluation {
        guard var facts = jsonFile(path + "/evaluation.json").flatMap({ Evaluation($0["evaluation"] ?? $0) }) else {
            throw PlatformError(.storage, detail: "evaluation.json holds no evaluation", resource: path)
        }
        let items = samples(path, facts.id)
        let transcripts = Transcripts(files)
        let shared = Transcripts.sharedPrefixes(items)
        facts.counts = ItemCounts()
        return ArchivedEvaluation(
            facts: facts, samples: items.map { sample($0, transcripts, isShared: shared.contains($0.id.short)) })
    }

    private static func samples(_ path: String, _ evaluation: EvaluationID) -> [EvaluationItem] {
        guard let store = try? mapped(path + "/samples.jsonl") else { return [] }
        return store.withBytes { bytes in
            bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
                let json = try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: line), repairing: true)
                return json.flatMap { EvaluationItem($0) }.map {
                    var item = $0
                    if item.evaluationID.text.isEmpty { item.evaluationID = evaluation }
                    return item
                }
            }
        }
    }

    private static func sample(_ item: EvaluationItem, _ transcripts: Transcripts, isShared: Bool) -> ArchivedSample {
        var sample = ArchivedSample(id: item.id, taskName: item.taskName)
        sample.details = Lazily(value: item)
        if let file = transcripts.file(of: item, isShared: isShared) {
            sample.document = .file(file)
            sample.sessionID = item.sessionID ?? SessionID(StableHash(item.id.text, "session").uuid)
        } else if item.sessionID != nil {
            sample.error = item.error ?? "the export has no transcript of this sample"
        }
        return sample
    }

    /// The transcripts by what their names say.
    private struct Transcripts {
        private var byName: [Substring: [FileEntry]] = [:]

        init(_ files: [FileEntry]) {
            for file in files where file.name.hasPrefix("transcripts/") {
                let name = taskName(of: lastComponent(file.name))
                for key in [name[...], name.drop { $0 != "-" }.dropFirst()] { byName[key, default: []].append(file) }
            }
        }

        /// Beginnings of ids that several items have: then the number in the name has to decide.
        static func sharedPrefixes(_ items: [EvaluationItem]) -> Set<String> {
            var seen: Set<String> = []
            return Set(items.map(\.id.short).filter { !seen.insert($0).inserted })
        }

        func file(of item: EvaluationItem, isShared: Bool) -> FileEntry? {
            let keys = [item.id.text, item.sessionID?.text, item.id.short, item.sessionID?.short].compactMap { $0 }
            let found = keys.lazy.compactMap { byName[$0[...]] }.first ?? []
            guard isShared || found.count > 1 else { return found.first }
            let exact = found.filter { number($0) == item.position }
            return exact.first ?? found.first { number($0) == item.position + 1 }
        }

        private func number(_ file: FileEntry) -> Int? {
            Int(lastComponent(file.name).prefix { $0.isNumber })
        }
    }
}
