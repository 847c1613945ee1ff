import Wire

/// Reads the events of the SDK's own trajectory form (`Platform.docc/Sessions`).
enum SDKEvents {
    static func read(_ value: JSONValue, type: String, into builder: inout StepBuilder) {
        builder.pairsInOrder = true
        switch type {
        case "GenerationStep": readGeneration(value, into: &builder)
        case "ToolEnd", "ToolError", "ToolStep": readTool(value, type: type, into: &builder)
        default: readNote(value, type: type, into: &builder)
        }
        builder.step.timestamp = builder.step.timestamp ?? Timestamp(value["timestamp"])
        builder.step.name = builder.step.name ?? value["agent_name"]?.string
    }

    /// What the model said: the last message of the assistant; earlier ones are the conversation that it was given.
    private static func readGeneration(_ value: JSONValue, into builder: inout StepBuilder) {
        builder.start(.agent)
        let messages = value["messages"]?.array ?? []
        if let said = messages.last(where: { $0["role"]?.string == "assistant" }) ?? messages.last {
            MessageReader.read(said, into: &builder)
        }
        builder.step.metrics = MetricsReader.metrics(value["usage"]) ?? builder.step.metrics
        builder.step.stopReason = value["stop_reason"]?.string ?? builder.step.stopReason
        if let error = ResultReader.errorText(value["error"]) { fail(error, &builder) }
    }

    private static func readTool(_ value: JSONValue, type: String, into builder: inout StepBuilder) {
        builder.start(.other("tool"))
        let call = value["tool_call"].map(CallReader.call)
        let id = call?.id ?? value["tool_call_id"]?.string
        var result = ResultReader.result(resultBody(value), callID: id)
        if type == "ToolError" || ResultReader.errorText(value["error"]) != nil { result.isError = true }
        if let call, !call.id.isEmpty, !builder.step.calls.contains(where: { $0.id == call.id }) {
            builder.step.calls.append(call)
        }
        // An end repeats what the tool's step said.
        if let at = builder.results.firstIndex(where: { $0.callID == id && id?.isEmpty == false }) {
            if !result.parts.isEmpty { builder.results[at] = result }
        } else {
            builder.results.append(result)
        }
    }

    private static func resultBody(_ value: JSONValue) -> JSONValue {
        if value["result"] != nil || value["error"] != nil { return value }
        guard let message = value["message"] ?? value["messages"]?.array?.last else { return value }
        return ["content": message["content"] ?? .null]
    }

    private static func readNote(_ value: JSONValue, type: String, into builder: inout StepBuilder) {
        builder.start(.system)
        let reason = value["stop_reason"]?.string ?? value["status"]?.string
        let texts = value.object?.members.filter { !framing.contains($0.key) }.compactMap(\.value.string) ?? []
        let words = ([type, reason].compactMap(\.self) + texts.filter { !$0.isEmpty }).joined(separator: ": ")
        builder.step.message.append(.text(words))
        builder.step.stopReason = value["stop_reason"]?.string
        if type == "CompactionEvent" { builder.flags.insert(.compaction) }
        if let error = ResultReader.errorText(value["error"]) {
            fail(error, &builder)
        } else if type.hasSuffix("Error") || type == "AgentStalled" {
            builder.flags.insert(.error)
        }
    }

    /// Members of an event that say when and whose it is.
    private static let framing: Set<String> = [
        "_type", "timestamp", "agent_id", "agent_name", "session_id", "uuid", "id", "step", "stop_reason", "status",
        "error", "run_id", "trace_id", "span_id", "created_at",
    ]

    private static func fail(_ error: String, _ builder: inout StepBuilder) {
        builder.flags.insert(.error)
        builder.step.message.append(.text(error))
    }
}
