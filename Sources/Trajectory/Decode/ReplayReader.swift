import Wire

/// Reads steps that are a command and its outcome: the replay of a world (`Platform.docc/Worlds`), and SWE-agent's
/// `trajectory`.
enum ReplayReader {
    /// Members of a replay step that are shown elsewhere, or that only frame it.
    private static let framing: Set<String> = [
        "command", "command_name", "exit_code", "failed", "stdout", "stderr", "output", "result", "observation",
        "error",
        "timestamp", "created_at", "step_id", "index", "reasoning", "thought",
    ]

    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        builder.start(.agent)
        builder.step.timestamp = Timestamp(value["timestamp"]) ?? Timestamp(value["created_at"])
        builder.addReasoning((value["reasoning"] ?? value["thought"])?.string)
        let command = value["command"]?.string
        let name = value["command_name"]?.string ?? "command"
        var arguments: [(String, JSONValue)] = command.map { [("command", .string($0))] } ?? []
        arguments +=
            value.object?.members.filter { !framing.contains($0.key) && !$0.value.isNull }
            .map { ($0.key, $0.value) } ?? []
        var call = ToolCall(id: "", name: name, arguments: .object(JSONObject(arguments)))
        if let result = outcome(value) { call.results = [result] }
        builder.step.calls.append(call)
    }

    private static func outcome(_ value: JSONValue) -> ToolResult? {
        let keys = ["stdout", "stderr", "output", "result", "observation"]
        var parts = keys.flatMap { PartReader.parts(value[$0]) }
        if let error = ResultReader.errorText(value["error"]) { parts.append(.text(error)) }
        let code = value["exit_code"]?.int
        let isError = value["failed"]?.bool ?? code.map { $0 != 0 } ?? (value["error"] != nil ? true : nil)
        if parts.isEmpty, let code { parts = [.text("exit code: \(code)")] }
        guard !parts.isEmpty || isError != nil else { return nil }
        return ToolResult(callID: nil, parts: parts, isError: isError)
    }

    /// A turn of SWE-agent: what it thought, what it did, what came of it.
    static func read(action value: JSONValue, into builder: inout StepBuilder) {
        builder.start(.agent)
        let thought = value["thought"]?.string ?? ""
        builder.step.message += PartReader.parts(thought.isEmpty ? value["response"] : .string(thought))
        // The whole answer holds the thought, or says something else.
        if let response = value["response"]?.string, !response.contains(thought.trimmed) {
            builder.step.message.append(.text(response))
        }
        let result = ToolResult(callID: nil, parts: PartReader.parts(value["observation"]))
        var call = ToolCall(id: "", name: "action", arguments: ["command": value["action"] ?? ""])
        call.results = [result]
        builder.step.calls.append(call)
    }
}
