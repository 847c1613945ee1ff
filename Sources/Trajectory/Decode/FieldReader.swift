import Wire

/// Reads elements that no other reader knows, by what their members are called (`Spelling`): lines of unknown types,
/// events, spans, steps that are objects of fields.
enum FieldReader {
    /// Reads the element, and says what it is among others; `isCertain` where its members can hardly mean anything else.
    @discardableResult
    static func read(_ value: JSONValue, into builder: inout StepBuilder) -> (kind: ElementKind, isCertain: Bool) {
        let opened = Carriers.opened(value)
        if let role = opened["role"]?.string, role == value["role"]?.string || Spelling.word(role) != nil {
            MessageReader.read(opened, into: &builder)
            return (ElementKinds.role(role) ?? .step, true)
        }
        if let parts = opened["parts"]?.array, let role = role(of: parts, opened), var message = opened.object {
            message["role"] = .string(role)
            MessageReader.read(.object(message), into: &builder)
            return (ElementKinds.role(role) ?? .step, true)
        }
        if let type = opened["type"]?.string, let kind = ElementKinds.types[type], kind.isStep, opened != value {
            ItemReader.read(opened, into: &builder)
            return (kind, true)
        }
        var fields = Fields(opened)
        return fields.add(to: &builder)
    }

    /// Whose parts these are, in a message that does not say it in a word that is known.
    private static func role(of parts: [JSONValue], _ message: JSONValue) -> String? {
        guard parts.contains(where: { $0.typeName != nil || $0["text"] != nil }) else { return nil }
        if parts.allSatisfy(AnswerReader.isAnswer) { return "tool" }
        let isAnswer = message.typeName == "response" || Spelling.word(message.typeName) == .agent
        return isAnswer || parts.contains(where: CallReader.isCall) ? "assistant" : "user"
    }

    /// Whether a value says who or what it is, and a text: the least that makes a list of messages.
    static func says(_ value: JSONValue) -> Bool {
        let opened = Carriers.opened(value)
        let who = ["role", "from", "speaker", "author", "sender", "type", "kind", "message_type"]
        let said = ["text", "content", "message", "parts"].lazy.compactMap { opened[$0] }.first
        return who.contains { opened[$0]?.string != nil } && said.map { UnshownText.holdsText($0, 4) } == true
    }
}

/// What the members of one element say.
private struct Fields {
    private let value: JSONValue
    private let type: String
    private let word: Spelling.Word?
    private var texts: [Part] = []
    private var said: [Spelling.Field: [Part]] = [:]
    private var reasoning: [JSONValue] = []
    private var calls: [ToolCall] = []
    private var result: ToolResult?
    private var error: String?
    private var isCertain = false

    init(_ value: JSONValue) {
        self.value = value
        let names = [
            "message_type", "type", "kind", "source", "from", "author", "speaker", "sender", "run_type", "event",
        ]
        .compactMap { value[$0]?.string }
        type = names.first ?? ""
        let isPrompt = value["action"]?.string == "system"
        word = isPrompt ? .system : names.lazy.compactMap { Spelling.word($0) }.first
        readCalls()
        for member in value.object?.members ?? [] where !member.value.isNull { read(member) }
        if let found = result, found.parts.isEmpty, found.isError == nil { result = nil }
        if let said = error, var answer = result, !answer.parts.isEmpty {
            ResultReader.add([.text(said)], to: &answer.parts)
            (result, error) = (answer, nil)
        }
    }

