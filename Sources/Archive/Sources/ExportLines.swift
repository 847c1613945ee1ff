import Platform
import Synchronization
import Wire

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

/// What a line says that is needed to list its sample.
struct ExportSketch: Sendable {
    let line: Range<Int>
    let id: ItemID
    let sessionID: SessionID?
    let taskName: String
    let position: Int
}
