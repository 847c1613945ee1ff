import Wire

/// What a document knows of its bytes. One writer advances it; readers look at it under the same short lock.
struct DocumentState {
    private(set) var scanner: ElementScanner
    private(set) var shape = Shape.undecided
    private(set) var format = DocumentFormat.unknown
    private(set) var index = StepIndex()
    private(set) var header = HeaderReader()
    private(set) var problems: [Problem] = []
    private(set) var isComplete = false
    private(set) var isInterrupted = false
    /// The text of a system prompt that stands beside the messages: shown as the first step.
    private(set) var systemPrompt: Range<Int>?
    private(set) var toolEvents: ToolEvents?
    private(set) var sessionEvents: SessionEvents?
    var parts = PartIndex()
    /// Parts that are complete and not yet in `parts`.
    private(set) var pendingParts: [Range<Int>] = []
    var steps = StepCache()
    var outlines = OutlineCache()
    var survey = SurveyState()
    var subagents: [Int: TrajectoryDocument] = [:]
    /// Bytes at which the shape is looked for again: not before there are notably more.
    private var nextLook = 0
    private var hasSeenRoot = false
    /// Top-level values that were looked at for a second document.
    private var checkedValues = 0
    /// Lines and values that are no step.
    private var strays = 0

    private let depth: Int

    /// The state of a document that begins at `origin`, with `depth` documents around it.
    init(origin: Int, depth: Int) {
        self.depth = depth
        scanner = ElementScanner(origin: origin, sequence: depth == 0)
    }

    var stepCount: Int {
        if case .parts = shape { return parts.steps }
        return index.count
    }

    /// The one value that the document is was not closed.
    var isCutOff: Bool { isComplete && scanner.rootStart.map(scanner.tornValues.contains) == true }

    /// Looks at some of the bytes that are new; true while there are more.
    mutating func advance(_ bytes: UnsafeRawBufferPointer, budget: Int) -> Bool {
        guard !isComplete else { return false }
        scanner.scan(bytes, budget: budget)
        absorb(bytes, isFinal: false)
        return scanner.position < bytes.count && !scanner.isDone
    }

    /// No more bytes come.
    mutating func finish(_ bytes: UnsafeRawBufferPointer, interrupted: Bool) {
        guard !isComplete else { return }
        scanner.finish(bytes)
        isInterrupted = interrupted
        absorb(bytes, isFinal: true)
        isComplete = true
        if case .messages(let source) = shape, FormatNamer(scanner: scanner, bytes: bytes).isBundle(source) {
            format = .native
        }
        // The transcript of a session, as an object of its own beside it.
        if case .parts(.member) = shape, scanner.member("session")?.kind == .object { format = .native }
        for key in SessionEvents.keys where format == .native {
            guard let events = scanner.member(key) else { continue }
            noteEvents(events.elements.ranges, bytes)
            break
        }
        problems += EndNotes.problems(self, strays: strays)
    }

    /// Steps that were looked at before the events were here may lack what these say.
    private mutating func noteEvents(_ ranges: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
        let events = ToolEvents(ranges, bytes)
        problems += events.failures.map { Problem(message: $0) }
        toolEvents = events
        let told = SessionEvents(ranges, bytes)
        sessionEvents = told.isEmpty ? nil : told
        forgetSteps()
    }

    private mutating func forgetSteps() {
        steps = StepCache()
        outlines = OutlineCache()
        survey = SurveyState()
    }

    /// Hands over the parts that are complete.
    mutating func takePendingParts() -> [Range<Int>] {
        defer { pendingParts = [] }
        return pendingParts
    }

    /// First byte of the part that is arriving.
    var openPart: Int? {
        guard case .parts(let source) = shape else { return nil }
        switch source {
        case .root, .member: return scanner.openElement
        case .values: return scanner.openValue
        case .collected: return nil
        }
    }

    private mutating func absorb(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) {
        if shape == .undecided { look(bytes, isFinal: isFinal) }
        takeElements(bytes)
        if hasFollowers(bytes) {
            becomeFirstPart()
            takeElements(bytes)
        }
        header.read(scanner, bytes)
    }

    private mutating func takeElements(_ bytes: UnsafeRawBufferPointer) {
        switch shape {
        case .undecided, .rejected: break
        case .steps(.values): for range in takeValues(bytes) { addLine(bytes, range) }
        case .messages(.values): for range in takeValues(bytes) { addLine(bytes, range) }
        case .steps(let source): for range in take(source) { index.append(step: range) }
        case .messages(let source): for range in take(source) { addMessage(bytes, range) }
        case .parts(.values):
            pendingParts += takeValues(bytes).filter { $0.lowerBound != parts.ranges.first?.lowerBound }
        case .parts(let source): pendingParts += take(source)
        }
    }

