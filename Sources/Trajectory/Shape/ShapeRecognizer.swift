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
        Candidate(key: "contents"), Candidate(key: "samples"),
        Candidate(key: "events", isEager: false), Candidate(key: "items", isEager: false),
        Candidate(key: "turns", isEager: false),
        Candidate(key: "trajectories", isEager: false), Candidate(key: "trajectory", isEager: false),
        Candidate(key: "output", isEager: false), Candidate(key: "input", isEager: false),
        Candidate(key: "choices", isEager: false),
    ]

    /// Names of members under which everybody looks for steps.
    static let usualKeys = Set(candidates.map(\.key))

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
        default: isFinal ? .rejected(reason) : nil
        }
    }

    private var reason: String {
        if bytes.isEmpty { return "an empty file" }
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        return isUTF16 ? "UTF-16, where JSON is UTF-8: iconv -f UTF-16 -t UTF-8 makes it readable" : "not JSON"
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
        return collected() ?? lazyMember() ?? wrapped() ?? lines() ?? (isFinal ? anyMember() : nil)
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

    /// Elements of a list that are asked what it is.
    private static let peeked = 8

    /// What the first elements, the one that is arriving included, say of their list. The first one that says anything
    /// decides, and none is asked while one before it may still speak: so the pieces in which it comes make no difference.
    private func list(_ ranges: [Range<Int>], source: ElementSource) -> Shape? {
        for range in ranges.prefix(Self.peeked) {
            if let shape = shape(range, isComplete: true, source: source) { return shape }
        }
        guard ranges.count < Self.peeked, let open = open(in: source), open < bytes.count else { return nil }
        return shape(open..<bytes.count, isComplete: false, source: source)
    }

    private func open(in source: ElementSource) -> Int? {
        switch source {
        case .root: scanner.openElement
        case .member(let index): scanner.members[index].end == nil ? scanner.openElement : nil
        case .values, .collected: nil
        }
    }

    private func shape(_ range: Range<Int>, isComplete: Bool, source: ElementSource) -> Shape? {
        if holdsDocument(ElementWindow(bytes, range, isComplete: isComplete)) { return .parts(source) }
        guard isComplete, bytes[range.lowerBound] != UInt8(ascii: "[") else { return nil }
        let sketch = ElementSketch(bytes, range)
        let kind = ElementKinds.kind(sketch)
        if kind == .document { return .parts(source) }
        if sketch.has(.eventType), !EventMessages.before(sketch).isEmpty { return .messages(source) }
        guard kind.isStep else { return nil }
        return isStandalone(sketch, kind) ? .steps(source) : .messages(source)
    }

    /// Whether an element, of which the end may be missing, is a document. A list of lists is a batch of conversations,
    /// where the lists hold messages.
    private func holdsDocument(_ window: ElementWindow) -> Bool {
        guard let range = window.range else { return false }
        guard bytes[range.lowerBound] == UInt8(ascii: "[") else { return ElementKinds.kind(bytes, range) == .document }
        let inner = MemberWalker.elements(bytes, range).prefix(Self.peeked)
        return inner.contains { isObjectOfInterest($0) }
    }

    /// Whether an element is a step by itself and none of the messages that are grouped into steps.
    private func isStandalone(_ sketch: ElementSketch, _ kind: ElementKind) -> Bool {
        guard kind == .step, sketch.text(.role) == nil else { return false }
        return sketch.isATIF
            || sketch.text(.from) == nil && !sketch.has(.eventType) && !sketch.has(.type)
                && sketch.nested(.message)?.has(.role) != true && sketch.nested(.content)?.has(.role) != true
    }

    private func isObjectOfInterest(_ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
        let kind = ElementKinds.kind(bytes, range)
        return kind.isStep || kind == .document
    }

    /// A log of requests and answers: the messages of the request, then those of the answer.
    private func collected() -> Shape? {
        guard !Exchange.elements(scanner, bytes).isEmpty else { return nil }
        if scanner.member("request") != nil { return .messages(.collected) }
        // What was asked and answered in the end is the frame of a run whose steps stand beside it.
        let holdsRun = scanner.members.indices.contains { index in
            Self.runs.contains(scanner.members[index].key) && shape(ofMember: index) != nil
        }
        return holdsRun ? nil : .messages(.collected)
    }

    /// Lists that say more of a run than its input and output.
    private static let runs: Set<String> = ["events", "items", "turns", "trajectories", "trajectory"]

    /// Members that are asked whether they hold a document.
    private static let mostMembers = 64

    /// An object that holds a whole document of its own, whatever it is called.
    private func wrapped() -> Shape? {
        // A line of a session is no wrapper, whatever its members hold.
        guard let root = scanner.rootStart, !ElementKinds.kind(bytes, root..<(scanner.rootEnd ?? bytes.count)).isStep
        else { return nil }
        for index in scanner.members.indices.prefix(Self.mostMembers) where scanner.members[index].kind == .object {
            let member = scanner.members[index]
            if ElementKinds.kind(bytes, member.start..<(member.end ?? bytes.count)) == .document {
                return .parts(.member(index))
            }
        }
        return nil
    }

    /// A list of messages or steps under a name that nobody knows. Asked last, when all is here: lines that follow may say
    /// what the document is.
    private func anyMember() -> Shape? {
        scanner.members.indices.prefix(Self.mostMembers).lazy.compactMap(shape(ofMember:)).first
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
