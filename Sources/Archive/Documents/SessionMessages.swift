import Platform
import Trajectory
import Wire

/// One message of a session, made of a step (Platform.docc/Sessions).
///
/// A step gives one message for itself and one for each tool result, so a step with N results gives 1 + N messages with
/// consecutive `seq`. Messages are numbered from 0, or as the document says (`Step.seq`).
struct SessionMessage: Sendable {
    var seq: Int
    /// The step that it belongs to, 1 for the first.
    var step: Int
    /// `user`, `assistant`, `system`, `tool`, or the role that the producer wrote.
    var role: String
    var content: String
    var reasoning: String?
    var refusal: String?
    var calls: [ToolCall] = []
    var callID: String?
    var isError: Bool?
    /// The producer says so, or the text does.
    var hasFailed = false
    var agent: String?
    var model: String?
    var stopReason: String?
    var metrics: Metrics?
    var createdAt: Timestamp?
    var isCompacted = false
}

/// Numbers the messages of steps that are given one after the other.
struct MessageNumbering {
    private(set) var next = 0

    init(from first: Int = 0) { next = first }

    /// The messages of the next step.
    mutating func messages(of step: Step) -> [SessionMessage] {
        if let seq = step.seq { next = max(next, seq) }
        var messages = [own(step)]
        let results = step.calls.flatMap { call in call.results.map { ($0, Optional(call.id)) } }
        for (result, call) in results + step.results.map({ ($0, $0.callID) }) {
            messages.append(answer(result, call: call, in: step))
        }
        return messages
    }

    private mutating func number() -> Int {
        defer { next += 1 }
        return next
    }

    private mutating func own(_ step: Step) -> SessionMessage {
        var message = SessionMessage(
            seq: number(), step: step.number, role: role(step.source), content: step.message.spoken)
        message.reasoning = step.reasoning ?? step.message.thought
        message.refusal = step.message.refused
        message.calls = step.calls
        message.stopReason = step.stopReason
        message.metrics = step.metrics
        describe(&message, step)
        return message
    }

    private mutating func answer(_ result: ToolResult, call: String?, in step: Step) -> SessionMessage {
        var message = SessionMessage(seq: number(), step: step.number, role: "tool", content: result.text)
        message.callID = result.callID ?? call
        message.isError = result.isError
        message.hasFailed = result.hasFailed
        describe(&message, step)
        return message
    }

    private func describe(_ message: inout SessionMessage, _ step: Step) {
        message.agent = step.name ?? step.agentID
        message.model = step.source == .agent ? step.model : nil
        message.createdAt = step.timestamp
        message.isCompacted = step.flags.contains(.compacted)
    }

    private func role(_ source: StepSource) -> String { source == .agent ? "assistant" : source.name }
}

extension [Part] {
    fileprivate var refused: String? {
        let texts = compactMap { if case .refusal(let text) = $0 { text } else { nil } }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}

extension SessionMessage {
    /// The message in the platform's form. `session` makes the id, which the documents do not have.
    func json(session: SessionID) -> JSONValue {
        let noted = metadata
        return [
            "id": .string(id(session: session)), "seq": .int(seq), "parent_id": nil, "role": .string(role),
            "content": .string(content), "tool_calls": calls.isEmpty ? .null : .array(calls.map(\.flat)),
            "tool_call_id": .optional(callID), "agent": .optional(agent), "model": .optional(model),
            "metadata": noted.isEmpty ? .null : .object(noted), "cost_usd": .optional(metrics?.cost),
            "created_at": .optional(createdAt?.iso8601),
            "compacted_at": .optional(isCompacted ? createdAt?.iso8601 : nil),
        ]
    }

    func id(session: SessionID) -> String { StableHash("message", session.text, String(seq)).uuid }

    private var metadata: JSONObject {
        var object = JSONObject()
        object["step"] = .int(step)
        if let reasoning { object["reasoning"] = .string(reasoning) }
        if let refusal { object["refusal"] = .string(refusal) }
        if let stopReason { object["stop_reason"] = .string(stopReason) }
        if let isError { object["is_error"] = .bool(isError) }
        if let metrics { object["usage"] = metrics.usage }
        return object
    }

    /// The message as an element of a Chat Completions array.
    var chat: JSONValue {
        var object = JSONObject([("role", .string(role))])
        object["content"] = content.isEmpty && !calls.isEmpty ? .null : .string(content)
        if let refusal { object["refusal"] = .string(refusal) }
        if let reasoning { object["reasoning_content"] = .string(reasoning) }
        if !calls.isEmpty { object["tool_calls"] = .array(calls.map(\.nested)) }
        if role == "tool" { object["tool_call_id"] = .string(callID ?? "") }
        return .object(object)
    }
}

extension ToolCall {
    /// Arguments as the text that both forms carry.
    private var argumentText: String { arguments.string ?? arguments.serialized() }

    fileprivate var flat: JSONValue {
        ["id": .string(id), "name": .string(name), "arguments": .string(argumentText)]
    }

    fileprivate var nested: JSONValue {
        [
            "id": .string(id), "type": "function",
            "function": ["name": .string(name), "arguments": .string(argumentText)],
        ]
    }
}

extension Metrics {
    fileprivate var usage: JSONValue {
        [
            "input_tokens": .optional(promptTokens), "output_tokens": .optional(completionTokens),
            "cache_read_input_tokens": .optional(cachedTokens), "cost_usd": .optional(cost),
        ]
    }
}
