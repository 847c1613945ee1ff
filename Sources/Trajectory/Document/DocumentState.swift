import Wire

/// What a document knows of its bytes. One writer advances it; readers look at it under the same short lock.
struct DocumentState {
    private(set) var scanner: ElementScanner
    private(set) var shape = Shape.undecided
    private(set) var format = DocumentFormat.unknown
    var index = StepIndex()
    private(set) var header = HeaderReader()
    private(set) var problems: [Problem] = []
    private(set) var isComplete = false
    private(set) var isInterrupted = false
    /// Texts that stand beside the messages and are steps, by where they begin: whose they are.
    var spoken: [Int: StepSource] = [:]
    private var log = ExchangeLog()
    /// Where the requests of a log are.
    private var logged = ElementSource.values
    /// Whether the first parts were asked if they are requests of one log.
    private var isLogChecked = false
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
    private var takenMembers = 0
    /// Agents that speak by turns, by the ids of their messages and calls: which step is whose.
    var owners: [String: Int] = [:]
    /// Steps with calls that wait for their answers.
    var callers: [(step: Int, calls: [ToolCall])] = []
    private var utf8 = UTF8Check()
    /// Whether what stands beside the list was looked at.
    private var isFilled = false
    /// Steps before the last line that told of a message.
    var lastEvent: Int?
    /// Steps in which a line may have been said before.
    static let reach = 4

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

    /// Whether a step cannot grow any more.
    func isSettled(_ step: Int) -> Bool {
        if case .parts = shape { return step + 1 < stepCount }
        return index.isSettled(step)
    }

    /// Steps from the first on that cannot grow any more.
    var settled: Int {
        if case .parts = shape { return max(0, stepCount - 1) }
        return index.settled
    }

    /// The one value that the document is was not closed.
    var isCutOff: Bool { isComplete && scanner.rootStart.map(scanner.tornValues.contains) == true }

    /// Looks at some of the bytes that are new; true while there are more.
    mutating func advance(_ bytes: UnsafeRawBufferPointer, budget: Int) -> Bool {
        guard !isComplete else { return false }
        scanner.scan(bytes, budget: budget)
        if depth == 0 { utf8.check(bytes, upTo: scanner.position, isFinal: false) }
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
        if depth == 0 { utf8.check(bytes, upTo: bytes.count, isFinal: true) }
        if utf8.faults > 0 {
            problems.append(
                Problem(
                    message:
                        "\(utf8.faults) bytes are no UTF-8: Latin-1 or another encoding, iconv -f LATIN1 -t UTF-8 may help"
                ))
        }
        problems += DocumentProblems.problems(self, bytes, strays: strays)
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

    mutating func forgetSteps() {
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
        case .collected, .members, .log: return nil
        }
    }

    private mutating func absorb(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) {
        if shape == .undecided { look(bytes, isFinal: isFinal) }
        takeElements(bytes)
        if hasFollowers(bytes, isFinal: isFinal) {
            if goesOn(bytes) { becomeLog(bytes) } else { becomeFirstPart() }
            takeElements(bytes)
        }
        if !isLogChecked { checkForLog(bytes) }
        if scanner.rootEnd != nil, !isFilled {
            isFilled = true
            fill(bytes)
            if case .messages(.member(let shown)) = shape {
                addSystemPrompt(among: scanner.members[(shown + 1)...], bytes)
            }
        }
        header.read(scanner, bytes)
    }