    private mutating func readCalls() {
        for member in value.object?.members ?? [] where Spelling.field(member.key) == .calls {
            calls += CallReader.list(member.value)
        }
        if word == .call, calls.isEmpty, let list = value["content"],
            list.array?.contains(where: { $0["name"] != nil }) == true
        {
            calls = CallReader.list(list)
        }
        isCertain = !calls.isEmpty
        guard calls.isEmpty, word != .result || isToolSpan else { return }
        let tools = (value.object?.members ?? []).filter { Spelling.field($0.key) == .tool && !$0.value.isNull }
        let arguments = (value.object?.members ?? []).filter {
            Spelling.field($0.key) == .arguments && !$0.value.isNull
        }
        if let named = tools.first(where: {
            $0.value.object != nil && $0.value["kind"] != nil || $0.value["name"] != nil
        }) {
            return calls.append(CallReader.call(named.value))
        }
        guard let tool = tools.first(where: { $0.value.string != nil || $0.value.array != nil }) else {
            if word == .call || isToolSpan { calls = [CallReader.call(value)] }
            return
        }
        let isMessage = ["message", "think", "system", "finish"].contains(tool.value.string)
        if isMessage, arguments.isEmpty || tool.value.string != "finish" {
            let said = value["message"]?.string?.trimmed.isEmpty ?? true
            if said { texts += PartReader.parts(arguments.first.flatMap { $0.value.opened["content"] }) }
            return
        }
        let id = AnswerReader.identifier(value) ?? CallReader.identifier(value) ?? value["id"]?.int.map(String.init)
        var call = ToolCall(id: id ?? "", name: tool.value.string ?? type, arguments: [:])
        let isCommand = ["command", "cmd", "code", "bash", "shell"].contains(Spelling.bare(tool.key))
        if isCommand || arguments.isEmpty {
            let named = tools.first { $0.key != tool.key && $0.value.string != nil }
            call.name = named?.value.string ?? (isCommand && !type.isEmpty ? type : tool.key)
            call.arguments = .object(JSONObject([(tool.key == "action" ? "command" : tool.key, tool.value)]))
        } else {
            var asked = arguments[0].value.opened
            if arguments.count > 1 { asked = .object(JSONObject(members: arguments)) }
            // What was thought stands among what was asked for.
            if let thought = asked["thought"]?.string, var members = asked.object {
                members["thought"] = nil
                asked = .object(members)
                if !thought.isEmpty { texts.append(.text(thought)) }
            }
            call.arguments = asked
        }
        calls = [call]
        isCertain = value["args"] != nil || word == .call || arguments.contains { Spelling.bare($0.key) != "input" }
    }

    /// Whether it is what was carried out, of a trace, with what went in and what came out.
    private var isToolSpan: Bool {
        ["tool", "function"].contains(Spelling.bare(value["run_type"]?.string ?? type))
            && (value["input"] ?? value["inputs"]) != nil
            && (value["output"] ?? value["outputs"] ?? value["error"]) != nil
    }

    private mutating func read(_ member: JSONObject.Member) {
        switch Spelling.field(member.key) {
        case .system, .user, .agent:
            guard let field = Spelling.field(member.key) else { return }
            ResultReader.add(Said.parts(member.value), to: &said[field, default: []])
        case .text:
            if member.key == "content",
                readAnswers(member.value) || !calls.isEmpty && word == .call && member.value.array != nil
            {
                return
            }
            ResultReader.add(PartReader.parts(member.value), to: &texts)
        case .reasoning: reasoning.append(member.value)
        case .result: readResult(member)
        case .error:
            error = error ?? ResultReader.errorText(member.value)
        case .calls, .tool, .arguments, .frame: break
        case nil:
            guard UnshownText.holdsText(member.value, 4) else { return }
            let isText = member.value.string != nil || member.value.array?.allSatisfy { $0.string != nil } == true
            others.append(
                isText ? .text(PartReader.parts(member.value).plainText) : .unknown(type: member.key, member.value))
            otherKeys.append(member.key)
        }
    }

    /// What stands under names that nobody knows.
    private var others: [Part] = []
    private var otherKeys: [String] = []

    private var answers: [ToolResult] = []

    /// Answers to several calls in one element.
    private mutating func readAnswers(_ value: JSONValue) -> Bool {
        guard word == .result, let list = value.array, !list.isEmpty,
            list.allSatisfy({ AnswerReader.identifier($0) != nil })
        else { return false }
        answers = list.map(AnswerReader.answer)
        return true
    }

    private mutating func readResult(_ member: JSONObject.Member) {
        // An event says in one word what it observed, and what that was in its content.
        if member.key == "observation", let name = member.value.string, value["content"] != nil, !name.contains(" ") {
            result = ResultReader.result(value, callID: AnswerReader.identifier(value))
            result?.isError = ResultReader.isError(value)
            return isCertain = true
        }
        var answer = result ?? ToolResult(callID: nil, parts: [], isError: ResultReader.isError(value))
        ResultReader.add(ResultReader.parts(member.value, &answer.isError), to: &answer.parts)
        result = answer
    }

