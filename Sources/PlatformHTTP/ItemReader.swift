import Platform
import Wire

/// The items of an evaluation, read from the body while it arrives: the list has no pages, and the first rows should not
/// wait for the last. Memory is one batch, whatever the length of the list.
actor ItemReader {
    private let body: ByteStream
    private let evaluation: EvaluationID
    private let resource: String
    private let limit: Int
    private let store: ByteStore?
    private var scanner = ElementScanner(sequence: false)
    /// Bytes before this offset were given back.
    private var decoded = 0
    private var isDone = false
    /// Elements that have no id.
    private(set) var unreadable = 0

    init(body: ByteStream, evaluation: EvaluationID, resource: String, limit: Int) {
        self.body = body
        self.evaluation = evaluation
        self.resource = resource
        self.limit = limit
        store = ByteStore.growing(atMost: limit)
    }

    /// The next batch, or nil at the end.
    func next() async throws -> [EvaluationItem]? {
        while !isDone {
            guard let chunk = try await body.next() else { return try finish() }
            try add(chunk)
            let items = try take()
            if !items.isEmpty { return items }
        }
        return nil
    }

    private func add(_ chunk: [UInt8]) throws {
        guard let store else { throw fault(.storage, "no address space for the list of items") }
        guard store.append(chunk) else {
            throw fault(.tooLarge, "only the first \(store.count) bytes of items were read")
        }
        store.withBytes { scanner.scan($0) }
    }

    /// Decodes what has become complete, and lets go of its bytes.
    private func take() throws -> [EvaluationItem] {
        let ranges = takeRanges()
        let items = try ranges.compactMap(decode)
        if let last = ranges.last {
            // A page that holds the end of this batch goes with the next one.
            store?.discard(decoded..<last.upperBound)
            decoded = last.upperBound & ~0xFFFF
        }
        return items
    }

    private func takeRanges() -> [Range<Int>] {
        if scanner.rootKind == .array { return scanner.elements.take() }
        guard let index = itemsMember else { return [] }
        return scanner.takeElements(of: index)
    }

    private var itemsMember: Int? { scanner.members.lastIndex { $0.key == "items" && $0.kind == .array } }

    private func decode(_ range: Range<Int>) throws -> EvaluationItem? {
        let read = store?.withBytes(range) { bytes in
            Result { () throws(JSONError) in try EvaluationItem(text: bytes) }
        }
        do {
            guard var item = try read?.get() else {
                unreadable += 1
                return nil
            }
            // One text serves them all.
            if item.evaluationID.text.isEmpty || item.evaluationID == evaluation { item.evaluationID = evaluation }
            return item
        } catch {
            throw fault(.malformed, "an item that is no JSON (\(error)), at byte \(range.lowerBound)")
        }
    }

    /// The body has ended: it must have been a whole list.
    private func finish() throws -> [EvaluationItem]? {
        isDone = true
        let isList = scanner.rootKind == .array || itemsMember != nil
        guard isList, scanner.rootEnd != nil else {
            let start = store?.bytes(0..<4096) ?? []
            if isList { throw fault(.malformed, "the list of items ends too early") }
            if scanner.rootEnd != nil {
                throw fault(.malformed, "an answer without \"items\": \(AnswerReader.excerpt(start))")
            }
            var error = AnswerReader.foreign(start, contentType: body.contentType, reason: "no list")
            error.resource = resource
            throw error
        }
        return nil
    }

    private func fault(_ kind: PlatformError.Kind, _ detail: String) -> PlatformError {
        PlatformError(kind, detail: detail, resource: resource)
    }
}