    private mutating func takeElements(_ bytes: UnsafeRawBufferPointer) {
        switch shape {
        case .undecided, .rejected: break
        case .messages(.log):
            let ranges = logged == .values ? takeValues(bytes) : take(logged)
            for range in ranges where range.lowerBound != scanner.rootStart { add(log.take(bytes, range), bytes) }
        case .parts(.members): takeMembers(bytes)
        case .steps(.values): for range in takeValues(bytes) { addLine(bytes, range) }
        case .messages(.values): for range in takeValues(bytes) { addLine(bytes, range) }
        case .steps(let source): for range in take(source) { addStep(bytes, range) }
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
        if case .messages(.member(let shown)) = found { addSystemPrompt(among: scanner.members[..<shown], bytes) }
        if found == .messages(.collected) {
            add(Record(text, scanner.entries(text)).pieces, bytes)
        }
    }

    /// Members that are documents and were not handed over yet.
    private mutating func takeMembers(_ bytes: UnsafeRawBufferPointer) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[..<scanner.position])
        let recognizer = ShapeRecognizer(scanner: scanner, bytes: text, isFinal: true, depth: depth)
        for member in scanner.members[takenMembers...] {
            guard let end = member.end else { break }
            takenMembers += 1
            if recognizer.isDocument(member) { pendingParts.append(member.start..<end) }
        }
    }

    /// Whether the lines are requests and answers of one conversation.
    private func goesOn(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard case .messages = shape, let root = rootRange else { return false }
        let next = scanner.values.ranges.first {
            $0.lowerBound != root.lowerBound && JSONKind(firstByte: bytes[$0.lowerBound]).isContainer
        }
        return next.map { ExchangeLog.goesOn(bytes, root, $0) } ?? false
    }

    private var rootRange: Range<Int>? {
        guard let start = scanner.rootStart, let end = scanner.rootEnd else { return nil }
        return start..<end
    }

    /// The steps of the first line stay; of the lines behind it follows what is new.
    private mutating func becomeLog(_ bytes: UnsafeRawBufferPointer) {
        guard let root = rootRange else { return }
        if case .messages(.collected) = shape {} else { fill(bytes) }
        isFilled = true
        shape = .messages(.log)
        _ = log.take(bytes, root)
    }

    /// Parts that are asked whether they are requests: what a log begins with may be of another kind.
    private static let asked = 8

    /// Elements that are requests of one conversation are no documents of their own.
    private mutating func checkForLog(_ bytes: UnsafeRawBufferPointer) {
        guard case .parts(let source) = shape, source != .members else { return }
        let all = parts.ranges + pendingParts
        let first = all.prefix(Self.asked).firstIndex { ExchangeLog.isOne(bytes, $0) }
        guard let first, first + 1 < all.count else { return isLogChecked = all.count > Self.asked }
        isLogChecked = true
        guard ExchangeLog.goesOn(bytes, all[first], all[first + 1]) else { return }
        // Those that were taken for documents already are told again, as one.
        become(log: all, bytes)
        logged = source
    }

    private mutating func become(log elements: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
        become(partsOf: [])
        (shape, format) = (.messages(.log), .openai)
        if let first = elements.first { header.read(line: first, bytes) }
        for range in elements { add(log.take(bytes, range), bytes) }
    }

    /// Whether a second document follows the first one: then the file holds several, and the first was one of them.
    private mutating func hasFollowers(_ bytes: UnsafeRawBufferPointer, isFinal: Bool) -> Bool {
        guard let root = rootRange else { return false }
        switch shape {
        case .undecided, .rejected, .steps(.values), .messages(.values), .messages(.log), .parts(.values): return false
        case .steps, .messages, .parts: break
        }
        // What follows a request tells only when it is here whether it is one of many.
        if case .messages = shape, !isFinal, scanner.openValue != nil, scanner.values.ranges.count < 2,
            ExchangeLog.isRequest(bytes, root)
        {
            return false
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
        spoken = [:]
        isFilled = true
        parts = PartIndex()
        forgetSteps()
        pendingParts = elements
    }

    private mutating func take(_ source: ElementSource) -> [Range<Int>] {
        switch source {
        case .values: scanner.values.take()
        case .root: scanner.elements.take()
        case .member(let index): scanner.takeElements(of: index)
        case .collected, .members, .log: []
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
        case .document: become(partsOf: index.elements + [range])
        case .step, .agent, .agentPart, .result, .aside, .facts, .unknown:
            if case .steps = shape { addStep(bytes, range) } else { addMessage(bytes, range) }
        }
    }

    mutating func addMessage(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        let sketch = ElementSketch(bytes, range)
        var kind = ElementKinds.kind(sketch)
        for message in EventMessages.before(sketch) { index.append(message, kind: ElementKinds.kind(bytes, message)) }
        if kind == .unknown { kind = ElementKinds.told(bytes, range, inList: true) }
        switch kind {
        case .header, .noise, .unknown:
            // Before all steps stands what is said of the document.
            if index.count == 0 { header.read(line: range, bytes) }
            guard kind != .header, shape != .messages(.values), !sketch.has(.type), sketch.text(.eventType) == nil
            else { return }
            kind = .unknown
        case .aside where index.count == 0 && shape == .messages(.values) && sketch.saysNobody:
            return header.read(line: range, bytes)
        case .step where index.expectsAnswer && Spelling.word(sketch.text(.role)) == .user: kind = .result
        default: break
        }
        if isSaid(sketch, kind, bytes, range) { return }
        let identity = kind == .agent && sketch.has(.message) ? sketch.nested(.message)?.text(.id)?.hashValue : nil
        let acts = kind == .agent && sketch.range(.toolCalls, .array) == nil && sketch.range(.action, .string) != nil
        if sketch.has(.message), shape == .messages(.values), join(sketch, kind, bytes, range) { return }
        index.append(range, kind: kind, identity: identity, acts: acts)
        if sketch.has(.message), shape == .messages(.values), kind == .agent {
            own(sketch, bytes, range, index.open ?? index.count - 1)
        }
    }
}
