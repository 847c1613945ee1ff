import Wire

/// A log of requests and answers, one a line or an element of a list. Every request sends the whole conversation again: of each line only that is
/// taken which was not said before.
struct ExchangeLog {
    /// What was said so far: a hash of each message.
    private var said: [Int] = []

    /// The elements of a line that are new, in order.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> [Record.Piece] {
        let pieces = Self.pieces(bytes, line)
        let hashes = pieces.map { Self.hash(bytes, $0) }
        return new(hashes).map { pieces[$0] }
    }

    /// Those of the messages that were not said before.
    mutating func take(_ messages: [JSONValue]) -> [JSONValue] {
        let hashes = messages.map { message in
            var builder = StepBuilder(number: 0)
            ElementReader.read(message, into: &builder)
            return Self.hash(builder.finished())
        }
        return new(hashes).map { messages[$0] }
    }

    /// Which of these were not said before, in their order, nor just now; and notes that they are.
    private mutating func new(_ hashes: [Int]) -> [Int] {
        let new = unknown(hashes).filter { $0 == 0 || hashes[$0] != hashes[$0 - 1] }
        said += new.map { hashes[$0] }
        return new
    }

    /// Which of these were not said before, in their order.
    private func unknown(_ hashes: [Int]) -> [Int] {
        var at = said.startIndex
        var last = -1
        let unknown = hashes.indices.filter { index in
            guard let found = said[at...].firstIndex(of: hashes[index]) else { return true }
            (at, last) = (found + 1, index)
            return false
        }
        // What stands before something known was said too, if in another place.
        return unknown.filter { $0 > last || !said.contains(hashes[$0]) }
    }

    static func pieces(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> [Record.Piece] {
        let kind = ElementKinds.kind(bytes, line)
        let isTold = kind == .unknown && ElementKinds.told(bytes, line, inList: true).isStep
        if kind.isStep || isTold && !isRequest(bytes, line) { return [Record.Piece(range: line, source: nil)] }
        return Record(bytes, Record.entries(bytes, line)).pieces
    }

    /// The same for what is the same, whatever stands beside it in a request or an answer.
    private static func hash(_ bytes: UnsafeRawBufferPointer, _ piece: Record.Piece) -> Int {
        var decoder = StepDecoder(abridging: .outline)
        if let source = piece.source { decoder.spoken = [piece.range.lowerBound: source] }
        return hash(decoder.step(bytes, [piece.range], number: 0))
    }

    private static func hash(_ step: Step) -> Int {
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
        let isSure = isRequest(bytes, first)
        guard isSure || isOne(bytes, first) else { return false }
        let sketch = ElementSketch(bytes, second)
        if sketch.range(.choices, .array) != nil, isAnswer(bytes, second) { return true }
        if sketch.text(.type) == "message", sketch.text(.role) == "assistant", sketch.has(.model) { return true }
        guard isOne(bytes, second) else { return false }
        var log = ExchangeLog()
        let all = log.take(bytes, first).count
        let next = pieces(bytes, second).map { hash(bytes, $0) }
        // Who does not say that it is a request may be another run that begins alike.
        let known = next.count - log.unknown(next).count
        return all > (isSure ? 0 : 1) && next.count > all && known >= max(1, isSure ? all - 1 : all)
    }

    /// Whether a line is a request, or holds messages and what was answered to them.
    static func isOne(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        let entries = Record.entries(bytes, line)
        return isRequest(bytes, line)
            || entries.contains { ["messages", "input", "contents", "prompt"].contains($0.key) && $0.kind == .array }
                && entries.contains {
                    ["response", "output", "completion", "choices"].contains($0.key) && $0.range.count > 2
                }
    }

    /// Whether nobody but the agent speaks in a line.
    private static func isAnswer(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        pieces(bytes, line).allSatisfy {
            $0.source.map { $0 == .agent } ?? (ElementKinds.kind(bytes, $0.range) == .agent)
        }
    }

    /// Whether a line is an invocation as a gateway logs it, with the bodies of what was asked and answered.
    static func holdsBodies(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        Record.entries(bytes, line).contains { entry in
            entry.key == "input" && entry.kind == .object
                && Record.entries(bytes, entry.range).contains { $0.key == "inputbodyjson" }
        }
    }

    private static let settings: Set<String> = [
        "stream", "tools", "temperature", "maxtokens", "toolchoice", "topp", "maxcompletiontokens", "maxoutputtokens",
    ]

    /// Whether a line is what is sent to an API, or holds that.
    static func isRequest(_ bytes: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        let entries = Record.entries(bytes, line)
        if entries.contains(where: { $0.key == "request" && $0.kind == .object }) || holdsBodies(bytes, line) {
            return true
        }
        return entries.contains { ["messages", "input", "contents"].contains($0.key) && $0.kind == .array }
            && entries.contains { settings.contains($0.key) }
    }
}
