import Wire

/// What the spans of one trace say, as messages: of each model's span what is new, and what tools did where nothing else
/// tells of it.
struct SpanConversation {
    private var messages: [JSONValue] = []
    private var log = ExchangeLog()
    private var model: String?
    private var error: String?
    private var scores = JSONObject()
    /// Calls that are answered in what a model was asked.
    private var told: Set<String> = []
    /// Calls that were asked for and not answered as yet.
    private var open = 0
    /// Tools that failed: the call, and what came of it.
    private var failed: [(id: String?, text: String)] = []

    init(_ spans: [Span]) {
        let ordered = Self.ordered(spans)
        let exchanges = ordered.map { ($0, Self.asked($0), Self.answered($0)) }
        let hasModels = exchanges.contains { $0.0.kind == .model && !($0.1.isEmpty && $0.2.isEmpty) }
        for exchange in exchanges { told.formUnion(exchange.1.flatMap(Self.answers)) }
        failed = ordered.filter { $0.kind == .tool }.compactMap { span in
            span.error.map { (span.attributes.text(SpanKeys.callID), span.attributes.text(SpanKeys.result) ?? $0) }
        }
        let root = hasModels ? exchanges.first.flatMap { $0.0.isRoot && $0.0.kind == .frame ? $0 : nil } : nil
        if let root { open(root.1, exchanges.flatMap { $0.0.kind == .model ? $0.1 : [] }, root.0) }
        for (span, asked, answered) in exchanges {
            model = model ?? (hasModels && span.kind != .model ? nil : span.attributes.text(SpanKeys.model))
            scores(of: span)
            // What is around the calls of models says again what these do, and more shortly.
            if span.kind == .frame, hasModels { continue }
            if span.kind == .tool {
                tool(span)
            } else {
                add(log.take(asked), of: span)
                answer(log.take(answered), of: span)
            }
        }
        if let root { close(root.2, root.0) }
        error = ordered.first { $0.error != nil && $0.kind != .tool }?.error
    }

    /// By when they began; one that does not say it follows the one before it.
    private static func ordered(_ spans: [Span]) -> [Span] {
        var last = 0.0
        let times = spans.map { span in
            last = span.started?.seconds ?? last
            return last
        }
        return spans.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { spans[$0] }
    }

    /// Adds what the whole was asked, where no model was.
    private mutating func open(_ first: [JSONValue], _ asked: [JSONValue], _ root: Span) {
        add(Self.unsaid(first, in: asked), of: root)
    }

    /// Adds what the whole came to, where no model said it.
    private mutating func close(_ last: [JSONValue], _ root: Span) {
        for message in Self.unsaid(last, in: messages) { append(message, at: root.ended) }
    }

    private static func unsaid(_ new: [JSONValue], in known: [JSONValue]) -> [JSONValue] {
        let said = known.map { message in
            let step = read(message)
            return step.message.plainText + "\n" + step.results.map(\.text).joined(separator: "\n")
        }.joined(separator: "\n")
        return new.filter { message in
            let text = read(message).message.plainText.trimmed
            return !text.isEmpty && !said.contains(text)
        }
    }

    func document(trace: String, beside: JSONObject) -> JSONValue? {
        guard !messages.isEmpty else { return nil }
        var document = beside
        if !trace.isEmpty { document["trace_id"] = .string(trace) }
        if let model { document["model"] = .string(model) }
        if let error, document["error"].map(\.isNull) ?? true { document["error"] = .string(error) }
        if !scores.isEmpty { document["scores"] = .object(scores) }
        document["messages"] = .array(messages)
        return .object(document)
    }

    // MARK: What a model was asked, and what it answered

