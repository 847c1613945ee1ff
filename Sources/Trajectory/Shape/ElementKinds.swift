import Wire

/// How elements are told apart: one table for roles, one for types of items, one for events of the SDK.
enum ElementKinds {
    /// Roles of chat messages (`Trajectory.docc/Chat-messages`), and their names in ShareGPT. Every other role is a
    /// step of its own.
    private static let roles: [String: ElementKind] = [
        "assistant": .agent, "model": .agent, "gpt": .agent, "ai": .agent, "gemini": .agent, "agent": .agent,
        "chatgpt": .agent, "bot": .agent,
        "tool": .result, "function": .result, "ipython": .result, "function_response": .result,
        "tool_response": .result,
    ]

    /// What a role is, with capitals or without.
    static func role(_ name: String) -> ElementKind? { roles[name] ?? roles[name.lowercased()] }

    /// `type` of items in the Responses API, in Codex rollouts and in sessions of claude-code.
    static let types: [String: ElementKind] = [
        "reasoning": .agentPart(.reasoning),
        "function_call": .agentPart(.call), "custom_tool_call": .agentPart(.call),
        "local_shell_call": .agentPart(.call),
        "web_search_call": .agentPart(.call), "file_search_call": .agentPart(.call), "computer_call": .agentPart(.call),
        "code_interpreter_call": .agentPart(.call), "image_generation_call": .agentPart(.call),
        "mcp_call": .agentPart(.call), "tool_search_call": .agentPart(.call),
        "function_call_output": .result, "custom_tool_call_output": .result, "local_shell_call_output": .result,
        "computer_call_output": .result, "tool_search_output": .result, "shell_call_output": .result,
        "apply_patch_call_output": .result, "shell_call": .agentPart(.call), "apply_patch_call": .agentPart(.call),
        "mcp_approval_request": .agentPart(.call),
        "compacted": .step, "compaction": .step,
        "session_meta": .header, "turn_context": .noise, "event_msg": .noise, "summary": .noise,
        "file-history-snapshot": .noise, "queue-operation": .noise, "progress": .noise, "ghost_snapshot": .noise,
    ]

    /// `type` of messages that have no role (gemini-cli).
    static let speakers: [String: ElementKind] = [
        "user": .step, "gemini": .agent, "assistant": .agent, "system": .step, "info": .step, "error": .step,
        "warning": .step, "human": .step, "ai": .agent, "tool": .result,
    ]

    /// `payload.type` of events of Codex that say why a turn failed.
    private static let failures: Set<String> = ["error", "stream_error", "turn_aborted"]

    /// `_type` of events in the SDK's own form (`Platform.docc/Sessions`). Starts and beats say nothing that the ends
    /// do not.
    static let events: [String: ElementKind] = [
        "GenerationStep": .agent, "GenerationError": .step, "GenerationRetry": .step,
        "ToolEnd": .result, "ToolError": .result, "ToolStep": .result,
        "AgentEnd": .step, "AgentError": .step, "AgentStalled": .step, "CompactionEvent": .step,
        "UserInputRequired": .step, "AgentStart": .step,
        "GenerationStart": .noise, "GenerationContent": .noise, "GenerationEnd": .noise, "ToolStart": .noise,
        "AgentStep": .noise, "ReactStep": .noise, "Heartbeat": .noise,
    ]

    private static let documents: Set<ElementSketch.Field> = [
        .steps, .messages, .conversations, .transcripts, .history, .loglines, .events, .choices, .trajectory,
        .contents, .samples,
    ]

    /// What the element at this range is. The range may be cut off: more bytes can turn `unknown` into something.
    static func kind(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> ElementKind {
        guard range.lowerBound < bytes.count else { return .unknown }
        if bytes[range.lowerBound] == UInt8(ascii: "[") { return .document }
        return kind(ElementSketch(bytes, range))
    }

    /// Where the first member begins that holds what a document holds; nil where there is none.
    static func listOfDocument(_ sketch: ElementSketch) -> Int? {
        sketch.first { field, kind in field == .request ? kind == .object : kind == .array && documents.contains(field)
        }
    }

    static func kind(_ sketch: ElementSketch) -> ElementKind {
        if sketch.has(.header) { return .header }
        if let event = sketch.text(.eventType) { return events[event] ?? .step }
        if let role = sketch.text(.role) { return message(sketch, role: role) }
        if sketch.isATIF { return .step }
        if let nested = sketch.nested(.message), nested.has(.role) { return kind(nested) }
        if let nested = sketch.nested(.content), nested.text(.role) != nil { return kind(nested) }
        if listOfDocument(sketch) != nil { return .document }
        if let from = sketch.text(.from), sketch.has(.value) { return role(from) ?? .step }
        if let type = sketch.text(.type), let kind = typed(sketch, type) { return kind }
        if sketch.text(.object) == "response", sketch.range(.output, .array) != nil { return .agent }
        return step(sketch)
    }

    private static func message(_ sketch: ElementSketch, role: String) -> ElementKind {
        let kind = self.role(role) ?? .step
        if sketch.text(.type) == "message", kind == .agent { return .agentPart(.message) }
        return kind == .step && isToolResult(sketch) ? .result : kind
    }

    private static func typed(_ sketch: ElementSketch, _ type: String) -> ElementKind? {
        if type == "response_item", let payload = sketch.nested(.payload) { return kind(payload) }
        // Of what is told beside the messages only that is shown which no message says.
        if type == "event_msg", let event = sketch.nested(.payload)?.text(.type), failures.contains(event) {
            return .step
        }
        if let kind = types[type] { return kind }
        let holdsMessage = sketch.has(.content) || sketch.has(.message) || sketch.nested(.data)?.has(.content) == true
        return holdsMessage ? speakers[type] ?? speakers[type.lowercased()] : nil
    }

    private static func step(_ sketch: ElementSketch) -> ElementKind {
        if sketch.has(.command) || sketch.has(.commandName) { return .step }
        if sketch.has(.action), sketch.has(.observation) { return .step }
        if sketch.has(.schemaVersion), sketch.has(.agent) { return .header }
        if sketch.has(.toolCalls) || sketch.has(.reasoning) { return .agent }
        return wrapsDocument(sketch, depth: 2) ? .document : .unknown
    }

    /// Whether a document stands in one of the members that logs of requests and tables of results keep it in.
    static func wrapsDocument(_ sketch: ElementSketch, depth: Int) -> Bool {
        guard depth > 0, !sketch.has(.type) else { return false }
        return [ElementSketch.Field.body, .response, .data, .result, .trajectory].contains { field in
            guard let nested = sketch.nested(field) else { return false }
            return listOfDocument(nested) != nil || wrapsDocument(nested, depth: depth - 1)
        }
    }

    /// Whether a user's message only carries what a tool answered, as in Anthropic's form.
    private static func isToolResult(_ sketch: ElementSketch) -> Bool {
        guard let content = sketch.range(.content, .array) else { return false }
        var at = content.lowerBound + 1
        while at < content.upperBound, sketch.bytes[at] <= 0x20 { at += 1 }
        return ElementSketch(sketch.bytes, at..<content.upperBound).text(.type) == "tool_result"
    }
}
