import Wire

/// Where the steps of a document are: the byte range of every element, and which element begins each step. Nothing is
/// decoded: about 20 bytes a step.
struct StepIndex {
    private(set) var elements: [Range<Int>] = []
    /// The first element of every step.
    private var starts: [UInt32] = []
    private var grouping = Grouping()

    var count: Int { starts.count }

    /// Adds an element that is a step by itself.
    mutating func append(step range: Range<Int>) {
        starts.append(UInt32(truncatingIfNeeded: elements.count))
        elements.append(range)
        grouping = Grouping()
    }

    /// Adds an element that may belong to the step before it.
    mutating func append(_ range: Range<Int>, kind: ElementKind, identity: Int? = nil) {
        if grouping.beginsStep(kind, identity: identity) { starts.append(UInt32(truncatingIfNeeded: elements.count)) }
        elements.append(range)
    }

    /// The elements of a step, in the order received; nil where there is no such step.
    func ranges(_ step: Int) -> [Range<Int>]? {
        guard starts.indices.contains(step) else { return nil }
        let end = step + 1 < starts.count ? Int(starts[step + 1]) : elements.count
        return Array(elements[Int(starts[step])..<end])
    }

    /// Bytes of the step's elements.
    func size(_ step: Int) -> Int { ranges(step)?.reduce(0) { $0 + $1.count } ?? 0 }
}

/// Which messages, items and events make one step: a turn of the agent with what the tools answered to it.
struct Grouping {
    private var isAgent = false
    private var hasMessage = false
    private var hasCall = false
    private var hasResult = false
    private var identity: Int?

    /// Takes one more element; true where it begins a step.
    mutating func beginsStep(_ kind: ElementKind, identity new: Int?) -> Bool {
        let isNew = begins(kind, new)
        if isNew { self = Grouping() }
        switch kind {
        case .agent:
            isAgent = true
            hasMessage = true
            identity = new
        case .agentPart(let part):
            isAgent = true
            hasMessage = hasMessage || part == .message
            hasCall = hasCall || part == .call
        case .result: hasResult = isAgent
        case .step, .header, .noise, .document, .unknown: break
        }
        return isNew
    }

    private func begins(_ kind: ElementKind, _ new: Int?) -> Bool {
        switch kind {
        case .result: !isAgent
        // A producer that writes one line for each part of an answer repeats the answer's id.
        case .agent: !(isAgent && !hasResult && new != nil && new == identity)
        case .agentPart(.reasoning): !isAgent || hasResult || hasMessage || hasCall
        case .agentPart(.message): !isAgent || hasResult || hasMessage
        case .agentPart(.call): !isAgent || hasResult
        case .step, .header, .noise, .document, .unknown: true
        }
    }
}
