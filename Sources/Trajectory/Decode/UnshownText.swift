import Wire

/// Finds texts in members that no reader knows: they are named, so that nobody takes what is shown for all there is.
enum UnshownText {
    /// Members of a step of ATIF that are read, or that the raw view alone has.
    static let ofSteps: Set<String> = [
        "step_id", "stepId", "timestamp", "source", "model_name", "model", "reasoning_effort", "message", "content",
        "text", "reasoning_content", "reasoning", "thinking", "reasoning_details", "thinking_blocks", "thoughts",
        "reasoningContent", "tool_calls", "toolCalls", "observation", "metrics", "extra", "is_copied_context",
        "llm_call_count", "refusal", "action", "args", "error", "stop_reason", "agent", "agent_id", "metadata", "id",
        "type", "role", "cause", "tool_call_metadata", "llm_metrics", "extras", "session_id", "trajectory_id",
    ]

    /// Members of a chat message or item that are read, or that only frame it.
    static let ofMessages: Set<String> = ofSteps.union([
        "role", "name", "from", "value", "parts", "tool_call_id", "toolCallId", "tool_call_ids", "call_id",
        "function_call", "audio", "annotations", "uuid", "seq", "created_at", "compacted_at", "cost_usd", "usage",
        "tokens", "object", "index", "finish_reason", "finishReason", "stop_sequence", "logprobs", "channel",
        "recipient", "provider_specific_fields", "cache_control", "weight", "is_demo", "message_type", "thought",
        "images", "data", "payload", "summary", "attachments",
        "experimental_attachments", "response_metadata", "additional_kwargs", "usage_metadata", "status", "phase",
        "prompt_cache_breakpoint", "toolInvocations", "exit_status", "parent_id", "title", "errorMessage",
        "error_message", "toolName", "tool_plan", "tool_results", "toolResults", "tool_outputs", "tool_responses",
        "blocks", "time",
        "created", "code", "command",
    ]).subtracting(["message", "value"])

    /// Members of what a tool answered: it may have other names there.
    static let ofResults: Set<String> = ofMessages.union(["output", "result", "response", "stdout", "stderr"])

    /// Bytes from which a string without blanks is a text and no name or number.
    private static let longest = 80
    private static let mostDepth = 4

    /// The keys of the members that hold a text and are not among those that are known.
    static func keys(of value: JSONValue, besides known: Set<String>, in step: Step) -> [String] {
        guard let members = value.object?.members else { return [] }
        let unknown = members.filter { !known.contains($0.key) && holdsText($0.value.opened, mostDepth) }
        guard !unknown.isEmpty else { return [] }
        // Some write an answer again in the form of another API.
        let shown = step.message.plainText
        return unknown.filter { member in
            !member.value.opened.texts.allSatisfy { !holdsText(.string($0), 0) || shown.contains($0.trimmed) }
        }.map(\.key)
    }

    static func holdsText(_ value: JSONValue, _ depth: Int) -> Bool {
        switch value {
        case .string(let text):
            text.trimmed.utf8.contains(0x20) || text.utf8.count > longest && text.utf8.contains { $0 >= 0x80 }
        case .array(let values): depth > 0 && values.prefix(16).contains { holdsText($0, depth - 1) }
        case .object(let object): depth > 0 && object.members.prefix(32).contains { holdsText($0.value, depth - 1) }
        case .null, .bool, .number: false
        }
    }
}

extension JSONValue {
    /// The first of these members that says something; where none does, the first that is there.
    func telling(_ keys: [String]) -> JSONValue? {
        let found = keys.lazy.compactMap { self[$0] }
        return found.first { $0 != "" && $0 != [] && $0 != [:] } ?? found.first
    }
}
