import Wire

/// How elements are told apart: one table for roles, one for types of items, one for events of the SDK.
enum ElementKinds {
    /// What a role makes of a message, however it is written. Every role that nobody knows is a step of its own.
    static func role(_ name: String) -> ElementKind? {
        switch name {
        case "user", "system": nil
        case "assistant": .agent
        case "tool": .result
        default: kind(of: Spelling.word(name))
        }
    }

    private static func kind(of word: Spelling.Word?) -> ElementKind? {
        switch word {
        case .agent: .agent
        case .result: .result
        case .call: .agentPart(.call)
        case .reasoning: .agentPart(.reasoning)
        case .system, .user, .text, .refusal, .frame, nil: nil
        }
    }

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
        "session_meta": .header, "turn_context": .noise,
        "file-history-snapshot": .noise, "ghost_snapshot": .noise,
    ]

    /// `type` of messages that have no role (gemini-cli).
    static let speakers: [String: ElementKind] = [
        "user": .step, "gemini": .agent, "assistant": .agent, "system": .aside, "info": .aside, "error": .step,
        "warning": .aside, "human": .step, "ai": .agent, "tool": .result,
    ]

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

    /// Bytes that are looked at behind the beginning of the list that a document holds.
    static let documentReach = 1 << 14

    /// Where the first member begins that holds what a document holds; nil where there is none.
    static func listOfDocument(_ sketch: ElementSketch) -> Int? {
        let known = sketch.first { field, kind in
            field == .request ? kind == .object : kind == .array && documents.contains(field)
        }
        return known ?? (sketch.has(.type) || sketch.has(.kind) || sketch.has(.from) ? nil : anyList(sketch))
    }

    /// Where a list of messages begins that stands under a name that nobody knows.
    private static func anyList(_ sketch: ElementSketch) -> Int? {
        guard sketch.whole.lowerBound < sketch.bytes.count, sketch.bytes[sketch.whole.lowerBound] == UInt8(ascii: "{")
        else {
            return nil
        }
        var walker = MemberWalker(sketch.bytes, sketch.whole)
        while let member = walker.next() {
            guard member.kind == .array else { continue }
            let end = min(member.range.upperBound, member.range.lowerBound + documentReach)
            let inside = (member.range.lowerBound + 1)..<max(end, member.range.lowerBound + 1)
            guard let first = sketch.bytes[inside].firstIndex(where: { $0 > 0x20 }),
                sketch.bytes[first] == UInt8(ascii: "{")
            else { continue }
            if isMessage(ElementSketch(sketch.bytes, first..<end)) { return member.range.lowerBound }
        }
        return nil
    }

    private static func isMessage(_ sketch: ElementSketch) -> Bool {
        if sketch.text(.role) != nil { return sketch.has(.content) || sketch.has(.parts) || sketch.has(.toolCalls) }
        return sketch.has(.from) && sketch.has(.value) || sketch.has(.stepID) && sketch.has(.source)
            || sketch.has(.action) && sketch.has(.observation)
            || sketch.nested(.message)?.text(.role) != nil
    }

    static func kind(_ sketch: ElementSketch) -> ElementKind {
        if sketch.has(.header) { return .header }
        if let event = sketch.text(.eventType) { return events[event] ?? .step }
        if let role = sketch.text(.role) { return message(sketch, role: role) }
        if sketch.isATIF { return sketch.isEvent ? .unknown : .step }
        if let nested = sketch.nested(.message), nested.has(.role) { return kind(nested) }
        if let nested = sketch.nested(.content), nested.text(.role) != nil { return kind(nested) }
        if sketch.text(.object) == "response", sketch.range(.output, .array) != nil { return .agent }
        if listOfDocument(sketch) != nil { return .document }
        if let from = sketch.text(.from), sketch.has(.value) { return role(from) ?? .step }
        if let type = sketch.text(.type), let kind = typed(sketch, type) { return kind }
        return step(sketch)
    }

    private static func message(_ sketch: ElementSketch, role: String) -> ElementKind {
        let kind = self.role(role) ?? .step
        // Anthropic's answer is a message of that type too, and whole.
        if sketch.text(.type) == "message", kind == .agent, !sketch.has(.model) { return .agentPart(.message) }
        return kind == .step && isToolResult(sketch) ? .result : kind
    }

    private static func typed(_ sketch: ElementSketch, _ type: String) -> ElementKind? {
        if type == "response_item", let payload = sketch.nested(.payload) { return kind(payload) }
        if type == "event_msg" { return sketch.nested(.payload)?.text(.type) == "token_count" ? .facts : nil }
        if let kind = types[type] { return kind }
        let holdsMessage = sketch.has(.content) || sketch.has(.message) || sketch.nested(.data)?.has(.content) == true
        return holdsMessage ? speakers[type] ?? speakers[type.lowercased()] : nil
    }

    private static func step(_ sketch: ElementSketch) -> ElementKind {
        if sketch.has(.command) || sketch.has(.commandName) { return .step }
        if sketch.has(.action), sketch.has(.observation) { return .step }
        if sketch.has(.schemaVersion), sketch.has(.agent) { return .header }
        return wrapsDocument(sketch, depth: 2) ? .document : .unknown
    }

    /// Whether a document stands in one of the members that logs of requests and tables of results keep it in.
    static func wrapsDocument(_ sketch: ElementSketch, depth: Int) -> Bool {
        guard depth > 0, !sketch.has(.type) else { return false }
        return [ElementSketch.Field.body, .response, .data, .result, .trajectory].contains { field in
            guard let nested = sketch.nested(field) else { return false }
            // The line of a batch holds the answer to it.
            if field == .result, nested.nested(.message)?.text(.role) != nil { return true }
            return listOfDocument(nested) != nil || wrapsDocument(nested, depth: depth - 1)
        }
    }

    /// Whether a user's message only carries what a tool answered, as in Anthropic's form: its first part is an answer.
    private static func isToolResult(_ sketch: ElementSketch) -> Bool {
        guard let content = sketch.range(.content, .array) ?? sketch.range(.parts, .array) else { return false }
        var at = content.lowerBound + 1
        while at < content.upperBound, sketch.bytes[at] <= 0x20 { at += 1 }
        guard at < content.upperBound, sketch.bytes[at] == UInt8(ascii: "{") else { return false }
        var walker = MemberWalker(sketch.bytes, at..<content.upperBound)
        while let member = walker.next() {
            if member.has("text") { return false }
            if member.has("type"), member.kind == .string {
                let type = sketch.bytes[member.range].dropFirst().dropLast()
                return type.count < 64 && Spelling.word(String(decoding: type, as: UTF8.self)) == .result
            }
            if member.kind == .object, Spelling.word(member.key) == .result { return true }
        }
        return false
    }
}
