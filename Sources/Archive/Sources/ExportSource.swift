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
            samples: lines.sketches.map { sample($0, lines, transcripts, isShared: shared.contains($0.id.short)) })
    }

    private static func sample(
        _ sketch: ExportSketch, _ lines: ExportLines, _ transcripts: Transcripts, isShared: Bool
    ) -> ArchivedSample {
        var sample = ArchivedSample(id: sketch.id, taskName: sketch.taskName)
        sample.details = { lines.item(sketch) }
        sample.asksDocument = false
        if let file = transcripts.file(of: sketch, isShared: isShared) {
            sample.document = file
            sample.sessionID = sketch.sessionID ?? SessionID(StableHash(sketch.id.text, "session").uuid)
        } else if sketch.sessionID != nil {
            sample.remark = "the export has no transcript of this sample"
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

/// What a line says that is needed to list its sample.
struct ExportSketch: Sendable {
    let line: Range<Int>
    let id: ItemID
    let sessionID: SessionID?
    let taskName: String
    let position: Int
}

/// `samples.jsonl`: looked through for where its lines are; a line is read when its sample is asked for.
struct ExportLines: Sendable {
    private let store: ByteStore?
    private let isMapped: Bool
    private let evaluation: EvaluationID
    private(set) var sketches: [ExportSketch] = []
    private(set) var counts = ItemCounts()
    private let pages = ReadPages()
    /// Bytes after which pages are given back.
    static let stretch = 8 << 20

    init(_ store: ByteStore?, of evaluation: EvaluationID) {
        self.evaluation = evaluation
        self.store = store
        isMapped = store?.isMapped ?? false
        guard let store else { return }
        var kept = 0
        store.withBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                add(start..<end, bytes)
                start = end + 1
                guard isMapped, start - kept > Self.stretch else { continue }
                store.discard(kept..<start)
                kept = start
            }
        }
    }

    private mutating func add(_ line: Range<Int>, _ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes[line].firstIndex(of: UInt8(ascii: "{")) else { return }
        var members = JSONObject()
        var walker = MemberWalker(bytes, start..<line.upperBound)
        while let member = walker.next() {
            guard let key = Self.keys.first(where: member.has) else { continue }
            let value = UnsafeRawBufferPointer(rebasing: bytes[member.range])
            members[key.description] = try? JSONParser.parse(value, repairing: true)
        }
        guard let item = EvaluationItem(.object(members)) else { return }
        counts[item.status] += 1
        sketches.append(
            ExportSketch(
                line: line, id: item.id, sessionID: item.sessionID, taskName: item.taskName,
                position: item.position))
    }

    private static let keys: [StaticString] = [
        "id", "position", "item_status", "status", "session_id", "task_name_snapshot", "task_ref",
    ]

    /// The sample in full.
    func item(_ sketch: ExportSketch) -> EvaluationItem {
        let read = store?.withBytes(sketch.line) { line in try? EvaluationItem(text: line, repairing: true) }
        if isMapped, let store { pages.read(sketch.line, of: store) }
        guard var item = read.flatMap({ $0 }) else {
            return EvaluationItem(
                id: sketch.id, evaluationID: evaluation, position: sketch.position, status: .unknown,
                taskName: sketch.taskName)
        }
        if item.evaluationID.text.isEmpty { item.evaluationID = evaluation }
        return item
    }
}

/// Who reads line after line leaves no pages behind that nobody needs.
private final class ReadPages: Sendable {
    private let kept = Mutex(0)

    func read(_ line: Range<Int>, of store: ByteStore) {
        let done = kept.withLock { kept -> Range<Int>? in
            if line.lowerBound < kept { kept = line.lowerBound }
            guard line.lowerBound - kept > ExportLines.stretch else { return nil }
            defer { kept = line.lowerBound }
            return kept..<line.lowerBound
        }
        if let done { store.discard(done) }
    }
}
