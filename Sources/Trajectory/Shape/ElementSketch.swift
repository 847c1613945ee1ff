import Wire

/// What an element of a document is, told from its keys alone.
enum ElementKind: Hashable, Sendable {
    /// A step of its own: an ATIF step, a step of a replay, a user or system message.
    case step
    /// The beginning of an agent's step, to which results may follow.
    case agent
    /// A piece of an agent's turn that a producer wrote as an item of its own (Responses API).
    case agentPart(AgentPart)
    /// What a tool answered: belongs to the agent's step before it.
    case result
    /// A line that stands between a call and its result and parts them not: a hook, a note, what waits in a queue.
    case aside
    /// What was used for the agent's step before it, said by itself.
    case facts
    /// Facts about the document.
    case header
    /// Book-keeping without a place among the steps.
    case noise
    /// A whole trajectory or conversation.
    case document
    case unknown

    enum AgentPart: Hashable, Sendable {
        case reasoning, message, call
        /// A call with its result.
        case done
    }

    /// Whether this is part of a trajectory.
    var isStep: Bool {
        switch self {
        case .step, .agent, .agentPart, .result: true
        case .aside, .facts, .header, .noise, .document, .unknown: false
        }
    }
}

/// The fields of an element that tell what it is, as byte ranges.
struct ElementSketch {
    enum Field: Int, CaseIterable {
        case header, role, type, eventType, from, value, source, stepID, message, content, payload, object, output
        case steps, messages, conversations, transcripts, history, loglines, events, request, choices, trajectory
        case observation, toolCalls, command, commandName, action, schemaVersion, agent, reasoning, id, seq
        case data, body, response, result, contents, samples, parts, kind, cause, model, callID, completion, prompt

        /// The keys by their length, which tells most of them apart.
        fileprivate static let byLength: [[(key: StaticString, field: Field)]] = {
            let longest = keys.map(\.utf8CodeUnitCount).max() ?? 0
            return (0...longest).map { length in
                zip(keys, Field.allCases).filter { $0.0.utf8CodeUnitCount == length }.map { ($0.0, $0.1) }
            }
        }()

        private static let keys: [StaticString] = [
            "__header__", "role", "type", "_type", "from", "value", "source", "step_id", "message", "content",
            "payload",
            "object", "output", "steps", "messages", "conversations", "transcripts", "history", "loglines", "events",
            "request", "choices", "trajectory", "observation", "tool_calls", "command", "command_name", "action",
            "schema_version", "agent", "reasoning_content", "id", "seq", "data", "body", "response", "result",
            "contents", "samples", "parts", "kind", "cause", "model", "tool_call_id", "completion", "prompt",
        ]
    }

    private var found: [(field: Field, kind: JSONKind, range: Range<Int>, isComplete: Bool)] = []
    let bytes: UnsafeRawBufferPointer
    /// The element, which may be cut off.
    let whole: Range<Int>

    /// Looks at the members of the object that begins at `range.lowerBound`, which may be cut off.
    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        whole = range
        guard range.lowerBound < bytes.count, bytes[range.lowerBound] == UInt8(ascii: "{") else { return }
        let known = Field.byLength
        var walker = MemberWalker(bytes, range)
        while let member = walker.next() {
            guard member.keyLength < known.count else { continue }
            for (key, field) in known[member.keyLength] where member.has(key) {
                found.append((field, member.kind, member.range, member.isComplete))
            }
        }
    }

    func has(_ field: Field) -> Bool { found.contains { $0.field == field } }

    func range(_ field: Field, _ kind: JSONKind) -> Range<Int>? {
        guard let member = found.last(where: { $0.field == field }), member.kind == kind else { return nil }
        return member.range
    }

    /// Where the first member begins that is one of these, by its key and the kind of its value.
    func first(where isWanted: (Field, JSONKind) -> Bool) -> Int? {
        found.first { isWanted($0.field, $0.kind) }?.range.lowerBound
    }

    /// A short string as it is written, or the beginning of one that is cut off; nil where the value is no string or over
    /// 64 bytes.
    func text(_ field: Field) -> String? {
        guard let member = found.last(where: { $0.field == field }), member.kind == .string,
            member.range.count <= 66
        else { return nil }
        let end = member.isComplete ? member.range.upperBound - 1 : member.range.upperBound
        return String(decoding: bytes[(member.range.lowerBound + 1)..<end], as: UTF8.self)
    }

    /// Whether it is a step as ATIF writes it.
    var isATIF: Bool {
        if has(.stepID) { return true }
        guard has(.source) else { return false }
        if has(.message) || has(.observation) || has(.toolCalls) { return true }
        // Passages of a text have a source and a content as well.
        return has(.content) && ATIFReader.isSpeaker(text(.source))
    }

    /// Whether it is one of a run's events, which name their kind or their cause, and no step of ATIF.
    var isEvent: Bool {
        guard !has(.stepID) else { return false }
        return has(.kind) || has(.cause) || has(.callID) || has(.action) || has(.type)
            || has(.content) && text(.observation).map(Self.isWord) == true
    }

    /// Whether a text names what was observed, and is not what was.
    static func isWord(_ text: String) -> Bool {
        text.utf8.count < 64 && !text.utf8.contains { $0 <= 0x20 || $0 == 0x5C }
    }

    /// Whether nothing says who speaks, or what it is.
    var saysNobody: Bool {
        ![.role, .type, .eventType, .from, .source, .kind, .message, .payload, .content].contains(where: has)
    }

    /// What the object in this field is.
    func nested(_ field: Field) -> ElementSketch? {
        range(field, .object).map { ElementSketch(bytes, $0) }
    }
}
