import Wire

/// Reads a chat message: OpenAI's, the platform's, Docent's, SWE-agent's, mini-swe-agent's, ShareGPT's, Anthropic's.
enum MessageReader {
    static func read(_ message: JSONValue, into builder: inout StepBuilder) {
        let role =
            message["role"]?.string ?? message["from"]?.string
            ?? (message["tool_calls"] != nil || message["reasoning_content"] != nil ? "assistant" : "")
        builder.pairsInOrder = true
        let isAnswer = builder.expectsAnswer && Spelling.word(role) == .user
        let isResult = ElementKinds.role(role) == .result || isAnswer
        if isResult {
            readResult(message, role: role, into: &builder)
        } else {
            readTurn(message, role: role, into: &builder)
        }
        readFacts(message, into: &builder)
        let said = isResult ? message.telling(answerKeys) : content(of: message)
        let known = isResult ? UnshownText.ofResults : UnshownText.ofMessages
        builder.step.unshown += UnshownText.keys(of: message, besides: known, in: builder.step).filter {
            message[$0] != said
        }
    }

    /// What a turn says: the first of these members that says something. Only a text is a turn under the last names, which
    /// others use for the whole answer of the API.
    private static func content(of message: JSONValue) -> JSONValue? {
        let texts = ["output", "response"].filter { message[$0]?.string != nil }
        return message.telling(["content", "value", "parts", "text", "message", "blocks"] + texts)
    }

    /// Names of what a tool answered, of which the last are shown only where the others say nothing.
    private static let answerKeys = [
        "content", "output", "result", "response", "text", "stdout", "stderr", "value", "parts", "message",
        "observation",
    ]

    /// A message inside a line of a session or a choice of an answer, where the line knows the time and why it ended.
    static func read(enclosed message: JSONValue, in line: JSONValue, into builder: inout StepBuilder) {
        let followsCall = builder.hasSource
        read(message, into: &builder)
        let time = Timestamp(line["timestamp"])
        builder.step.timestamp = builder.step.timestamp ?? time
        if followsCall, let time { builder.step.answered = time }
        builder.step.stopReason = (line["finish_reason"] ?? line["finishReason"])?.string ?? builder.step.stopReason
        let parent = line["parent_tool_use_id"]?.string
        builder.step.agentID = builder.step.agentID ?? line["agentId"]?.string ?? parent
        if line["isSidechain"]?.bool == true || parent != nil { builder.flags.insert(.sidechain) }
    }

    private static func readTurn(_ message: JSONValue, role: String, into builder: inout StepBuilder) {
        let isFollowUp = builder.hasSource
        let word = Spelling.word(role)
        builder.start(Spelling.source(word, role))
        let content = content(of: message)
        if word == .call, let content { return builder.step.calls += CallReader.list(content) }
        if word == .reasoning { return builder.addReasoning(PartReader.parts(content).plainText) }
        if word == nil, let command = message["command"] ?? message["code"] {
            return readCommand(command, message, &builder)
        }
        builder.results += answers(content)
        // A user's message that carries results to an agent's step is part of that step; what else it says follows.
        let spoken =
            content?.array.map { parts in
                JSONValue.array(parts.filter { !CallReader.isCall($0) && !AnswerReader.isAnswer($0) })
            } ?? content
        var parts = PartReader.parts(spoken)
        for key in ["parts", "text"] {
            // Some write what was said twice, once in the new way.
            guard let extra = message[key], extra != content else { continue }
            let others = extra.array?.filter { !CallReader.isCall($0) && !AnswerReader.isAnswer($0) }
            ResultReader.add(PartReader.parts(others.map(JSONValue.array) ?? extra), to: &parts)
        }
        if isFollowUp, !answers(content).isEmpty, !parts.isEmpty {
            builder.results.append(ToolResult(callID: nil, parts: parts))
        } else if message["channel"]?.string == "analysis" {
            builder.addReasoning(parts.plainText)
        } else {
            builder.step.message += parts
        }
        builder.step.message += PartReader.refusal(message)
        for text in ReasoningReader.texts(beside: message) { builder.addReasoning(text) }
        if let thought = message["thought"]?.string, !parts.plainText.contains(thought.trimmed) {
            builder.addReasoning(thought)
        }
        builder.step.calls += CallReader.calls(of: message)
        if let action = message["action"]?.string, !action.isEmpty, builder.step.calls.isEmpty,
            builder.step.source == .agent
        {
            builder.step.calls.append(ToolCall(id: "", name: "action", arguments: ["command": .string(action)]))
            builder.expectsAnswer = true
        }
        readInlineResults(message, into: &builder)
        readAudio(message["audio"], into: &builder)
    }

    /// Results that stand inside their calls (gemini-cli), and errors of calls (Docent).
    private static func readInlineResults(_ message: JSONValue, into builder: inout StepBuilder) {
        for value in message["toolCalls"]?.array ?? message["tool_calls"]?.array ?? [] {
            if let answer = AnswerReader.answer(inCall: value) {
                builder.results.append(answer)
            } else if ResultReader.errorText(value["error"]) != nil {
                builder.results.append(ResultReader.result(value, callID: CallReader.identifier(value)))
            }
        }
        builder.results += AnswerReader.lists(of: message)
        for part in (message["content"]?.array ?? []) + (message["parts"]?.array ?? []) {
            if let answer = AnswerReader.answer(inPart: part) { builder.results.append(answer) }
        }
        let answered = Set(builder.results.compactMap(\.callID))
        for value in message["toolInvocations"]?.array ?? []
        where !answered.contains(CallReader.identifier(value) ?? "") {
            if let answer = AnswerReader.answer(inCall: value) { builder.results.append(answer) }
        }
    }