    private static func asked(_ span: Span) -> [JSONValue] {
        guard span.kind != .tool else { return [] }
        var found: [JSONValue] = []
        if let system = span.attributes[SpanKeys.system] { found += Self.messages(system, role: "system") }
        let input = span.attributes[SpanKeys.asked] ?? span.attributes[SpanKeys.input]
        found += Self.messages(input, role: "user")
        for event in span.events {
            if let system = event.attributes[SpanKeys.system] { found += Self.messages(system, role: "system") }
            found += Self.messages(event.attributes[SpanKeys.asked], role: "user")
            guard let role = Self.role(event.name), event.name != "gen_ai.choice" else { continue }
            found += Self.messages(Self.message(event.attributes), role: role)
        }
        return found
    }

    private static func answered(_ span: Span) -> [JSONValue] {
        guard span.kind != .tool else { return [] }
        var found = Self.messages(span.attributes[SpanKeys.answered], role: "assistant")
        if let calls = span.attributes[SpanKeys.answeredCalls] {
            var message = found.popLast()?.object ?? JSONObject([("role", "assistant"), ("content", "")])
            message["tool_calls"] = calls
            found.append(.object(message))
        }
        if found.isEmpty { found = Self.messages(span.attributes[SpanKeys.output], role: "assistant") }
        for event in span.events {
            found += Self.messages(event.attributes[SpanKeys.answered], role: "assistant")
            guard event.name == "gen_ai.choice" else { continue }
            let choice = Self.message(event.attributes)
            found += Self.messages(choice["message"]?.opened ?? choice, role: "assistant")
        }
        return found
    }

    /// Whose message an event is: `gen_ai.user.message`.
    private static func role(_ event: String) -> String? {
        let words = event.split(separator: ".")
        guard words.count == 3, words[2] == "message", words[0] == "gen_ai" else { return nil }
        return String(words[1])
    }

    private static func message(_ attributes: SpanAttributes) -> JSONValue {
        if let whole = attributes[["gen_ai.event.content", "event_body"]] { return whole }
        var message = JSONObject()
        for key in ["role", "content", "tool_calls", "id", "name", "message", "finish_reason", "parts"] {
            if let value = attributes[[key]] { message[key] = value }
        }
        return .object(message)
    }

    /// The messages of a text, of parts, of a list, or of what holds a list, each with whose it is.
    private static func messages(_ value: JSONValue?, role: String) -> [JSONValue] {
        guard let value = (value?.opened).map({ Carriers.opened($0) }), !value.isNull else { return [] }
        if let list = value.array {
            if !list.isEmpty, list.allSatisfy(isPart) { return [["role": .string(role), "parts": value]] }
            return list.flatMap { messages($0, role: role) }
        }
        guard var message = value.object else {
            return [
                ["role": .string(role), "content": value.string.map(JSONValue.string) ?? .string(value.serialized())]
            ]
        }
        for key in ["message", "messages", "choices", "generations", "kwargs"] where message["role"] == nil {
            if let inner = value[key], inner.opened.string == nil { return messages(inner, role: role) }
        }
        let said = ["content", "parts", "tool_calls", "contents", "text"].contains { value[$0] != nil }
        guard said || message["role"] != nil else {
            let text = Said.parts(value).plainText
            return text.isEmpty || message.isEmpty ? [] : [["role": .string(role), "content": .string(text)]]
        }
        // Parts that are named by what they are of.
        if let contents = value["contents"]?.array, value["content"] == nil {
            message["content"] = .array(contents.map { $0["message_content"] ?? $0 })
        }
        if let content = value["content"]?.opened, content.array?.allSatisfy({ $0["type"] != nil }) == true {
            message["content"] = content
        }
        if message["role"]?.string == nil {
            let type =
                [.system, .user, .agent, .result].contains(Spelling.word(value["type"]?.string)) ? value["type"] : nil
            message["role"] = type ?? .string(role)
        }
        return [.object(message)]
    }

    /// Whether it is a part of a message: its type says what it is, and not who speaks.
    private static func isPart(_ value: JSONValue) -> Bool {
        guard let type = value["type"]?.string, ["role", "message", "kwargs"].allSatisfy({ value[$0] == nil }) else {
            return false
        }
        let bare = Spelling.bare(type)
        return ![.system, .user, .agent].contains(Spelling.word(type)) && bare != "tool" && bare != "function"
            && !bare.hasSuffix("message")
    }

