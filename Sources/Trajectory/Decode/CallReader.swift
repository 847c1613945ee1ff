import Wire

/// Reads tool calls in the forms that producers write.
enum CallReader {
    /// A call: OpenAI's nested form, custom calls, the flat form, Docent's, Anthropic's `tool_use`, ATIF's.
    static func call(_ value: JSONValue) -> ToolCall {
        let body = value["function"]?.object != nil ? value["function"] : value["custom"] ?? value
        let name =
            body?["name"]?.string ?? value["function"]?.string ?? value["function_name"]?.string
            ?? value["toolName"]?.string ?? value["name"]?.string
        return ToolCall(
            id: identifier(value) ?? "", name: name ?? value["type"]?.string ?? "",
            arguments: arguments(of: body ?? value, beside: value))
    }

    /// The id by which results name a call.
    static func identifier(_ value: JSONValue) -> String? {
        for key in ["tool_call_id", "call_id", "id", "toolCallId"] {
            if let id = value[key]?.string { return id }
        }
        return nil
    }

    private static func arguments(of body: JSONValue, beside value: JSONValue) -> JSONValue {
        for key in ["arguments", "input", "args", "parameters"] {
            if let found = body[key] ?? value[key] { return parsed(found) }
        }
        return body["action"] ?? .object(JSONObject())
    }

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
        if let old = message["function_call"], old.object != nil { calls.append(call(old)) }
        let known = Set(calls.map(\.id))
        let parts = (message["content"]?.array ?? []) + (message["parts"]?.array ?? [])
        for part in parts {
            if let found = inPart(part), found.id.isEmpty || !known.contains(found.id) { calls.append(found) }
        }
        return calls
    }

    private static func list(_ value: JSONValue?) -> [ToolCall] {
        switch value {
        case .array(let values): values.filter { !$0.isNull }.map(call)
        case .some(let value) where value.object != nil: [call(value)]
        default: []
        }
    }

    private static func inPart(_ part: JSONValue) -> ToolCall? {
        switch part["type"]?.string {
        case "tool_use", "server_tool_use", "tool-call", "tool_call", "mcp_tool_use": call(part)
        default: part["functionCall"].map(call)
        }
    }

    /// Whether a part of a content is a call, which is not shown as content again.
    static func isCall(_ part: JSONValue) -> Bool { inPart(part) != nil }
}
