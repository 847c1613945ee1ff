package import Wire

/// The runs that one file holds: lines, a list, a list within an object, or an object with a run under each key, where
/// each has messages or steps of its own. A single run, of whatever parts, and a log of requests are none.
package struct RunList: Sendable {
    package struct Run: Hashable, Sendable {
        /// Where it stands in the text.
        package var range: Range<Int>
        /// The key that it stands under.
        package var key: String?
    }

    package let runs: [Run]
    /// What the text says beside the runs: the model, the name.
    package let envelope: RunEnvelope

    /// Looks through a text that is wholly here, in a file of this name. Nil where it holds no list of runs, which its beginning tells.
    package static func find(in store: ByteStore, name: String) -> RunList? {
        guard let source = source(in: store, isOfLines: isOfLines(name)) else { return nil }
        var scanner = ElementScanner()
        var kept = 0
        // Pages that were looked at are given back: what is kept of a run is where it is.
        while scanner.position < store.count, !scanner.isDone {
            let before = scanner.position
            store.withBytes { scanner.scan($0, budget: stretch) }
            guard scanner.position > before else { break }
            if store.isMapped { store.discard(kept..<scanner.position) }
            kept = scanner.position
        }
        return store.withBytes { bytes in
            scanner.finish(bytes)
            let finder = RunFinder(scanner: scanner, bytes: bytes)
            let runs = finder.runs(source)
            guard !runs.isEmpty else { return nil }
            let envelope =
                scanner.rootKind == .object && source != .lines
                ? RunEnvelope(bytes, (scanner.rootStart ?? 0)..<(scanner.rootEnd ?? bytes.count)) : RunEnvelope()
            return RunList(runs: runs, envelope: envelope)
        }
    }

    package static let stretch = 8 << 20

    /// Whether a text that is wholly here holds a list of runs.
    package static func isFound(in store: ByteStore, name: String) -> Bool {
        source(in: store, isOfLines: isOfLines(name)) != nil
    }

    /// Whether the beginning of a text leaves it open that a list of runs follows.
    package static func isLikely(_ head: [UInt8], isWhole: Bool, name: String) -> Bool {
        var scanner = ElementScanner()
        return head.withUnsafeBytes { bytes in
            if isWhole { scanner.finish(bytes) } else { scanner.scan(bytes) }
            let finder = RunFinder(scanner: scanner, bytes: bytes, isOfLines: isOfLines(name))
            if case .none = finder.source(isWhole: isWhole) { return false }
            return true
        }
    }

    private static func isOfLines(_ name: String) -> Bool {
        ["jsonl", "ndjson"].contains(where: name.lowercased().hasSuffix)
    }

    /// Bytes of the beginning that are looked at before more is: most texts tell at once what they are.
    private static let heads = [1 << 18, 1 << 22, 1 << 25, Int.max]

    private static func source(in store: ByteStore, isOfLines: Bool) -> RunFinder.Source? {
        for head in heads {
            let size = min(head, store.count)
            var scanner = ElementScanner()
            let answer = store.withBytes(0..<size) { bytes in
                if size == store.count { scanner.finish(bytes) } else { scanner.scan(bytes) }
                return RunFinder(scanner: scanner, bytes: bytes, isOfLines: isOfLines).source(
                    isWhole: size == store.count)
            }
            switch answer {
            case .found(let source): return source
            case .none: return nil
            case .undecided: if size == store.count { return nil }
            }
        }
        return nil
    }

    /// What a file that holds one run says of it beside its messages: its members, or its first and last lines.
    package static func envelope(of store: ByteStore) -> RunEnvelope {
        var scanner = ElementScanner()
        return store.withBytes { bytes in
            scanner.scan(bytes, budget: 1 << 20)
            if scanner.position < bytes.count, scanner.values.ranges.count < 2, scanner.rootEnd == nil {
                scanner.finish(bytes)
            }
            guard let root = scanner.rootStart else { return RunEnvelope() }
            let rootEnd = scanner.rootEnd ?? bytes.count
            let lines = scanner.values.ranges.dropFirst().isEmpty ? [] : scanner.values.ranges
            guard !lines.isEmpty else { return RunEnvelope(bytes, root..<rootEnd) }
            let last = scanner.position >= bytes.count ? lines : RunFinder.lastLines(bytes)
            let told = last.suffix(RunFinder.told).reversed() + lines.prefix(RunFinder.told)
            var envelope = RunEnvelope(bytes, objects: told.filter { !RunFinder.isMessage(bytes, $0) })
            if let end = last.last { envelope.end(with: bytes, end) }
            return envelope
        }
    }
}

/// Finds out whether a text holds runs, and where.
struct RunFinder {
    let scanner: ElementScanner
    let bytes: UnsafeRawBufferPointer
    /// By its name the text is one of lines, though it may hold a single one.
    var isOfLines = false

