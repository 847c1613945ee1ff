import Wire

/// The flags that a step's own content gives it.
enum StepFlagReader {
    static func flags(of step: Step) -> StepFlags {
        var flags: StepFlags = []
        let results = step.calls.flatMap(\.results) + step.results
        if !step.calls.isEmpty { flags.insert(.toolCall) }
        if step.reasoning != nil || step.message.contains(where: \.isReasoning) { flags.insert(.reasoning) }
        if results.contains(where: \.hasFailed) { flags.insert(.error) }
        if step.message.contains(where: \.isRefusal) || ErrorMarkers.isRefusal(stopReason: step.stopReason) {
            flags.insert(.refusal)
        }
        if results.contains(where: { !$0.subagents.isEmpty }) { flags.insert(.subagent) }
        if (step.message + results.flatMap(\.parts)).contains(where: \.isMedia) { flags.insert(.media) }
        if isUnpaired(step) { flags.insert(.unpaired) }
        let isEmpty =
            step.message.allSatisfy(\.isBlank) && step.reasoning == nil && step.calls.isEmpty && results.isEmpty
        if isEmpty { flags.insert(.empty) }
        return flags
    }

    /// A call nobody answered, or an answer to a call that is not here.
    private static func isUnpaired(_ step: Step) -> Bool {
        step.results.contains { $0.callID?.isEmpty == false } || !step.calls.allSatisfy(step.isAnswered)
    }
}

extension ToolResult {
    /// The producer says that it failed, or, where it does not say, the text does.
    package var hasFailed: Bool { isError ?? ErrorMarkers.failed(text) }
}

extension Part {
    var isReasoning: Bool { if case .reasoning = self { true } else { false } }
    var isRefusal: Bool { if case .refusal = self { true } else { false } }
    var isMedia: Bool { if case .media = self { true } else { false } }

    /// A text without anything to read in it.
    var isBlank: Bool { if case .text(let text) = self { text.trimmed.isEmpty } else { false } }
}
