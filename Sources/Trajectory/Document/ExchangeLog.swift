import Wire

/// A log of requests and answers, one a line. Every request sends the whole conversation again: of each line only that is
/// taken which was not said before.
struct ExchangeLog {
    /// What was said so far: a hash of each message.
    private var said: [Int] = []

    /// The elements of a line that are new, in order.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> [Record.Piece] {
        let pieces = Self.pieces(bytes, line)
        let hashes = pieces.map { Self.hash(bytes, $0) }
        let new = hashes.count - known(hashes)
        said += hashes.suffix(new)
        return Array(pieces.suffix(new))
    }

    /// How many of these were said before, in their order.
    private func known(_ hashes: [Int]) -> Int {
        var at = said.startIndex
        for (count, hash) in hashes.enumerated() {
            guard let found = said[at...].firstIndex(of: hash) else { return count }
            at = found + 1
        }
        return hashes.count
    }

    static func pieces(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> [Record.Piece] {
        if ElementKinds.kind(bytes, line).isStep { return [Record.Piece(range: line, source: nil)] }
        return Record(bytes, Record.entries(bytes, line)).pieces
    }

    /// The same for what is the same, whatever stands beside it in a request or an answer.
    private static func hash(_ bytes: UnsafeRawBufferPointer, _ piece: Record.Piece) -> Int {
        var decoder = StepDecoder(abridging: .outline)
        if let source = piece.source { decoder.spoken = [piece.range.lowerBound: source] }
        let step = decoder.step(bytes, [piece.range], number: 0)
        var hasher = Hasher()
        hasher.combine(step.source)
        hasher.combine(step.message)
        for call in step.calls { hasher.combine(call) }
        for result in step.results { hasher.combine(result.parts) }
        return hasher.finalize()
    }

    /// Whether the second of two lines goes on with the conversation of the first: it is the answer to a request, or it
    /// asks all that the first one did and more.
    static func goesOn(_ bytes: UnsafeRawBufferPointer, _ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard isRequest(bytes, first) else { return false }
        let sketch = ElementSketch(bytes, second)
        if sketch.range(.choices, .array) != nil, sketch.range(.messages, .array).map({ $0.count <= 4 }) ?? true {
            return true
        }
        if sketch.text(.type) == "message", sketch.text(.role) == "assistant", sketch.has(.model) { return true }
        guard isRequest(bytes, second) else { return false }
        var log = ExchangeLog()
        let all = log.take(bytes, first).count
        let next = pieces(bytes, second).map { hash(bytes, $0) }
        return all > 0 && next.count > all && log.known(next) >= max(1, all - 1)
    }

    private static let settings: Set<String> = [
        "stream", "tools", "temperature", "maxtokens", "toolchoice", "topp", "maxcompletiontokens", "maxoutputtokens",
    ]

    /// Whether a line is what is sent to an API, or holds that.
    static func isRequest(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        let entries = Record.entries(bytes, line)
        if entries.contains(where: { $0.key == "request" && $0.kind == .object }) { return true }
        return entries.contains { ["messages", "input", "contents"].contains($0.key) && $0.kind == .array }
            && entries.contains { settings.contains($0.key) }
    }
}