    mutating func add(to builder: inout StepBuilder) -> (kind: ElementKind, isCertain: Bool) {
        let isEvent = result != nil && (value["observation"]?.string != nil && value["content"] != nil)
        let linked = AnswerReader.identifier(value)
        let isAnswer = calls.isEmpty && (word == .result || linked != nil || isEvent)
        // What is put out by nothing that was called is said.
        if let put = result, calls.isEmpty, !isAnswer, said[.agent] == nil, reasoning.isEmpty {
            if word == .agent { said[.agent] = put.parts } else { ResultReader.add(put.parts, to: &texts) }
            result = nil
        }
        if isEvent { texts = [] }
        if isAnswer, result == nil, !texts.isEmpty || error != nil {
            let failure = error.map { [Part.text($0)] } ?? []
            result = ToolResult(
                callID: linked, parts: texts + failure, isError: error != nil ? true : ResultReader.isError(value))
            (texts, error) = ([], nil)
        }
        note(in: &builder)
        builder.pairsInOrder = true
        if !answers.isEmpty {
            builder.start(.other("tool"))
            builder.results += answers
            return (.result, true)
        }
        let own = finish(&builder)
        if let error { fail(error, &builder) }
        return own
    }

    private mutating func finish(_ builder: inout StepBuilder) -> (kind: ElementKind, isCertain: Bool) {
        let isItem = value["type"]?.string != nil
        let hasAgent = said[.agent]?.isEmpty == false
        if let result, calls.isEmpty, !hasAgent, reasoning.isEmpty {
            builder.start(.other("tool"))
            var answer = result
            answer.callID = AnswerReader.identifier(value)
            builder.results.append(answer)
            return (.result, answer.callID != nil || word == .result || isCertain)
        }
        if !calls.isEmpty || hasAgent || !reasoning.isEmpty || word == .agent || word == .reasoning || word == .call {
            return agent(&builder, isItem: isItem)
        }
        let isSystem = word == .system || word == nil && said[.user] == nil && said[.system] != nil
        let isUser = word == .user || word == nil && said[.user] != nil
        builder.start(isSystem ? .system : isUser ? .user : .other(type))
        builder.step.message += (said[.system] ?? []) + (said[.user] ?? []) + texts
        ResultReader.add(others, to: &builder.step.message)
        let isEmpty = builder.step.message.allSatisfy(\.isBlank) && error == nil
        let isTurn = (word == .user || word == .system) && !isEmpty
        if isTurn || !isItem && said[.user] != nil { return (isTurn && isNote ? .aside : .step, isTurn) }
        return (isEmpty ? (builder.step.metrics != nil ? .facts : .noise) : .aside, false)
    }

    /// Lines that a harness writes of itself come from nobody in the conversation.
    private var isNote: Bool { word == .system && (value["subtype"] != nil || value["level"] != nil) }

    private mutating func agent(_ builder: inout StepBuilder, isItem: Bool) -> (kind: ElementKind, isCertain: Bool) {
        builder.start(.agent)
        if word == .reasoning { reasoning += [value] }
        for text in reasoning { builder.addReasoning(ReasoningReader.text(text)) }
        if word == .reasoning { texts = [] }
        builder.step.message += texts
        ResultReader.add(said[.agent] ?? [], to: &builder.step.message)
        if calls.isEmpty {
            ResultReader.add(others, to: &builder.step.message)
        } else {
            builder.step.unshown += otherKeys
        }
        // A call that began is told again when it ends.
        let known = Set(builder.step.calls.map(\.id).filter { !$0.isEmpty })
        builder.step.calls += calls.filter { !known.contains($0.id) }
        if calls.count == 1, let event = value["id"]?.int, !calls[0].id.isEmpty {
            builder.aliases[String(event)] = calls[0].id
        }
        if let result {
            var answer = result
            answer.callID = calls.count == 1 && calls[0].id.isEmpty == false ? calls[0].id : nil
            builder.results.append(answer)
        }
        if said[.user] != nil, said[.agent] == nil, calls.isEmpty { builder.step.message += said[.user] ?? [] }
        let isSure = isCertain || word != nil || reasoning.count > 0 && said[.agent] != nil || isStrong
        if !isItem { return (.agent, isSure) }
        switch word {
        case .call: return (.agentPart(result == nil ? .call : .done), true)
        case .reasoning: return (.agentPart(.reasoning), true)
        case .agent where calls.isEmpty: return (.agentPart(.message), isSure)
        default: return (.agent, isSure)
        }
    }

    /// Whether a member says what only a model's answer is called.
    private var isStrong: Bool {
        value.spelled([
            "modeloutput", "modelresponse", "llmoutput", "llmresponse", "assistantmessage", "assistantresponse",
        ]) != nil || value["action"] != nil && result != nil
    }

