import Wire

/// Reads tool calls in the forms that producers write.
enum CallReader {
    /// A call: OpenAI's nested form, custom calls, the flat form, Docent's, Anthropic's `tool_use`, ATIF's.
    static func call(_ value: JSONValue) -> ToolCall {
        if value.object == nil { return ToolCall(id: "", name: "call", arguments: value) }
        let body = value["function"]?.object != nil ? value["function"] : value["custom"] ?? value
        let name =
            body?["name"]?.string ?? value["function"]?.string ?? value["function_name"]?.string
            ?? value["functionName"]?.string ?? value["toolName"]?.string ?? value["name"]?.string
        return ToolCall(
            id: identifier(value) ?? "", name: name ?? value["type"]?.string ?? "",
            arguments: arguments(of: body ?? value, beside: value))
    }

    /// The id by which results name a call.
    static func identifier(_ value: JSONValue) -> String? {
        for key in ["tool_call_id", "call_id", "toolCallId", "id"] {
            if let id = value[key]?.string { return id }
        }
        return nil
    }

    private static func arguments(of body: JSONValue, beside value: JSONValue) -> JSONValue {
        for key in ["arguments", "input", "args", "parameters"] {
            if let found = body[key] ?? value[key] { return parsed(found) }
        }
        if let action = body["action"] { return action }
        guard value["type"]?.string?.hasSuffix("_call") == true else { return .object(JSONObject()) }
        // Calls that a provider makes itself say what is asked for under names of their own.
        return .object(JSONObject(members: value.object?.members.filter { !framing.contains($0.key) } ?? []))
    }

    private static let framing: Set<String> = [
        "type", "id", "call_id", "status", "name", "result", "results", "output", "outputs", "error", "function",
        "custom", "index",
    ]

    /// The object or list that an argument text holds, else the text itself: the model may have written anything.
    static func parsed(_ arguments: JSONValue) -> JSONValue {
        guard let text = arguments.string, let first = text.utf8.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let value = try? JSONParser.parse(text)
        else { return arguments }
        return value
    }

    /// All calls of a message, wherever they are: the list, the old single call, and parts of the content.
    static func calls(of message: JSONValue) -> [ToolCall] {
        var calls = list(message["tool_calls"] ?? message["toolCalls"])
        if let old = message["function_call"] { calls += list(old) }
        let known = Set(calls.map(\.id))
        let parts = (message["content"]?.array ?? []) + (message["parts"]?.array ?? [])
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
            let inner = parsed(.string(text))
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

    private static func inPart(_ part: JSONValue) -> ToolCall? {
        switch part["type"]?.string {
        case "tool_use", "server_tool_use", "tool-call", "tool_call", "mcp_tool_use": return call(part)
        case "tool-invocation": return part["toolInvocation"].map(call)
        case .some(let type) where isToolPart(type) && part["toolCallId"] != nil:
            var named = call(part)
            named.name = part["toolName"]?.string ?? String(type.dropFirst("tool-".count))
            return named
        default: return (part["functionCall"] ?? part["function_call"]).map(call)
        }
    }

    /// Whether a type is that of a call of the AI SDK, `tool-` and the tool's name, and not of what comes of a call.
    private static func isToolPart(_ type: String) -> Bool {
        type.hasPrefix("tool-") && type != "tool-result" && type != "tool-error"
            && !["tool-approval-", "tool-output-", "tool-input-"].contains(where: type.hasPrefix)
    }

    /// What stands inside a part that is a call, beside what was asked for: its result, where the producer wrote both.
    static func answer(inPart part: JSONValue) -> ToolResult? {
        isCall(part) ? answer(inCall: part["toolInvocation"] ?? part) : nil
    }

    /// What a call holds of its result; nil where it holds none.
    static func answer(inCall body: JSONValue) -> ToolResult? {
        guard ["result", "output", "errorText"].contains(where: { body[$0] != nil }) else { return nil }
        var result = ResultReader.result(body, callID: identifier(body))
        if let error = body["errorText"]?.string {
            result.parts.append(.text(error))
            result.isError = true
        }
        return result
    }

    /// Whether a part of a content is a call, which is not shown as content again.
    static func isCall(_ part: JSONValue) -> Bool { inPart(part) != nil }
}