    enum Source: Hashable {
        case lines, root, keys
        /// The member with this key, and within it the one with the other.
        case member(String, String?)
    }

    enum Answer {
        case found(Source)
        case none, undecided
    }

    /// Elements that are asked what they are.
    private static let peeked = 6
    /// A larger element is judged by its keys alone.
    private static let mostRead = 4 << 20
    /// First and last lines that may tell of the run.
    static let told = 6

    /// Lists that hold parts of one run, whatever these hold.
    private static let within: Set<String> = [
        "steps", "messages", "history", "events", "turns", "transcripts", "transcript", "childruns", "children",
        "spans",
        "subagenttrajectories", "subagents", "agents", "generations", "observations", "logs", "loglines", "toolcalls",
        "calls", "choices", "candidates", "output", "outputs", "input", "inputs", "requests", "request", "response",
        "responses", "chosen", "rejected", "plan", "content", "contents", "parts", "session", "sessions", "stages",
    ]

    /// Lists that hold runs, though these say nothing of an outcome.
    private static let lists: Set<String> = [
        "samples", "simulations", "results", "runs", "trials", "rollouts", "episodes", "instances", "trajectories",
        "conversations", "examples", "records", "data", "items", "rows", "tests", "cases", "evaluations", "dialogs",
    ]

    // MARK: Telling

    func source(isWhole: Bool) -> Answer {
        switch scanner.rootKind {
        case .array: return answer(scanner.elements.ranges, .root, isWhole: isWhole || scanner.rootEnd != nil)
        case .object: break
        default: return isWhole ? .none : .undecided
        }
        let lines = containers(scanner.values.ranges)
        // Lines follow each other; a document that one value fills is looked into.
        if scanner.rootEnd != nil, lines.count > 1 || isOfLines && isWhole {
            if case .found(let source) = answer(lines, .lines, isWhole: isWhole) { return .found(source) }
            if lines.count > 1 { return lines.count >= Self.peeked || isWhole ? .none : .undecided }
        }
        return rootObject(isWhole: isWhole || scanner.rootEnd != nil)
    }

    private func rootObject(isWhole: Bool) -> Answer {
        var isOpen = !isWhole
        for member in scanner.members.prefix(64) where !Self.within.contains(EnvelopeKeys.plain(member.key)) {
            switch member.kind {
            case .array:
                let ranges = member.elements.ranges
                let answer = answer(ranges, .member(member.key, nil), isWhole: isWhole || member.end != nil)
                if case .found = answer { return answer }
            case .object:
                guard let end = member.end else { continue }
                if let inner = innerList(member.start..<end) { return .found(.member(member.key, inner)) }
            default: break
            }
        }
        // A run that has its steps here is one, whatever follows.
        for member in scanner.members.prefix(64) where member.kind == .array {
            if let first = containers(member.elements.ranges).first, ElementKinds.kind(bytes, first).isStep {
                isOpen = false
            }
        }
        let keyed = keyedRuns()
        if !keyed.isEmpty, isWhole || keyed.count > 2 { return .found(.keys) }
        return isOpen ? .undecided : .none
    }

    /// The key of a list of runs within an object.
    private func innerList(_ range: Range<Int>) -> String? {
        var walker = MemberWalker(bytes, range)
        while let member = walker.next() {
            guard member.kind == .array, !Self.within.contains(EnvelopeKeys.plain(member.key)) else { continue }
            let source = Source.member("", member.key)
            let elements = MemberWalker.elements(bytes, member.range)
            if case .found = answer(elements, source, isWhole: true) { return member.key }
        }
        return nil
    }

    private func containers(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.filter { JSONKind(firstByte: bytes[$0.lowerBound]).isContainer }
    }

    private enum Nature { case run, part, other }

    private func answer(_ ranges: [Range<Int>], _ source: Source, isWhole: Bool) -> Answer {
        let first = Array(containers(Array(ranges.prefix(64))).prefix(Self.peeked))
        let natures = first.map(nature)
        if natures.contains(.part) { return .none }
        guard isWhole || first.count == Self.peeked else { return .undecided }
        let runs = natures.count { $0 == .run }
        let envelopes = first.map { RunEnvelope(bytes, $0) }
        // Some end before they say a word.
        let silent = zip(natures, envelopes).count { $0 == .other && $1.isOfRun && $1.end(passingFrom: 1) != nil }
        guard runs > 0, (runs + silent) * 2 >= first.count else { return .none }
        if envelopes.contains(where: \.hasParent) { return .none }
        if envelopes.count(where: \.isOfRun) * 2 >= first.count {
            // One task, told again and again as it grew.
            let isOneTask = first.count > 1 && Set(envelopes.map { $0.names.first?.value }).count == 1
            return isOneTask && isOneConversation(first, orSame: false) ? .none : .found(source)
        }
        if case .member(let key, let inner) = source {
            return Self.lists.contains(EnvelopeKeys.plain(inner ?? key)) && first.count > 1 ? .found(source) : .none
        }
        let isTable = first.count > 1 && !first.contains(where: isLogged) && !isOneConversation(first, orSame: true)
        return isTable ? .found(source) : .none
    }

