import Platform
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// `samples.jsonl`: looked through for where its lines are; a line is read when its sample is asked for.
final class ExportLines: Sendable {
    private let store: ByteStore?
    private let isMapped: Bool
    private let evaluation: EvaluationID
    let sketches: [ExportSketch]
    let counts: ItemCounts
    private let pages = ReadPages()
    /// Bytes after which pages are given back.
    static let stretch = 8 << 20

    init(_ store: ByteStore?, of evaluation: EvaluationID) {
        self.evaluation = evaluation
        self.store = store
        let isMapped = store?.isMapped ?? false
        self.isMapped = isMapped
        var (sketches, counts, kept) = ([ExportSketch](), ItemCounts(), 0)
        store?.withBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = Self.endOfLine(bytes, from: start)
                if let (sketch, status) = Self.sketch(start..<end, bytes) {
                    sketches.append(sketch)
                    counts[status] += 1
                }
                start = end + 1
                guard isMapped, start - kept > Self.stretch else { continue }
                store?.discard(kept..<start)
                kept = start
            }
        }
        (self.sketches, self.counts) = (sketches, counts)
    }

    private static func endOfLine(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard let base = bytes.baseAddress, let hit = memchr(base + start, 0x0A, bytes.count - start) else {
            return bytes.count
        }
        return UnsafeRawPointer(hit) - base
    }

    private static func sketch(
        _ line: Range<Int>, _ bytes: UnsafeRawBufferPointer
    ) -> (ExportSketch, ItemStatus)? {
        guard let start = bytes[line].firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var members = JSONObject()
        var walker = MemberWalker(bytes, start..<line.upperBound)
        while let member = walker.next() {
            guard let key = Self.keys.first(where: member.has) else { continue }
            let value = UnsafeRawBufferPointer(rebasing: bytes[member.range])
            members[key.description] = try? JSONParser.parse(value, repairing: true)
        }
        guard let item = EvaluationItem(.object(members)) else { return nil }
        let sketch = ExportSketch(
            line: line, id: item.id, sessionID: item.sessionID, taskName: item.taskName, position: item.position)
        return (sketch, item.status)
    }

    private static let keys: [StaticString] = [
        "id", "position", "item_status", "status", "session_id", "task_name_snapshot", "task_ref",
    ]

    /// The sample in full, by its place among the sketches.
    func item(_ place: Int) -> EvaluationItem {
        let sketch = sketches[place]
        let file = isMapped ? store.map { ($0, sketch.line.lowerBound) } : nil
        let read = store?.withBytes(sketch.line) { line in
            try? EvaluationItem(text: line, repairing: true, in: file)
        }
        if isMapped, let store { pages.read(sketch.line, of: store) }
        guard var item = read.flatMap({ $0 }) else {
            return EvaluationItem(
                id: sketch.id, evaluationID: evaluation, position: sketch.position, status: .unknown,
                taskName: sketch.taskName)
        }
        if item.evaluationID.text.isEmpty || item.evaluationID == evaluation { item.evaluationID = evaluation }
        // One text serves both.
        (item.id, item.sessionID, item.taskName) = (sketch.id, sketch.sessionID, sketch.taskName)
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

/// What a line says that is needed to list its sample.
struct ExportSketch: Sendable {
    let line: Range<Int>
    let id: ItemID
    let sessionID: SessionID?
    let taskName: String
    let position: Int
}
