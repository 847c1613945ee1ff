import Wire

/// Reads items that are told by their `type`: the Responses API, Codex rollouts, sessions of gemini-cli.
enum ItemReader {
    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        builder.step.timestamp = builder.step.timestamp ?? Timestamp(value["timestamp"])
        let type = value["type"]?.string ?? ""
        if type == "event_msg" {
            let usage =
                value["payload"]?["info"]?["last_token_usage"] ?? value["payload"]?["info"]?["total_token_usage"]
            return builder.step.metrics = MetricsReader.metrics(usage) ?? builder.step.metrics
        }
        switch ElementKinds.types[type] {
        case .agentPart(.reasoning):
            builder.start(.agent)
            builder.addReasoning(ReasoningReader.text(value))
        case .agentPart(.call): readCall(value, into: &builder)
        case .result:
            builder.start(.other("tool"))
            builder.results.append(ResultReader.result(value, callID: value["call_id"]?.string))
            noteAnswer(value, at: value["timestamp"], in: &builder)
        default: readSpoken(value, type: type, into: &builder)
        }
    }

    /// When a result came, which says so itself.
    static func noteAnswer(_ item: JSONValue, at time: JSONValue?, in builder: inout StepBuilder) {
        guard ElementKinds.types[item["type"]?.string ?? ""] == .result, let time = Timestamp(time) else { return }
        builder.step.answered = time
    }

    private static func readCall(_ value: JSONValue, into builder: inout StepBuilder) {
        builder.start(.agent)
        builder.pairsInOrder = true
        let call = CallReader.call(value)
        builder.step.calls.append(call)
        // Calls that the provider makes itself carry their result.
        let isImage = value["type"]?.string == "image_generation_call"
        var parts: [Part] = []
        for key in ["result", "output", "outputs", "results"] {
            guard isImage, let data = value[key]?.string else {
                ResultReader.add(PartReader.parts(value[key]), to: &parts)
                continue
            }
            parts.append(.media(Media(kind: "image", inlineBytes: data.utf8.count * 3 / 4)))
        }
        let error = ResultReader.errorText(value["error"])
        if let error { ResultReader.add([.text(error)], to: &parts) }
        guard !parts.isEmpty else { return }
        builder.results.append(ToolResult(callID: call.id, parts: parts, isError: error == nil ? nil : true))
    }

    private static func readSpoken(_ value: JSONValue, type: String, into builder: inout StepBuilder) {
        switch type {
        case "user", "human": builder.start(.user)
        case "gemini", "assistant", "ai": builder.start(.agent)
        case "system", "info", "warning", "compacted", "compaction": builder.start(.system)
        default: builder.start(.other(type))
        }
        if type == "compacted" || type == "compaction" { builder.flags.insert(.compaction) }
        if type == "error" { builder.flags.insert(.error) }
        // LangChain writes the message itself into `data`.
        var message = (value["data"]?["content"] != nil ? value["data"] : value)?.object ?? JSONObject()
        message["role"] = .string(type)
        if message["content"] == nil {
            let payload = value["payload"]
            message["content"] =
                value["message"] ?? payload?["message"] ?? payload?["reason"] ?? value["summary"]
        }
        MessageReader.read(.object(message), into: &builder)
        if builder.step.message.isEmpty, builder.step.calls.isEmpty, builder.results.isEmpty {
            builder.step.message = [PartReader.unknown(value, type)]
        }
    }
}
