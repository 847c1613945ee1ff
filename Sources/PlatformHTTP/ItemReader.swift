import Platform
import Wire

/// The items of an evaluation, read from the body while it arrives: the list has no pages, and the first rows should not
/// wait for the last. Memory is one batch, whatever the length of the list.
///
/// Of a list that was read before each item's bytes are compared by a number: where they are the same, they are neither
/// looked through nor decoded.
actor ItemReader {
    private let body: ByteStream
    private let evaluation: EvaluationID
    private let resource: String
    private let store: ByteStore?
    private let before: ItemsMark?
    /// The list is as it was: there is no body.
    private var isUnchanged: Bool
    private var scanner = ElementScanner(sequence: false)
    /// The place in the list before of what should come next.
    private var expected = 0
    /// Elements that are as they were, by where they begin, in order; those behind `expected` may stand elsewhere.
    private var known: [(start: Int, place: Int)] = []
    private lazy var places = Dictionary(
        (before?.prints ?? []).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    private var prints: [ItemsMark.Print] = []
    private let tag: String?
    /// Bytes before this offset were given back.
    private var decoded = 0
    private var isDone = false
    /// Elements that have no id.
    private(set) var unreadable = 0

    init(
        _ answer: TransportResponse, evaluation: EvaluationID, resource: String, limit: Int, before: ItemsMark? = nil
    ) {
        body = answer.body
        self.evaluation = evaluation
        self.resource = resource
        self.before = before
        tag = answer.headers["ETag"]
        isUnchanged = answer.status == 304
        store = isUnchanged ? nil : ByteStore.growing(atMost: limit)
    }

    /// What to ask with the next time; nil until the list is whole, and where rows were left out.
    var mark: ItemsMark? {
        if isUnchanged { return before }
        return isDone && unreadable == 0 ? ItemsMark(tag: tag, prints: prints) : nil
    }

    /// The next batch, or nil at the end.
    func next() async throws -> [ItemNews.Piece]? {
        if isUnchanged, !isDone {
            isDone = true
            return [.same(0..<(before?.prints.count ?? 0))]
        }
        while !isDone {
            guard let chunk = try await body.next() else { return try finish() }
            try add(chunk)
            let pieces = try take()
            if !pieces.isEmpty { return pieces }
        }
        return nil
    }

    private func add(_ chunk: [UInt8]) throws {
        guard let store else { throw fault(.storage, "no address space for the list of items") }
        guard store.append(chunk) else {
            throw fault(.tooLarge, "only the first \(store.count) bytes of items were read")
        }
        store.withBytes { bytes in scan(bytes) }
    }

    private func scan(_ bytes: UnsafeRawBufferPointer) {
        guard let prints = before?.prints, expected < prints.count else { return scanner.scan(bytes) }
        var (expected, known) = (expected, known)
        scanner.scan(bytes, skipping: Self.member) { start in
            guard expected < prints.count else { return .no }
            let print = prints[expected]
            // What ends here in the same bytes could go on: an object cannot.
            guard start + print.length <= bytes.count else { return .later }
            let text = UnsafeRawBufferPointer(rebasing: bytes[start..<start + print.length])
            expected += 1
            guard text.last == UInt8(ascii: "}"), ByteHash.of(text) == print.hash else { return .no }
            known.append((start, expected - 1))
            return .bytes(print.length)
        }
        (self.expected, self.known) = (expected, known)
    }

    /// Decodes what has become complete and is new, and lets go of its bytes.
    private func take() throws -> [ItemNews.Piece] {
        let ranges = takeRanges()
        var pieces: [ItemNews.Piece] = []
        var (run, skipped) = (0..<0, known[...])
        func close() {
            if !run.isEmpty { pieces.append(.same(run)) }
            run = 0..<0
        }
        for range in ranges {
            var place: Int?
            if skipped.first?.start == range.lowerBound {
                place = skipped.removeFirst().place
                if let place, let before { prints.append(before.prints[place]) }
            } else {
                place = self.place(of: range)
                if let place, range == ranges.last { expected = place + 1 }
            }
            if let place {
                if place != run.upperBound || run.isEmpty { close() }
                run = (run.isEmpty ? place : run.lowerBound)..<place + 1
            } else if let item = try decode(range) {
                close()
                pieces.append(.item(item))
            }
        }
        close()
        known = Array(skipped)
        if let last = ranges.last {
            // A page that holds the end of this batch goes with the next one.
            store?.discard(decoded..<last.upperBound)
            decoded = last.upperBound & ~0xFFFF
        }
        return pieces
    }

    /// Where an element that was not expected stood before: lists grow at their beginning, too.
    private func place(of range: Range<Int>) -> Int? {
        guard let store else { return nil }
        let print = store.withBytes(range) { ItemsMark.Print(hash: ByteHash.of($0), length: $0.count) }
        prints.append(print)
        return before == nil ? nil : places[print]
    }

    private static let member = "items"

    private func takeRanges() -> [Range<Int>] {
        if scanner.rootKind == .array { return scanner.elements.take() }
        guard let index = itemsMember else { return [] }
        return scanner.takeElements(of: index)
    }

    private var itemsMember: Int? { scanner.members.lastIndex { $0.key == Self.member && $0.kind == .array } }

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
    private func finish() throws -> [ItemNews.Piece]? {
        // Where fewer bytes came than were expected, what is left was not looked at.
        if let store {
            store.withBytes { scanner.scan($0) }
            let rest = try take()
            if !rest.isEmpty { return rest }
        }
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