    private mutating func add(_ new: [JSONValue], of span: Span) {
        for message in new { append(message, at: span.started) }
    }

    private mutating func answer(_ new: [JSONValue], of span: Span) {
        for (place, message) in new.enumerated() {
            guard var members = message.object else { continue }
            if place == 0 {
                var usage = JSONObject()
                if let count = span.attributes[SpanKeys.inputTokens] { usage["prompt_tokens"] = count }
                if let count = span.attributes[SpanKeys.outputTokens] { usage["completion_tokens"] = count }
                if !usage.isEmpty { members["usage"] = .object(usage) }
            }
            if let model = span.attributes.text(SpanKeys.model) { members["model"] = .string(model) }
            let stop = span.attributes[SpanKeys.stop]
            if let stop = stop?.array?.first ?? stop, members["finish_reason"] == nil {
                members["finish_reason"] = stop
            }
            append(.object(members), at: span.ended ?? span.started)
        }
        if new.isEmpty, let failure = span.error, span.kind == .model {
            append(["role": "assistant", "content": "", "error_message": .string(failure)], at: span.ended)
        }
    }

    private mutating func append(_ message: JSONValue, at time: Timestamp?) {
        guard var members = message.object else { return }
        if let time, members["timestamp"] == nil { members["timestamp"] = .string(time.iso8601) }
        let answers = Self.read(message).results
        let isFailure = failed.contains { failure in
            answers.contains { $0.callID == failure.id && failure.id != nil || $0.text.trimmed == failure.text.trimmed }
        }
        if isFailure { members["is_error"] = true }
        messages.append(.object(members))
        open += Self.calls(message).count
        open = max(0, open - Self.answers(message).count)
    }

    // MARK: Tools

    /// The calls of a message, as anybody reads it.
    private static func calls(_ message: JSONValue) -> [ToolCall] { read(message).calls }

    /// The ids of the calls that a message answers.
    private static func answers(_ message: JSONValue) -> [String] {
        let step = read(message)
        return (step.results + step.calls.flatMap(\.results)).map { $0.callID ?? "" }
    }

    private static func read(_ message: JSONValue) -> Step {
        var builder = StepBuilder(number: 0)
        ElementReader.read(message, into: &builder)
        return builder.finished()
    }

    private mutating func tool(_ span: Span) {
        let id = span.attributes.text(SpanKeys.callID)
        // Without a name it is one of those that models were told of, where they were told of any.
        guard id.map({ !told.contains($0) }) ?? told.isEmpty else { return }
        let name = span.attributes.text(SpanKeys.tool) ?? span.name
        if open == 0 {
            let call: JSONValue = [
                "id": .string(id ?? ""), "type": "function",
                "function": ["name": .string(name), "arguments": span.attributes[SpanKeys.call] ?? [:]],
            ]
            append(["role": "assistant", "content": "", "tool_calls": [call]], at: span.started)
        }
        var answer = JSONObject([("role", "tool"), ("name", .string(name))])
        if let id { answer["tool_call_id"] = .string(id) }
        answer["content"] = span.attributes[SpanKeys.result] ?? ""
        if let failure = span.error {
            answer["is_error"] = true
            if span.attributes[SpanKeys.result] == nil { answer["content"] = .string(failure) }
        }
        _ = log.take([.object(answer)])
        append(.object(answer), at: span.ended ?? span.started)
    }

    // MARK: Outcome

    private mutating func scores(of span: Span) {
        for attributes in [span.attributes] + span.events.map(\.attributes) {
            guard let name = attributes.text("gen_ai.evaluation.name") else { continue }
            let value = attributes[["gen_ai.evaluation.score.value", "gen_ai.evaluation.score.label"]]
            if let value { scores[name] = value }
        }
    }
}
