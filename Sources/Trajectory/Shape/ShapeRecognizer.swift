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
        // In the order of the document, so that the result does not depend on how much of it is here.
        let eager = Set(Self.candidates.lazy.filter(\.isEager).map(\.key))
        for index in scanner.members.indices where eager.contains(scanner.members[index].key) {
            if let shape = shape(ofMember: index) { return shape }
        }
        guard scanner.rootEnd != nil || isFinal else { return nil }
        return lazyMember() ?? collected() ?? wrapped() ?? lines()
            ?? (isFinal ? .rejected("a JSON object without steps or messages") : nil)
    }

    private func shape(ofMember index: Int) -> Shape? {
        guard scanner.members[index].kind == .array else { return nil }
        return list(scanner.members[index].elements.ranges, source: .member(index))
    }

    /// The best of the members that say something only when all are here.
    private func lazyMember() -> Shape? {
        for candidate in Self.candidates {
            guard let index = scanner.members.lastIndex(where: { $0.key == candidate.key && $0.kind == .array })
            else { continue }
            if let shape = shape(ofMember: index) { return shape }
            if candidate.isTrusted, isBelievable(scanner.members[index]) {
                return candidate.key == "steps" ? .steps(.member(index)) : .messages(.member(index))
            }
        }
        return nil
    }

    private func isBelievable(_ member: ElementScanner.Member) -> Bool {
        member.elements.ranges.isEmpty || scanner.members.contains { Self.companions.contains($0.key) }
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
        let kind = ElementKinds.kind(sketch)
        if kind == .document { return .parts(source) }
        // An element that is arriving may still say something else.
        guard isComplete, kind.isStep else { return nil }
        return isStandalone(sketch, kind) ? .steps(source) : .messages(source)
    }

    /// Whether an element is a step by itself and none of the messages that are grouped into steps.
    private func isStandalone(_ sketch: ElementSketch, _ kind: ElementKind) -> Bool {
        guard kind == .step, sketch.text(.role) == nil else { return false }
        return sketch.isATIF
            || sketch.text(.from) == nil && !sketch.has(.eventType) && !sketch.has(.type)
                && sketch.nested(.message)?.has(.role) != true
    }

    private func isObjectOfInterest(_ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
        let kind = ElementKinds.kind(bytes, range)
        return kind.isStep || kind == .document
    }

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
        let containers = scanner.values.ranges.lazy
            .filter { JSONKind(firstByte: bytes[$0.lowerBound]).isContainer }.prefix(32)
        for range in containers {
            let sketch = ElementSketch(bytes, range)
            let kind = ElementKinds.kind(sketch)
            if kind.isStep { return isStandalone(sketch, kind) ? .steps(.values) : .messages(.values) }
            if kind == .document, containers.dropFirst().first != nil { return .parts(.values) }
        }
        return nil
    }
}
