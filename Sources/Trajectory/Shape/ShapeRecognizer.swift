import Wire

/// Recognises a document by its shape, never by what it calls itself, from as few bytes as possible.
struct ShapeRecognizer {
    let scanner: ElementScanner
    let bytes: UnsafeRawBufferPointer
    /// No more bytes come.
    let isFinal: Bool
    /// Documents around this one: a document may hold documents, but not without end.
    let depth: Int

    /// Documents within documents that are opened: a batch of runs with several transcripts each.
    private static let maximumDepth = 3

    /// Members whose array holds the steps, the best first.
    private struct Candidate {
        let key: String
        /// Whether to take it as soon as it is recognised; else another member may be better.
        var isEager = true
        /// Whether it is what it says even where its elements tell nothing.
        var isTrusted = false
    }

    private static let candidates = [
        Candidate(key: "steps", isTrusted: true), Candidate(key: "messages", isTrusted: true),
        Candidate(key: "history"), Candidate(key: "conversations"), Candidate(key: "conversation"),
        Candidate(key: "transcripts"), Candidate(key: "transcript"), Candidate(key: "loglines"),
        Candidate(key: "events", isEager: false), Candidate(key: "output", isEager: false),
        Candidate(key: "items", isEager: false), Candidate(key: "turns", isEager: false),
        Candidate(key: "trajectories", isEager: false), Candidate(key: "trajectory", isEager: false),
        Candidate(key: "choices", isEager: false),
    ]

    /// Objects that may hold a whole document of their own.
    private static let wrappers = ["trajectory", "transcript", "conversation", "atif", "data"]

    /// Members that make a list of unknown elements believable.
    private static let companions: Set<String> = [
        "schema_version", "agent", "session_id", "trajectory_id", "session", "final_metrics", "goal", "info",
        "trajectory_format", "model", "tools", "sessionId",
    ]

    /// The shape, or nil while more bytes are needed.
    func shape() -> Shape? {
        guard case .parts = found, depth >= Self.maximumDepth else { return found }
        return .rejected("documents within documents, too deep")
    }

    private var found: Shape? {
        switch scanner.rootKind {
        case .array: rootArray()
        case .object: rootObject()
        default: isFinal ? .rejected(bytes.isEmpty ? "an empty file" : "not JSON") : nil
        }
    }

    private func rootArray() -> Shape? {
        if let shape = list(scanner.elements.ranges, source: .root) { return shape }
        guard scanner.rootEnd != nil || isFinal else { return nil }
        if scanner.elements.ranges.isEmpty { return .rejected("an empty array") }
        return .rejected("an array without messages, steps or trajectories")
    }

    private func rootObject() -> Shape? {
        let isComplete = scanner.rootEnd != nil || isFinal
        for candidate in Self.candidates where candidate.isEager || isComplete {
            if let shape = shape(of: candidate) { return shape }
        }
        guard isComplete else { return nil }
        return collected() ?? wrapped() ?? lines()
            ?? (isFinal ? .rejected("a JSON object without steps or messages") : nil)
    }

    private func shape(of candidate: Candidate) -> Shape? {
        guard let index = scanner.members.lastIndex(where: { $0.key == candidate.key && $0.kind == .array }) else {
            return nil
        }
        let member = scanner.members[index]
        let ranges = member.elements.ranges
        if let shape = list(ranges, source: .member(index)) {
            return shape
        }
        guard candidate.isTrusted, member.end != nil || ranges.count >= Self.peeked else { return nil }
        let isBelievable = ranges.isEmpty || scanner.members.contains { Self.companions.contains($0.key) }
        guard isBelievable else { return nil }
        return candidate.key == "steps" ? .steps(.member(index)) : .messages(.member(index))
    }

    private static let peeked = 8

    /// What the first elements, the one that is arriving included, say of their list.
    private func list(_ ranges: [Range<Int>], source: ElementSource) -> Shape? {
        var first = ranges.prefix(Self.peeked).map { ($0, true) }
        if first.count < Self.peeked, let open = open(in: source) { first.append((open..<bytes.count, false)) }
        for (range, isComplete) in first where range.lowerBound < bytes.count {
            if let shape = shape(range, isComplete: isComplete, source: source) { return shape }
        }
        return nil
    }

    private func open(in source: ElementSource) -> Int? {
        switch source {
        case .root: scanner.openElement
        case .member(let index): scanner.members[index].end == nil ? scanner.openElement : nil
        case .values, .collected: nil
        }
    }

    private func shape(_ range: Range<Int>, isComplete: Bool, source: ElementSource) -> Shape? {
        let sketch = ElementSketch(bytes, range)
        if bytes[range.lowerBound] == UInt8(ascii: "[") {
            // A list of lists is a batch of conversations, where the lists hold messages.
            let inner = MemberWalker.elements(bytes, range).prefix(Self.peeked)
            return inner.contains { isObjectOfInterest($0) } ? .parts(source) : nil
        }
        switch ElementKinds.kind(sketch) {
        case .document: return .parts(source)
        case .step where sketch.text(.role) == nil && sketch.text(.from) == nil && !sketch.has(.eventType):
            // Of an element that is arriving a role may still come, or the kind may still be another.
            return isComplete || sketch.has(.stepID) ? (isMessage(sketch) ? .messages(source) : .steps(source)) : nil
        case .step, .agent, .agentPart, .result: return .messages(source)
        case .header, .noise, .unknown: return nil
        }
    }

    private func isObjectOfInterest(_ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
        let kind = ElementKinds.kind(bytes, range)
        return kind.isStep || kind == .document
    }

    /// A message without a role: of gemini-cli, or an item.
    private func isMessage(_ sketch: ElementSketch) -> Bool { sketch.has(.type) && !sketch.has(.stepID) }

    /// A log of requests and answers: the messages of the request, then those of the answer.
    private func collected() -> Shape? { Exchange.elements(scanner, bytes).isEmpty ? nil : .messages(.collected) }

    private func wrapped() -> Shape? {
        for key in Self.wrappers {
            guard let index = scanner.members.lastIndex(where: { $0.key == key && $0.kind == .object }) else {
                continue
            }
            let member = scanner.members[index]
            if ElementKinds.kind(bytes, member.start..<(member.end ?? bytes.count)) == .document {
                return .parts(.member(index))
            }
        }
        return nil
    }

    /// A text of one or more objects, each a step, a message, a line of a session, or a header.
    private func lines() -> Shape? {
        let containers = scanner.values.ranges.filter { JSONKind(firstByte: bytes[$0.lowerBound]).isContainer }
        for range in containers.prefix(32) {
            let sketch = ElementSketch(bytes, range)
            switch ElementKinds.kind(sketch) {
            case .step
            where sketch.text(.role) == nil && sketch.text(.from) == nil && !isMessage(sketch)
                && !sketch.has(.eventType) && sketch.nested(.message) == nil:
                return .steps(.values)
            case .step, .agent, .agentPart, .result: return .messages(.values)
            case .document where containers.count > 1: return .parts(.values)
            case .header, .noise, .document, .unknown: continue
            }
        }
        return nil
    }
}
