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
        if let packed = Compression(bytes.prefix(8).map(\.self)) {
            return "compressed (\(packed.rawValue)): unpack it first"
        }
        return foreign ?? "not JSON"
    }

    /// Why nothing of a text in another encoding can be read.
    private var foreign: String? {
        TextEncoding(bytes).map {
            "\($0.rawValue), where JSON is UTF-8: iconv -f \($0.rawValue) -t UTF-8 makes it readable"
        }
    }

    private func rootArray() -> Shape? {
        if let shape = list(scanner.elements.ranges, source: .root) { return shape }
        guard scanner.rootEnd != nil || isFinal else { return nil }
        if saysAll(scanner.elements.ranges) { return .messages(.root) }
        if scanner.elements.ranges.isEmpty { return .rejected(foreign ?? "an empty array") }
        return .rejected(foreign ?? "an array without messages, steps or trajectories")
    }

    private func rootObject() -> Shape? {
        // In the order of the document, so that the result does not depend on how much of it is here.
        let eager = Set(Self.candidates.lazy.filter(\.isEager).map(\.key))
        for index in scanner.members.indices where eager.contains(scanner.members[index].key) {
            if let shape = shape(ofMember: index) { return shape }
        }
        guard scanner.rootEnd != nil || isFinal else { return nil }
        return collected() ?? lazyMember() ?? wrapped() ?? lines() ?? (isFinal ? anyMember() : nil)
            ?? (isFinal ? .rejected(foreign ?? "a JSON object without steps or messages") : nil)
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
        case .values, .collected, .members, .log: nil
        }
    }

    private func shape(_ range: Range<Int>, isComplete: Bool, source: ElementSource) -> Shape? {
        if holdsDocument(ElementWindow(bytes, range, isComplete: isComplete)) { return .parts(source) }
        guard isComplete, bytes[range.lowerBound] != UInt8(ascii: "[") else { return nil }
        let sketch = ElementSketch(bytes, range)
        let kind = ElementKinds.deep(bytes, range)
        if kind == .document { return .parts(source) }
        if sketch.has(.eventType), !EventMessages.before(sketch).isEmpty { return .messages(source) }
        guard kind.isStep else { return nil }
        let isTold = ElementKinds.kind(sketch) == .unknown
        return !isTold && isStandalone(sketch, kind) ? .steps(source) : .messages(source)
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
        guard !sketch.isEvent || sketch.has(.action) && sketch.has(.observation) else { return false }
        return sketch.isATIF
            || sketch.text(.from) == nil && !sketch.has(.eventType) && !sketch.has(.type)
                && sketch.nested(.message)?.has(.role) != true && sketch.nested(.content)?.has(.role) != true
    }

    private func isObjectOfInterest(_ range: Range<Int>) -> Bool {
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { return false }
        let kind = ElementKinds.kind(bytes, range)
        return kind.isStep || kind == .document
    }

    /// What was asked, done and answered, where no single list has it all.
    private func collected() -> Shape? {
        guard let root = scanner.rootStart else { return nil }
        let whole = root..<(scanner.rootEnd ?? bytes.count)
        let kind = ElementKinds.kind(bytes, whole)
        guard !kind.isStep else { return nil }
        let record = Record(bytes, scanner.entries(bytes))
        if scanner.member("request") != nil { return record.pieces.isEmpty ? nil : .messages(.collected) }
        let isAnswer = scanner.member("result")?.kind == .object && record.pieces.count == 1
        if record.hasAgent, record.hasSpans || isAnswer { return .messages(.collected) }
        guard record.hasAgent, record.hasAsked, record.hasTexts || record.sources > 1 else { return nil }
        // A line that says what was done is a step, whatever stands beside.
        let isStep = kind == .unknown && ElementKinds.told(bytes, whole, inList: false).isStep
        return isStep && !Record.isRecord(bytes, whole) ? nil : .messages(.collected)
    }

    /// Members that are asked whether they hold a document.
    private static let mostMembers = 64

    /// An object that holds a whole document of its own, whatever it is called, or several, each under the name of its task.
    private func wrapped() -> Shape? {
        // A line of a session is no wrapper, whatever its members hold.
        guard let root = scanner.rootStart, !ElementKinds.kind(bytes, root..<(scanner.rootEnd ?? bytes.count)).isStep
        else { return nil }
        let holders = scanner.members.indices.prefix(Self.mostMembers).filter { isDocument(scanner.members[$0]) }
        guard let first = holders.first else { return nil }
        let lists = holders.filter { scanner.members[$0].kind == .array }
        if holders.count > 1 { return .parts(.members) }
        return lists.isEmpty ? .parts(.member(first)) : nil
    }

    /// Whether a member is a document by itself: an object that holds one, or a list of messages.
    func isDocument(_ member: ElementScanner.Member) -> Bool {
        switch member.kind {
        case .object: ElementKinds.deep(bytes, member.start..<(member.end ?? bytes.count)) == .document
        case .array where !Self.usualKeys.contains(member.key):
            member.elements.ranges.prefix(Self.peeked).contains { isObjectOfInterest($0) }
        default: false
        }
    }

    /// A list of messages or steps under a name that nobody knows. Asked last, when all is here: lines that follow may say
    /// what the document is.
    private func anyMember() -> Shape? {
        let known = scanner.members.indices.prefix(Self.mostMembers).lazy.compactMap(shape(ofMember:)).first
        if let known { return known }
        if saysAll(scanner.values.ranges), scanner.values.ranges.count > 1 { return .messages(.values) }
        let usual = scanner.members.indices.first { index in
            Self.usualKeys.contains(scanner.members[index].key) && saysAll(scanner.members[index].elements.ranges)
        }
        return usual.map { .messages(.member($0)) }
    }

    /// Whether the first elements of a list each say who or what they are, and a text.
    private func saysAll(_ ranges: [Range<Int>]) -> Bool {
        let peeked = ranges.prefix(Self.peeked)
        return peeked.count > 1 && peeked.allSatisfy { ElementKinds.says(bytes, $0) }
    }

    /// A text of one or more objects, each a step, a message, a line of a session, or a header.
    private func lines() -> Shape? {
        let containers = scanner.values.ranges.lazy
            .filter { JSONKind(firstByte: bytes[$0.lowerBound]).isContainer }.prefix(32)
        for range in containers {
            let sketch = ElementSketch(bytes, range)
            let kind = ElementKinds.deep(bytes, range)
            if kind.isStep {
                let isTold = ElementKinds.kind(sketch) == .unknown
                return !isTold && isStandalone(sketch, kind) ? .steps(.values) : .messages(.values)
            }
            if kind == .document, containers.dropFirst().first != nil { return .parts(.values) }
        }
        return nil
    }
}

extension ElementScanner {
    /// The members of the first object, as `Record` takes them.
    func entries(_ bytes: UnsafeRawBufferPointer) -> [Record.Entry] {
        members.prefix(64).map { (Spelling.bare($0.key), $0.kind, $0.start..<($0.end ?? bytes.count)) }
    }
}