    /// What tools answered, where it stands among the parts of a content.
    private static func answers(_ content: JSONValue?) -> [ToolResult] {
        (content?.array ?? []).filter(AnswerReader.isAnswer).map(AnswerReader.answer)
    }

    /// A command that somebody ran beside the agent, with what came of it.
    private static func readCommand(_ command: JSONValue, _ message: JSONValue, _ builder: inout StepBuilder) {
        builder.step.calls.append(ToolCall(id: "", name: builder.step.source.name, arguments: ["command": command]))
        builder.results.append(ResultReader.result(message, callID: nil))
    }

    private static func readAudio(_ audio: JSONValue?, into builder: inout StepBuilder) {
        guard let audio, audio.object != nil else { return }
        builder.step.message.append(
            .media(Media(kind: "audio", inlineBytes: audio["data"]?.string.map { $0.utf8.count * 3 / 4 })))
        if let transcript = audio["transcript"]?.string { builder.step.message.append(.text(transcript)) }
    }

    private static func readResult(_ message: JSONValue, role: String, into builder: inout StepBuilder) {
        builder.start(.other(role))
        let id = AnswerReader.identifier(message)
        let inContent = answers(message["content"] ?? message["parts"]) + AnswerReader.lists(of: message)
        guard inContent.isEmpty else { return readAnswers(inContent, beside: message, id: id, into: &builder) }
        var content = message
        if content["content"] == nil, let value = message["value"] ?? message["parts"] ?? message["blocks"] {
            content = ["content": value]
        }
        var result = ResultReader.result(content, callID: id)
        if result.parts.isEmpty { result.parts = PartReader.parts(message["message"]) }
        builder.results.append(result)
    }

    /// Answers among the parts of a tool's message, and what else the message says: of the call that it names.
    private static func readAnswers(
        _ answers: [ToolResult], beside message: JSONValue, id: String?, into builder: inout StepBuilder
    ) {
        builder.results += answers.map { answer in
            var answer = answer
            answer.callID = answer.callID ?? id
            return answer
        }
        guard var others = message.object else { return }
        let list = message["content"] ?? message["parts"]
        others["content"] = .array(list?.array?.filter { !AnswerReader.isAnswer($0) } ?? [])
        let rest = ResultReader.result(.object(others), callID: id)
        if !rest.parts.isEmpty { builder.results.append(rest) }
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
            Timestamp(of: message) ?? Timestamp(extra?["timestamp"]) ?? Timestamp(metadata?["atif_timestamp"])
        let isResult = ElementKinds.role(message["role"]?.string ?? "") == .result
        let hasModel = step.source == .agent || !isResult
        step.timestamp = step.timestamp ?? time
        if isResult, let time { step.answered = time }
        if hasModel {
            let names = ["model", "modelID", "modelId", "model_name"]
            step.model = step.model ?? names.lazy.compactMap { message[$0]?.string }.first ?? response?["model"]?.string
        }
        if !isResult { step.name = step.name ?? message["name"]?.string ?? message["agent"]?.string }
        if let to = message["recipient"]?.string, to != "all" { step.name = step.name ?? "to \(to)" }
        // An answer that stands alone has nothing else to tell whose it is.
        if isResult, step.source != .agent { step.name = step.name ?? message["name"]?.string }
        step.stopReason = step.stopReason ?? stopReason(message, extra, response, metadata)
        let usage = message["usage"] ?? response?["usage"] ?? message["tokens"] ?? metadata?["atif_metrics"]
        let cost = message["cost_usd"]?.quantity ?? extra?["cost"]?.quantity
        // One message may come in several lines, each with what was used so far.
        if let new = MetricsReader.metrics(usage, cost: cost),
            (step.metrics?.completionTokens ?? 0) <= (new.completionTokens ?? 0)
        {
            step.metrics = new
        }
        builder.step = step
        if let failure = message["errorMessage"] ?? message["error_message"], let text = ResultReader.errorText(failure)
        {
            builder.flags.insert(.error)
            ResultReader.add([.text(text)], to: &builder.step.message)
        }
        if message["compacted_at"] != nil { builder.flags.insert(.compacted) }
        // Examples in front of the task, and runs that ended in an exception.
        if message["is_demo"]?.bool == true { builder.flags.insert(.copied) }
        if ResultReader.errorText(extra?["exception_str"]) != nil { builder.flags.insert(.error) }
        for key in ["submission", "exception_str", "traceback"] where message["role"]?.string == "exit" {
            ResultReader.add(PartReader.parts(extra?[key]), to: &builder.step.message)
        }
        if metadata?["atif_extra"]?["is_sidechain"]?.bool == true { builder.flags.insert(.sidechain) }
    }

    private static func stopReason(
        _ message: JSONValue, _ extra: JSONValue?, _ response: JSONValue?, _ metadata: JSONValue?
    ) -> String? {
        let places: [JSONValue?] = [
            message, extra, response?["choices"]?.array?.first, response, metadata, metadata?["atif_extra"],
        ]
        for place in places {
            for key in ["stop_reason", "finish_reason", "finishReason", "exit_status", "stopReason"] {
                if let reason = place?[key]?.string { return reason }
            }
        }
        return nil
    }
}
