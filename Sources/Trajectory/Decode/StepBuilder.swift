import Wire

/// A step that is being put together. Calls and results are paired, reasoning is made one, and flags are set at the end.
struct StepBuilder {
    var step: Step
    private var isStarted = false
    /// Results in the order received, before they are given to their calls.
    var results: [ToolResult] = []
    /// Reasoning in the order found, wherever it was.
    private var reasoning: [String] = []
    var flags: StepFlags = []
    /// Other names of calls: of the events that they stand in.
    var aliases: [String: String] = [:]
    /// Whether results without an id may be given to calls in order: in chat messages the order says it.
    var pairsInOrder = false
    /// Whether an action waits for what came of it, which the next message of the user says.
    var expectsAnswer = false

    init(number: Int) { step = Step(number: number, source: .other("")) }

    /// Says who speaks. The first element of a step decides.
    mutating func start(_ source: StepSource) {
        guard !isStarted else { return }
        isStarted = true
        step.source = source
    }

    /// Whether an element said already who speaks.
    var hasSource: Bool { isStarted }

    /// Adds reasoning, unless the same text was found in another place.
    mutating func addReasoning(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        let bare = text.trimmed
        guard !bare.isEmpty, !reasoning.contains(where: { $0.trimmed == bare }) else { return }
        reasoning.append(text)
    }

    /// The step, whole.
    func finished() -> Step {
        var step = step
        var calls = step.calls
        let linked = results.map { result in
            guard let id = result.callID, let call = aliases[id], !calls.contains(where: { $0.id == id }) else {
                return result
            }
            var result = result
            result.callID = call
            return result
        }
        step.results = Pairing.attach(linked, to: &calls, inOrder: pairsInOrder)
        step.calls = calls
        if step.source == .agent { step.message = ThinkTags.split(step.message) }
        step.reasoning = reasoning.isEmpty ? nil : reasoning.joined(separator: "\n\n")
        step.message = Self.distinct(step.message, from: reasoning)
        // Some producers write the answer into both fields: it is shown once, as what it is.
        if let text = step.reasoning?.trimmed, text == step.message.plainText.trimmed { step.reasoning = nil }
        step.flags = flags.union(StepFlagReader.flags(of: step))
        return step
    }

    /// The parts without reasoning that was said beside them already.
    private static func distinct(_ parts: [Part], from reasoning: [String]) -> [Part] {
        let known = Set(reasoning.map(\.trimmed))
        guard !known.isEmpty else { return parts }
        return parts.filter { part in
            if case .reasoning(let text) = part { return !known.contains(text.trimmed) }
            return true
        }
    }
}

extension String {
    /// The text without blanks and line ends around it.
    var trimmed: String {
        let utf8 = self.utf8
        guard let start = utf8.firstIndex(where: { $0 > 0x20 }), let end = utf8.lastIndex(where: { $0 > 0x20 }) else {
            return ""
        }
        return String(self[start...end])
    }
}
