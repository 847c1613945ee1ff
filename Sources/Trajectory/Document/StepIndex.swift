import Wire

/// Where the steps of a document are: the byte range of every element, and which element begins each step. Nothing is
/// decoded: about 20 bytes a step.
struct StepIndex {
    private(set) var elements: [Range<Int>] = []
    /// The first element of every step.
    private var starts: [UInt32] = []
    private var grouping = Grouping()
    /// What belongs to a step and came behind other steps.
    private var late: [Int: [Range<Int>]] = [:]
    /// The agent's step that what follows may belong to.
    private(set) var open: Int?

    var count: Int { starts.count }

    /// Whether an action waits for what came of it.
    var expectsAnswer: Bool { grouping.expectsAnswer }

    /// Whether nothing can be added to a step any more while the document arrives.
    func isSettled(_ step: Int) -> Bool { step + 1 < count && step != open && step < waiting ?? .max && !isLate }

    /// Steps from the first on to which nothing can be added any more.
    var settled: Int { isLate ? 0 : max(0, min(count - 1, open ?? .max, waiting ?? .max)) }

    /// Steps of several agents stand between each other: any of them may grow.
    private var isLate = false

    /// The first step that calls tools and waits for an answer in a step of its own.
    var waiting: Int?
    /// Steps that hold an answer, which is shown at the call too.
    private(set) var relayed: Set<Int> = []

    /// Adds an element that is a step by itself.
    mutating func append(step range: Range<Int>) {
        begin(range)
        grouping = Grouping()
        open = nil
    }

    /// Adds a step in front of all others.
    mutating func prepend(step range: Range<Int>) {
        elements.insert(range, at: 0)
        starts = [0] + starts.map { $0 + 1 }
        late = Dictionary(uniqueKeysWithValues: late.map { ($0 + 1, $1) })
        relayed = Set(relayed.map { $0 + 1 })
        (open, waiting) = (open.map { $0 + 1 }, waiting.map { $0 + 1 })
    }

    private mutating func begin(_ range: Range<Int>) {
        starts.append(UInt32(truncatingIfNeeded: elements.count))
        elements.append(range)
    }

    /// Whether anything was said or done by the agent.
    private(set) var hasAgent = false

    /// Adds an element that may belong to a step before it.
    mutating func append(_ range: Range<Int>, kind: ElementKind, identity: Int? = nil, acts: Bool = false) {
        if kind == .aside { return begin(range) }
        if kind == .facts, open == nil { return }
        hasAgent = hasAgent || kind != .step && kind != .unknown
        if grouping.beginsStep(kind, identity: identity, acts: acts) {
            begin(range)
            open = grouping.isAgent ? count - 1 : nil
        } else if let open, open + 1 < count {
            late[open, default: []].append(range)
        } else {
            elements.append(range)
        }
    }

    /// Adds what answers a step that came before others, and stays a step of its own.
    mutating func append(late range: Range<Int>, to step: Int) {
        isLate = true
        late[step, default: []].append(range)
    }

    /// Notes that the last step holds an answer that is shown at its call too.
    mutating func relayLast() { relayed.insert(count - 1) }

    /// The elements of a step, in the order received; nil where there is no such step.
    func ranges(_ step: Int) -> [Range<Int>]? {
        guard starts.indices.contains(step) else { return nil }
        let end = step + 1 < starts.count ? Int(starts[step + 1]) : elements.count
        return Array(elements[Int(starts[step])..<end]) + (late[step] ?? [])
    }

    /// Whether any element stands in this range.
    func holds(_ range: Range<Int>) -> Bool { elements.contains { range.contains($0.lowerBound) } }
}

/// Which messages, items and events make one step: a turn of the agent with what the tools answered to it.
struct Grouping {
    private(set) var isAgent = false
    private(set) var expectsAnswer = false
    private var hasMessage = false
    private var hasCall = false
    private var hasResult = false
    private var identity: Int?

    /// Takes one more element; true where it begins a step.
    mutating func beginsStep(_ kind: ElementKind, identity new: Int?, acts: Bool = false) -> Bool {
        let isNew = begins(kind, new)
        if isNew { self = Grouping() }
        if kind != .facts { expectsAnswer = acts }
        switch kind {
        case .agent:
            isAgent = true
            hasMessage = true
            identity = new
        case .agentPart(let part):
            isAgent = true
            hasMessage = hasMessage || part == .message
            hasCall = hasCall || part == .call || part == .done
            hasResult = hasResult || part == .done
        case .result: hasResult = isAgent
        case .step, .aside, .facts, .header, .noise, .document, .unknown: break
        }
        return isNew
    }

    private func begins(_ kind: ElementKind, _ new: Int?) -> Bool {
        switch kind {
        case .result, .facts: !isAgent
        // A producer that writes one line for each part of an answer repeats the answer's id.
        case .agent: !(isAgent && new != nil && new == identity)
        case .agentPart(.reasoning): !isAgent || hasResult || hasMessage || hasCall
        case .agentPart(.message): !isAgent || hasResult || hasMessage
        case .agentPart(.call), .agentPart(.done): !isAgent || hasResult
        case .step, .aside, .header, .noise, .document, .unknown: true
        }
    }
}