    private func note(in builder: inout StepBuilder) {
        var step = builder.step
        if result != nil, calls.isEmpty, builder.hasSource {
            step.answered = Timestamp(of: value) ?? step.answered
        } else {
            step.timestamp = step.timestamp ?? Timestamp(of: value)
        }
        step.id = step.id ?? value["id"]?.string ?? value["uuid"]?.string
        step.model = step.model ?? (value["model"] ?? value["model_name"])?.string
        let usage = ["usage", "token_usage", "tokens", "metrics", "usage_metadata"].lazy.compactMap { value[$0] }.first
        step.metrics = MetricsReader.metrics(usage ?? value, cost: value["cost"]?.quantity) ?? step.metrics
        step.stopReason = step.stopReason ?? (value["stop_reason"] ?? value["finish_reason"])?.string
        step.agentID = step.agentID ?? value["agentId"]?.string
        builder.step = step
        if value["isSidechain"]?.bool == true { builder.flags.insert(.sidechain) }
        let isFailure = ["error", "aborted", "failed"].contains { Spelling.bare(type).hasSuffix($0) }
        if isFailure || value["is_error"]?.bool == true, result == nil { builder.flags.insert(.error) }
    }

    private func fail(_ error: String, _ builder: inout StepBuilder) {
        builder.flags.insert(.error)
        ResultReader.add([.text(error)], to: &builder.step.message)
    }
}

/// Objects that stand around an element: what they hold is the element, and they know when it was said.
enum Carriers {
    private static let keys = [
        "kwargs", "message", "llm_message", "info", "payload", "item", "data", "event", "msg", "attachment", "params",
        "update", "node", "entry", "span_data",
    ]

    static func opened(_ value: JSONValue, depth: Int = 4) -> JSONValue {
        let value = value.opened
        guard depth > 0, value["role"]?.string == nil, let members = value.object?.members else { return value }
        for key in keys {
            guard let inner = value[key], inner.object != nil, isElement(inner) || key == "kwargs" else { continue }
            var merged = opened(inner, depth: depth - 1).object ?? JSONObject()
            let known = Set(merged.keys)
            let hasType = known.contains("type") || known.contains("role")
            for member in members where member.key != key && !known.contains(member.key) {
                if hasType, ["type", "kind", "id"].contains(member.key) { continue }
                merged.members.append(member)
            }
            if key == "kwargs", let type = inner["type"]?.string ?? value["id"]?.array?.last?.string {
                merged["role"] = .string(type)
            }
            return .object(merged)
        }
        return value
    }

    /// Whether an object says who speaks, or says something.
    private static func isElement(_ value: JSONValue) -> Bool {
        if value["role"]?.string != nil || value["lc"] != nil { return true }
        if let type = value.typeName, Spelling.word(type) != nil || ElementKinds.types[type] != nil { return true }
        if keys.contains(where: { value[$0]?.object.map { isElement(.object($0)) } == true }) { return true }
        return ["content", "text", "parts", "message", "tool_calls", "error"].contains { value[$0] != nil }
    }
}

/// What a member says that holds an answer or a question: a text, parts, messages, or the choices of an API.
enum Said {
    private static let inner: Set<String> = [
        "output", "outputs", "generations", "choices", "messages", "message", "text", "content", "candidates", "answer",
        "response", "result", "parts", "input", "question", "query", "prompt",
    ]

    static func parts(_ value: JSONValue, depth: Int = 5) -> [Part] {
        switch value {
        case .array(let values) where depth > 0: return values.flatMap { parts($0, depth: depth - 1) }
        case .object(let object) where depth > 0 && value["type"] == nil && value["role"] == nil:
            let found = object.members.filter { inner.contains($0.key) && !$0.value.isNull }
            var said: [Part] = []
            for member in found { ResultReader.add(parts(member.value, depth: depth - 1), to: &said) }
            return found.isEmpty ? PartReader.parts(value) : said
        default: return PartReader.parts(value)
        }
    }
}

extension Timestamp {
    /// When an element was said, under the names that producers use.
    init?(of value: JSONValue) {
        for key in [
            "created_at", "timestamp", "createdAt", "created", "time", "datetime_utc", "ts", "start_time", "startTime",
            "datetime", "@timestamp", "date",
        ] {
            guard let found = value[key] else { continue }
            if let time = Timestamp(found) ?? Timestamp(found["created"] ?? found["start"]) {
                self = time
                return
            }
        }
        guard let time = Timestamp(value["timing"]?["start_time"]) else { return nil }
        self = time
    }
}
