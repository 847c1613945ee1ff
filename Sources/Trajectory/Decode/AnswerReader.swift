import Wire

/// Reads what tools answered, where it stands among the parts of a content (`Spelling`).
enum AnswerReader {
    /// Members that are an answer by themselves.
    private static let wrappers = [
        "toolResult", "functionResponse", "function_response", "tool_result", "toolResponse",
    ]

    static func isAnswer(_ part: JSONValue) -> Bool {
        guard part.object != nil else { return false }
        guard let type = part.typeName else { return body(part) != nil || isLinked(part) }
        if type == "tool_result" { return true }
        if type == "text" { return false }
        return Spelling.word(type) == .result && !CallReader.isCall(part)
    }

    /// Whether an object names a call and says what came of it, and asks for nothing.
    private static func isLinked(_ part: JSONValue) -> Bool {
        ["content", "output", "result"].contains { part[$0] != nil } && part["arguments"] == nil && part["input"] == nil
            && part["function"] == nil && identifier(part) != nil
    }

    /// The answers that a message holds in lists of their own.
    static func lists(of message: JSONValue) -> [ToolResult] {
        ["tool_results", "toolResults", "tool_outputs", "tool_responses"].flatMap { key in
            message[key]?.array?.filter { $0.object != nil }.map(answer) ?? []
        }
    }

    /// The answer that a part is.
    static func answer(_ part: JSONValue) -> ToolResult {
        let body = body(part) ?? part
        let id = identifier(part) ?? identifier(body) ?? (part["id"] ?? body["id"])?.string
        var answer = ResultReader.result(body, callID: id)
        // What is answered may stand in an envelope of its own.
        if body != part, answer.parts.isEmpty { answer = ResultReader.result(part, callID: id) }
        if part.typeName.map(Spelling.bare)?.hasSuffix("toolerror") == true { answer.isError = true }
        return answer
    }

    /// What stands inside a part that is a call, beside what was asked for: its result, where the producer wrote both.
    static func answer(inPart part: JSONValue) -> ToolResult? {
        CallReader.isCall(part) ? answer(inCall: part["toolInvocation"] ?? part) : nil
    }

    /// What a call holds of its result; nil where it holds none.
    static func answer(inCall call: JSONValue) -> ToolResult? {
        let body = call["state"]?.object != nil ? call["state"] ?? call : call
        let isState = call["state"]?.object != nil && ResultReader.errorText(body["error"]) != nil
        let names = ["result", "output", "errorText", "aggregated_output", "observation", "response", "tool_result"]
        guard isState || names.contains(where: { body[$0] != nil }) else { return nil }
        var result = ResultReader.result(body, callID: CallReader.identifier(call))
        if let error = body["errorText"]?.string {
            result.parts.append(.text(error))
            result.isError = true
        }
        return result
    }

    private static func body(_ part: JSONValue) -> JSONValue? {
        wrappers.lazy.compactMap { part[$0] }.first { $0.object != nil }
    }

    /// The id of the call that is answered.
    static func identifier(_ value: JSONValue) -> String? {
        for key in ["tool_call_id", "tool_use_id", "toolCallId", "call_id", "source_call_id"] {
            if let id = value[key]?.string { return id }
        }
        if let id = value["tool_call_ids"]?.array?.first?.string { return id }
        if let inner = value["tool_call_metadata"], let id = identifier(inner) { return id }
        let id = value.spelled(inOrder: [
            "toolcallid", "tooluseid", "callid", "sourcecallid", "functioncallid", "cause", "actionid",
        ])
        return id?.string ?? id?.int.map(String.init)
    }
}
