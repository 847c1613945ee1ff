import Wire

/// Reads a step of ATIF v1.0 to v1.8, and what real producers made of it (`ATIF.md 1 to 3`).
enum ATIFReader {
    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        builder.start(source(value["source"]?.string))
        builder.step.id = value["step_id"].flatMap { $0.string ?? $0.int.map(String.init) }
        builder.step.timestamp = Timestamp(value["timestamp"])
        builder.step.model = value["model_name"]?.string ?? value["model"]?.string
        readMessage(value["message"], into: &builder)
        builder.addReasoning(value["reasoning_content"].flatMap(ReasoningReader.text))
        builder.step.calls += calls(value)
        builder.results += results(value["observation"])
        builder.step.metrics = MetricsReader.metrics(value["metrics"])
        readMarks(value, into: &builder)
    }

    private static func source(_ name: String?) -> StepSource {
        switch name {
        case "system": .system
        case "user": .user
        case "agent", "assistant": .agent
        case .some(let other): .other(other)
        case nil: .other("")
        }
    }

    /// The message: text, parts, or a chat message or request that the producer put there whole.
    private static func readMessage(_ message: JSONValue?, into builder: inout StepBuilder) {
        guard let message, message.object != nil else {
            if let parts = message?.array { builder.step.calls += parts.filter(CallReader.isCall).map(CallReader.call) }
            let own = message?.array.map { JSONValue.array($0.filter { !CallReader.isCall($0) }) } ?? message
            return builder.step.message += PartReader.parts(own)
        }
        for text in ReasoningReader.texts(beside: message) { builder.addReasoning(text) }
        builder.step.calls += CallReader.calls(of: message)
        builder.step.message += PartReader.parts(message)
        if let refusal = message["refusal"]?.string, !refusal.isEmpty { builder.step.message.append(.refusal(refusal)) }
    }

    private static func calls(_ value: JSONValue) -> [ToolCall] {
        let calls = value["tool_calls"]
        return (calls?.array ?? (calls?.object != nil ? calls.map { [$0] } ?? [] : [])).filter { !$0.isNull }
            .map(CallReader.call)
    }

    /// The results of an observation: the list, or, not conforming, one bare result, or a list without its object.
    static func results(_ observation: JSONValue?) -> [ToolResult] {
        guard let observation else { return [] }
        if let results = observation["results"]?.array ?? observation.array { return results.map(result) }
        if observation.object != nil {
            return observation["results"].map { [result($0)] } ?? (observation == [:] ? [] : [result(observation)])
        }
        return [ToolResult(callID: nil, parts: PartReader.parts(observation))]
    }

    private static func result(_ value: JSONValue) -> ToolResult {
        guard value.object != nil else { return ToolResult(callID: nil, parts: PartReader.parts(value)) }
        let id = value["source_call_id"] ?? value["tool_call_id"] ?? value["tool_use_id"]
        return ResultReader.result(value, callID: id?.string)
    }

    private static func readMarks(_ value: JSONValue, into builder: inout StepBuilder) {
        let extra = value["extra"]
        builder.step.stopReason = (extra?["stop_reason"] ?? extra?["finish_reason"] ?? value["stop_reason"])?.string
        builder.step.agentID = (extra?["agent_id"] ?? extra?["agentId"])?.string
        if let refusal = (value["refusal"] ?? extra?["refusal"])?.string, !refusal.isEmpty {
            builder.step.message.append(.refusal(refusal))
        }
        if ResultReader.errorText(extra?["error"] ?? value["error"]) != nil { builder.flags.insert(.error) }
        if value["is_copied_context"]?.bool == true { builder.flags.insert(.copied) }
        if extra?["is_sidechain"]?.bool == true { builder.flags.insert(.sidechain) }
        if let management = extra?["context_management"] {
            builder.flags.insert(.compaction)
            if management["boundary"]?.string == "replace" { builder.flags.insert(.contextReplaced) }
        }
        if value["llm_call_count"]?.int == 0, builder.step.source == .agent { builder.flags.insert(.deterministic) }
    }
}
