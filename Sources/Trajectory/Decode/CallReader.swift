import Wire

/// Reads tool calls in the forms that producers write (`Spelling`).
enum CallReader {
    /// A call: OpenAI's nested form, custom calls, the flat form, Docent's, Anthropic's `tool_use`, ATIF's, and a text that
    /// holds one of these.
    static func call(_ value: JSONValue) -> ToolCall {
        let value = value.opened
        if value.object == nil { return ToolCall(id: "", name: "call", arguments: value) }
        var body = value
        var id = identifier(value)
        for _ in 0..<4 {
            guard let inner = wrappers.lazy.compactMap({ body[$0] }).first(where: { $0.opened.object != nil }) else {
                break
            }
            body = inner.opened
            id = id ?? identifier(body)
        }
        return ToolCall(
            id: id ?? "", name: name(body) ?? name(value) ?? value.typeName ?? "",
            arguments: arguments(of: body, beside: value))
    }

    /// Members that hold the call itself.
    private static let wrappers = [
        "function", "custom", "toolCall", "tool_call", "toolUse", "functionCall", "function_call", "toolInvocation",
        "value",
    ]

    private static func name(_ value: JSONValue) -> String? {
        let names = ["name", "function", "function_name", "functionName", "toolName", "tool_name", "tool"]
        return names.lazy.compactMap { value[$0]?.string }.first
    }

    /// The id by which results name a call.
    static func identifier(_ value: JSONValue) -> String? {
        for key in ["tool_call_id", "call_id", "toolCallId", "id"] {
            if let id = value[key]?.string { return id }
        }
        return value.spelled(inOrder: ["callid", "toolcallid", "tooluseid"])?.string
    }

    private static func arguments(of body: JSONValue, beside value: JSONValue) -> JSONValue {
        for key in ["arguments", "input", "args", "parameters", "params", "action_input", "tool_input", "inputs"] {
            if let found = body[key] ?? value[key] ?? value["state"]?[key] { return found.opened }
        }
        if let action = body["action"] { return action }
        guard value.typeName?.hasSuffix("_call") == true || Spelling.word(value.typeName) == .call,
            body.object?.members.count == value.object?.members.count
        else { return .object(JSONObject()) }
        // Calls that a provider makes itself say what is asked for under names of their own.
        return .object(
            JSONObject(
                members: value.object?.members.filter { member in
                    !framing.contains(member.key) && Spelling.field(member.key) != .result
                } ?? []))
    }

    private static let framing: Set<String> = [
        "type", "id", "call_id", "status", "name", "error", "function", "custom", "index", "exit_code", "timestamp",
        "thread_id", "session_id", "started_at_ms", "completed_at_ms",
    ]

    /// All calls of a message, wherever they are: the list, the old single call, and parts of the content.
    static func calls(of message: JSONValue) -> [ToolCall] {
        var calls = list(message["tool_calls"] ?? message["toolCalls"])
        if let old = message["function_call"] { calls += list(old) }
        if calls.isEmpty { calls = list(message["additional_kwargs"]?["tool_calls"]) }
        let known = Set(calls.map(\.id))
        let parts = ["content", "parts", "blocks"].flatMap { message[$0]?.array ?? [] }
        for found in parts.compactMap(inPart) + list(message["toolInvocations"]) {
            // Two calls of one id that ask for different things are two calls.
            let isKnown = known.contains(found.id) || calls.contains(found)
            if found.id.isEmpty || !isKnown { calls.append(found) }
        }
        return calls
    }

    /// The calls of a list, of a single one, of an object that names them by their ids, or of a text that holds JSON.
    static func list(_ value: JSONValue?) -> [ToolCall] {
        switch value {
        case nil, .null, .bool: return []
        case .array(let values): return values.filter { !$0.isNull }.map(call)
        case .string(let text):
            guard !text.isEmpty else { return [] }
            let inner = JSONValue.string(text).opened
            return inner.string == nil ? list(inner) : [call(inner)]
        case .object(let object):
            let isOne = ["function", "function_name", "name", "custom", "arguments"].contains { object[$0] != nil }
            guard !isOne, object.members.allSatisfy({ $0.value.object != nil }) else { return [call(.object(object))] }
            return object.members.map { member in
                var named = call(member.value)
                if named.id.isEmpty { named.id = member.key }
                return named
            }
        case .number: return []
        }
    }

    /// The call that a part of a content is; nil for what is none.
    static func inPart(_ part: JSONValue) -> ToolCall? {
        guard part.object != nil else { return nil }
        if let type = part["type"]?.string {
            switch type {
            case "text", "tool_result", "image", "image_url", "thinking", "reasoning", "refusal", "document", "file":
                return nil
            case "tool_use", "tool_call", "tool-call", "server_tool_use": return call(part)
            case _ where isToolPart(type) && part["toolCallId"] != nil:
                var named = call(part)
                named.name = part["toolName"]?.string ?? String(type.dropFirst("tool-".count))
                return named
            default: break
            }
        }
        if let type = part.typeName {
            switch Spelling.word(type) {
            case .call: return call(part)
            // A tool with its state, or a function with its arguments, is asked for and no answer.
            case .result where part["state"]?.object != nil || part["function"]?.object != nil || part["tool"] != nil:
                return call(part)
            default: return nil
            }
        }
        return ["functionCall", "function_call", "toolUse", "toolCall", "tool_use", "tool_call"].lazy
            .compactMap { part[$0] }.first { $0.object != nil }.map(call)
    }

    /// Whether a type is that of a call of the AI SDK, `tool-` and the tool's name, and not of what comes of a call.
    private static func isToolPart(_ type: String) -> Bool {
        type.hasPrefix("tool-") && type != "tool-result" && type != "tool-error" && type != "tool-return"
            && !["tool-approval-", "tool-output-", "tool-input-"].contains(where: type.hasPrefix)
    }

    /// Whether a part of a content is a call, which is not shown as content again.
    static func isCall(_ part: JSONValue) -> Bool { inPart(part) != nil }
}

extension JSONValue {
    /// What an element or a part says that it is.
    var typeName: String? {
        self["type"]?.string ?? self["part_kind"]?.string ?? self["kind"]?.string ?? self["block_type"]?.string
    }
}
