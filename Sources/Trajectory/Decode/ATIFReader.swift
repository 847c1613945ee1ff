import Wire

/// Reads a step of ATIF v1.0 to v1.8, and what real producers made of it (Trajectory.docc/ATIF).
enum ATIFReader {
    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        if builder.hasSource {
            // A step that only holds what the calls of this one were answered.
            builder.pairsInOrder = true
            builder.step.answered = Timestamp(value["timestamp"])
            let said = value["message"]?.string ?? ""
            let named = builder.step.calls.first { !$0.id.isEmpty && said.contains($0.id) }?.id
            return builder.results += results(value["observation"]).map { answer in
                var answer = answer
                answer.callID = answer.callID ?? named
                return answer
            }
        }
        builder.start(source(value["source"]?.string))
        builder.step.id = (value["step_id"] ?? value["stepId"]).flatMap { $0.string ?? $0.int.map(String.init) }
        builder.step.timestamp = Timestamp(value["timestamp"])
        builder.step.model = value["model_name"]?.string ?? value["model"]?.string
        let said = value.telling(messageKeys)
        readMessage(said, into: &builder)
        for text in ReasoningReader.texts(beside: value) { builder.addReasoning(text) }
        let ids = Set(builder.step.calls.map(\.id).filter { !$0.isEmpty })
        builder.step.calls += CallReader.list(value["tool_calls"] ?? value["toolCalls"]).filter { !ids.contains($0.id) }
        builder.results += results(value["observation"])
        builder.step.metrics = MetricsReader.metrics(value["metrics"])
        readMarks(value, into: &builder)
        var known = UnshownText.ofSteps
        for key in messageKeys where value[key] != said { known.remove(key) }
        known.remove("action")
        builder.step.unshown += UnshownText.keys(of: value, besides: known, in: builder.step)
    }

    /// Names of the message; one of them is shown.
    private static let messageKeys = ["message", "content", "text"]

    /// Sources that say who speaks, where nothing but a content stands beside them.
    static func isSpeaker(_ source: String?) -> Bool { source.map { speakers.contains($0.lowercased()) } ?? false }

    private static let speakers: Set<String> = ["system", "user", "human", "agent", "assistant", "environment"]

    private static func source(_ name: String?) -> StepSource {
        switch name?.lowercased() {
        case "system": .system
        case "user", "human": .user
        case "agent", "assistant": .agent
        default: .other(name ?? "")
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
        builder.step.message += PartReader.refusal(message)
    }

    /// The results of an observation: the list, or, not conforming, one bare result, or a list without its object.
    static func results(_ observation: JSONValue?) -> [ToolResult] {
        guard let observation else { return [] }
        if let results = observation.array { return results.map(result) }
        if let results = observation["results"]?.array {
            // What stands beside the list is an answer too.
            let beside = ResultReader.result(observation, callID: nil)
            return results.map(result) + (beside.parts.isEmpty ? [] : [beside])
        }
        if observation.object != nil {
            return observation["results"].map { [result($0)] } ?? (observation == [:] ? [] : [result(observation)])
        }
        return [ToolResult(callID: nil, parts: PartReader.parts(observation))]
    }

    private static func result(_ value: JSONValue) -> ToolResult {
        guard value.object != nil else { return ToolResult(callID: nil, parts: PartReader.parts(value)) }
        let id = value["source_call_id"] ?? value["tool_call_id"] ?? value["tool_use_id"] ?? value["sourceCallId"]
        var result = ResultReader.result(value, callID: id?.string)
        if result.parts.isEmpty, result.subagents.isEmpty {
            let rest = value.object?.members.filter { !ofResults.contains($0.key) && !$0.value.isNull } ?? []
            if !rest.isEmpty { result.parts = PartReader.parts(.object(JSONObject(members: rest))) }
        }
        return result
    }

    /// Members of a result that say nothing of what was answered.
    private static let ofResults: Set<String> = [
        "source_call_id", "tool_call_id", "tool_use_id", "sourceCallId", "content", "subagent_trajectory_ref", "extra",
        "metadata", "type", "role", "name", "id", "is_error", "isError", "status", "success", "timestamp", "exit_code",
        "output", "result", "response", "text", "stdout", "stderr", "error",
    ]

    private static func readMarks(_ value: JSONValue, into builder: inout StepBuilder) {
        let extra = value["extra"]
        builder.step.stopReason = (extra?["stop_reason"] ?? extra?["finish_reason"] ?? value["stop_reason"])?.string
        builder.step.agentID = (extra?["agent_id"] ?? extra?["agentId"])?.string
        builder.step.message += PartReader.refusal(value["refusal"] != nil ? value : extra ?? .null)
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
