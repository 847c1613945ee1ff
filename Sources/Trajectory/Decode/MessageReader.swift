import Wire

/// Reads a chat message: OpenAI's, the platform's, Docent's, SWE-agent's, mini-swe-agent's, ShareGPT's, Anthropic's.
enum MessageReader {
    /// Names of the roles that are not shown as they are.
    private static let sources: [String: StepSource] = [
        "system": .system, "developer": .system, "user": .user, "human": .user,
        "assistant": .agent, "model": .agent, "gpt": .agent, "ai": .agent, "gemini": .agent, "agent": .agent,
        "chatgpt": .agent, "bot": .agent,
    ]

    static func read(_ message: JSONValue, into builder: inout StepBuilder) {
        let role =
            message["role"]?.string ?? message["from"]?.string
            ?? (message["tool_calls"] != nil || message["reasoning_content"] != nil ? "assistant" : "")
        builder.pairsInOrder = true
        if ElementKinds.roles[role] == .result {
            readResult(message, role: role, into: &builder)
        } else {
            readTurn(message, role: role, into: &builder)
        }
        readFacts(message, into: &builder)
    }

    /// A message inside a line of a session or a choice of an answer, where the line knows the time and why it ended.
    static func read(enclosed message: JSONValue, in line: JSONValue, into builder: inout StepBuilder) {
        let isAnswer = builder.hasSource
        read(message, into: &builder)
        let time = Timestamp(line["timestamp"])
        builder.step.timestamp = builder.step.timestamp ?? time
        if isAnswer, let time { builder.step.answered = time }
        builder.step.stopReason = line["finish_reason"]?.string ?? builder.step.stopReason
        builder.step.agentID = builder.step.agentID ?? line["agentId"]?.string
        if line["isSidechain"]?.bool == true { builder.flags.insert(.sidechain) }
    }

    private static func readTurn(_ message: JSONValue, role: String, into builder: inout StepBuilder) {
        let isFollowUp = builder.hasSource
        builder.start(sources[role] ?? .other(role))
        let content = message["content"] ?? message["value"] ?? message["parts"]
        let answers = content?.array?.filter { $0["type"]?.string == "tool_result" } ?? []
        builder.results += answers.map { ResultReader.result($0, callID: $0["tool_use_id"]?.string) }
        // A user's message that carries results to an agent's step is part of that step; what else it says follows.
        let spoken =
            content?.array.map { parts in
                JSONValue.array(parts.filter { !CallReader.isCall($0) && $0["type"]?.string != "tool_result" })
            } ?? content
        let parts = PartReader.parts(spoken)
        if isFollowUp, !answers.isEmpty, !parts.isEmpty {
            builder.results.append(ToolResult(callID: nil, parts: parts))
        } else {
            builder.step.message += parts
        }
        if let refusal = message["refusal"]?.string, !refusal.isEmpty { builder.step.message.append(.refusal(refusal)) }
        for text in ReasoningReader.texts(beside: message) { builder.addReasoning(text) }
        let calls = CallReader.calls(of: message)
        builder.step.calls += calls
        readInlineResults(message, calls: calls, into: &builder)
        readAudio(message["audio"], into: &builder)
    }

    /// Results that stand inside their calls (gemini-cli), and errors of calls (Docent).
    private static func readInlineResults(_ message: JSONValue, calls: [ToolCall], into builder: inout StepBuilder) {
        for value in message["toolCalls"]?.array ?? message["tool_calls"]?.array ?? [] where value["result"] != nil {
            builder.results.append(ResultReader.result(value, callID: CallReader.identifier(value)))
        }
    }

    private static func readAudio(_ audio: JSONValue?, into builder: inout StepBuilder) {
        guard let audio, audio.object != nil else { return }
        builder.step.message.append(
            .media(Media(kind: "audio", inlineBytes: audio["data"]?.string.map { $0.utf8.count * 3 / 4 })))
        if let transcript = audio["transcript"]?.string { builder.step.message.append(.text(transcript)) }
    }

    private static func readResult(_ message: JSONValue, role: String, into builder: inout StepBuilder) {
        builder.start(.other(role))
        let id =
            message["tool_call_id"] ?? message["toolCallId"] ?? message["tool_call_ids"]?.array?.first
            ?? message["call_id"]
        var content = message
        if content["content"] == nil, let value = message["value"] { content = ["content": value] }
        builder.results.append(ResultReader.result(content, callID: id?.string))
    }

    /// What is beside the content: who, when, which model, what it cost, and why it ended.
    private static func readFacts(_ message: JSONValue, into builder: inout StepBuilder) {
        let extra = message["extra"]
        let response = extra?["response"]
        let metadata = message["metadata"]
        var step = builder.step
        step.seq = step.seq ?? message["seq"]?.int
        step.id = step.id ?? message["id"]?.string ?? message["uuid"]?.string
        let time =
            Timestamp(message["created_at"]) ?? Timestamp(message["timestamp"]) ?? Timestamp(extra?["timestamp"])
            ?? Timestamp(metadata?["atif_timestamp"])
        let isResult = ElementKinds.roles[message["role"]?.string ?? ""] == .result
        step.timestamp = step.timestamp ?? time
        if isResult, let time { step.answered = time }
        step.model = step.model ?? message["model"]?.string ?? response?["model"]?.string
        if !isResult { step.name = step.name ?? message["name"]?.string ?? message["agent"]?.string }
        step.stopReason = step.stopReason ?? stopReason(message, extra, response, metadata)
        let usage = message["usage"] ?? response?["usage"] ?? message["tokens"] ?? metadata?["atif_metrics"]
        let cost = message["cost_usd"]?.double ?? extra?["cost"]?.double
        step.metrics = step.metrics ?? MetricsReader.metrics(usage, cost: cost)
        builder.step = step
        if message["compacted_at"] != nil { builder.flags.insert(.compacted) }
        // Examples in front of the task, and runs that ended in an exception.
        if message["is_demo"]?.bool == true { builder.flags.insert(.copied) }
        if ResultReader.errorText(extra?["exception_str"]) != nil { builder.flags.insert(.error) }
        if metadata?["atif_extra"]?["is_sidechain"]?.bool == true { builder.flags.insert(.sidechain) }
    }

    private static func stopReason(
        _ message: JSONValue, _ extra: JSONValue?, _ response: JSONValue?, _ metadata: JSONValue?
    ) -> String? {
        let places: [JSONValue?] = [
            message, extra, response?["choices"]?.array?.first, response, metadata, metadata?["atif_extra"],
        ]
        for place in places {
            for key in ["stop_reason", "finish_reason", "finishReason", "exit_status"] {
                if let reason = place?[key]?.string { return reason }
            }
        }
        return nil
    }
}