    private mutating func look(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) {
        let isRootNews = scanner.rootEnd != nil && !hasSeenRoot
        guard isFinal || isRootNews || scanner.position >= nextLook else { return }
        hasSeenRoot = scanner.rootEnd != nil
        nextLook = scanner.position + scanner.position / 4
        let text = UnsafeRawBufferPointer(rebasing: bytes[..<scanner.position])
        let recognizer = ShapeRecognizer(scanner: scanner, bytes: text, isFinal: isFinal, depth: depth)
        guard let found = recognizer.shape() else { return }
        shape = found
        format = FormatNamer(scanner: scanner, bytes: text).format(of: found)
        if case .rejected(let reason) = found { problems.append(Problem(message: reason)) }
        if case .parts(.member(let member)) = found, scanner.members[member].kind == .object {
            pendingParts = [scanner.members[member].start..<(scanner.members[member].end ?? text.count)]
        }
        if case .messages(let source) = found { addSystemPrompt(before: source) }
        if found == .messages(.collected) {
            if let prompt = Exchange.systemPrompt(scanner, text) { begin(with: prompt) }
            for range in Exchange.elements(scanner, text) { addMessage(bytes, range) }
        }
    }

    /// A system prompt that stands in front of the messages, where request bodies and the SDK have it.
    private mutating func addSystemPrompt(before source: ElementSource) {
        guard case .member(let messages) = source else { return }
        let members = scanner.members[..<messages]
        let isPrompt = { (member: ElementScanner.Member) in
            EndNotes.systemKeys.contains(member.key) && [.string, .array].contains(member.kind)
        }
        guard let member = members.first(where: isPrompt), let end = member.end, end - member.start > 2 else { return }
        begin(with: member.start..<end)
    }

    private mutating func begin(with prompt: Range<Int>) {
        systemPrompt = prompt
        index.append(step: prompt)
    }

    /// Whether a second document follows the first one: then the file holds several, and the first was one of them.
    private mutating func hasFollowers(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard scanner.rootEnd != nil else { return false }
        switch shape {
        case .undecided, .rejected, .steps(.values), .messages(.values), .parts(.values): return false
        case .steps, .messages, .parts: break
        }
        let starts = scanner.values.ranges[checkedValues...].map(\.lowerBound) + (scanner.openValue.map { [$0] } ?? [])
        checkedValues = scanner.values.ranges.count
        return starts.contains { $0 != scanner.rootStart && JSONKind(firstByte: bytes[$0]).isContainer }
    }

    /// What was the document is the first of several; its steps keep their places.
    private mutating func becomeFirstPart() {
        guard let root = scanner.values.ranges.first(where: { $0.lowerBound == scanner.rootStart }) else { return }
        let steps = stepCount
        // What was a part of the first value is read again, with that value around it.
        let isNested = if case .parts = shape { true } else { false }
        become(partsOf: [])
        if !isNested { parts.append(root, steps: steps) }
    }

    private mutating func become(partsOf elements: [Range<Int>]) {
        shape = .parts(.values)
        index = StepIndex()
        systemPrompt = nil
        parts = PartIndex()
        forgetSteps()
        pendingParts = elements
    }

    private mutating func take(_ source: ElementSource) -> [Range<Int>] {
        switch source {
        case .values: scanner.values.take()
        case .root: scanner.elements.take()
        case .member(let index): scanner.takeElements(of: index)
        case .collected: []
        }
    }

    /// The top-level values that are objects or arrays; anything else is no part of a trajectory.
    private mutating func takeValues(_ bytes: UnsafeRawBufferPointer) -> [Range<Int>] {
        let all = scanner.values.take()
        let containers = all.filter { JSONKind(firstByte: bytes[$0.lowerBound]).isContainer }
        strays += all.count - containers.count
        return containers
    }

    private mutating func addLine(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        if case .parts = shape { return pendingParts.append(range) }
        switch ElementKinds.kind(bytes, range) {
        case .header: header.read(line: range, bytes)
        case .noise: break
        case .unknown: strays += 1
        case .document: become(partsOf: index.elements + [range])
        case .step, .agent, .agentPart, .result:
            if case .steps = shape { index.append(step: range) } else { addMessage(bytes, range) }
        }
    }

    private mutating func addMessage(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        let sketch = ElementSketch(bytes, range)
        let kind = ElementKinds.kind(sketch)
        for message in EventMessages.before(sketch) { index.append(message, kind: ElementKinds.kind(bytes, message)) }
        if kind == .noise || kind == .header { return }
        let identity = kind == .agent && sketch.has(.message) ? sketch.nested(.message)?.text(.id)?.hashValue : nil
        index.append(range, kind: kind, identity: identity)
    }
}