    private func nature(_ range: Range<Int>) -> Nature {
        let kind = ElementKinds.deep(bytes, range)
        switch kind {
        case .step, .agent, .agentPart, .result, .aside, .facts, .header, .noise: return .part
        case .document where bytes[range.lowerBound] == UInt8(ascii: "{"): return .run
        case .document, .unknown: return range.count <= Self.mostRead && reads(range) ? .run : .other
        }
    }

    /// Whether an element is a trajectory when it is read by itself.
    private func reads(_ range: Range<Int>) -> Bool {
        let store = ByteStore(Array(bytes[range]))
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: "")
        document.finish(interrupted: false)
        return document.format != .unknown && document.stepCount > 0
    }

    /// An answer or a request of a log, which together are one run.
    private func isLogged(_ range: Range<Int>) -> Bool {
        let sketch = ElementSketch(bytes, range)
        return sketch.range(.request, .object) != nil || sketch.range(.choices, .array) != nil
            || ExchangeLog.holdsBodies(bytes, range)
    }

    /// Whether each list begins with all of the one before it, as a history that is sent again and again.
    private func isOneConversation(_ ranges: [Range<Int>], orSame: Bool) -> Bool {
        let lists = ranges.map { range -> [Range<Int>] in
            let list =
                bytes[range.lowerBound] == UInt8(ascii: "[")
                ? range.lowerBound : ElementKinds.listOfDocument(ElementSketch(bytes, range))
            return list.map { MemberWalker.elements(bytes, $0..<range.upperBound) } ?? []
        }
        return zip(lists, lists.dropFirst()).contains { one, next in
            !one.isEmpty && (orSame ? next.count >= one.count : next.count > one.count)
                && zip(one, next).allSatisfy { $0.count == $1.count && bytes[$0].elementsEqual(bytes[$1]) }
        }
    }

    // MARK: Where they are

    func runs(_ source: Source) -> [RunList.Run] {
        switch source {
        case .lines: containers(scanner.values.ranges).map { RunList.Run(range: $0) }
        case .root: containers(scanner.elements.ranges).map { RunList.Run(range: $0) }
        case .keys: keyedRuns()
        case .member(let key, let inner):
            containers(list(key, inner)).map { RunList.Run(range: $0) }
        }
    }

    private func list(_ key: String, _ inner: String?) -> [Range<Int>] {
        guard let member = scanner.member(key) else { return [] }
        guard let inner else { return member.elements.ranges }
        var walker = MemberWalker(bytes, member.start..<(member.end ?? bytes.count))
        while let found = walker.next() {
            if found.kind == .array, found.key == inner { return MemberWalker.elements(bytes, found.range) }
        }
        return []
    }

    /// Objects under keys of their own that are runs, where the root holds little else.
    private func keyedRuns() -> [RunList.Run] {
        let objects = scanner.members.filter { $0.kind == .object || $0.kind == .array }
        let candidates = objects.compactMap { member -> RunList.Run? in
            guard let end = member.end, !Self.within.contains(EnvelopeKeys.plain(member.key)) else { return nil }
            return RunList.Run(range: member.start..<end, key: member.key)
        }
        let first = candidates.prefix(Self.peeked)
        guard candidates.count > 1, candidates.count * 2 > scanner.members.count else { return [] }
        let natures = first.map { nature($0.range) }
        guard !natures.contains(.part), natures.count(where: { $0 == .run }) * 2 > first.count else { return [] }
        return candidates
    }

    // MARK: Lines

    /// The last whole lines of a text.
    static func lastLines(_ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        var start = max(0, bytes.count - 1 << 18)
        if start > 0 { start = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count }
        var scanner = ElementScanner(origin: start)
        scanner.finish(bytes)
        return scanner.values.ranges
    }

    /// Whether a line is of what was said, and not of the run.
    static func isMessage(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        let sketch = ElementSketch(bytes, range)
        return sketch.has(.role) || sketch.nested(.message) != nil || sketch.nested(.payload)?.has(.role) == true
            || sketch.has(.eventType) || sketch.isATIF
    }
}

extension TrajectoryDocument {
    /// What the document says of its run beside the messages.
    package var envelope: RunEnvelope { RunList.envelope(of: ByteStore(byteRange, of: store)) }
}
