import Trajectory
import Wire

extension IndexedMessage {
    /// The messages of steps in the numbering of the transcript.
    static func messages(of steps: some Sequence<Step>) -> [IndexedMessage] {
        var numbering = MessageNumbering()
        return steps.flatMap { numbering.messages(of: $0) }.map(IndexedMessage.init)
    }

    init(_ message: SessionMessage) {
        self.init(seq: message.seq, step: message.step, role: message.role, body: message.content)
        reasoning = message.reasoning
        calls = message.calls.isEmpty ? nil : message.calls.map(\.words).joined(separator: "\n")
        time = message.createdAt?.seconds
        isCompacted = message.isCompacted
    }

    private init(seq: Int, step: Int, role: String, body: String) {
        self.seq = seq
        self.step = step
        self.role = role
        self.body = body
    }
}

extension ToolCall {
    /// Name, id and every text in the arguments, keys included, without the marks of JSON around them: a word in a JSON
    /// string is found although the JSON text says `\nword`.
    fileprivate var words: String {
        var texts = [name]
        arguments.gather(into: &texts)
        if !id.isEmpty { texts.append(id) }
        return texts.joined(separator: "\n")
    }
}

extension JSONValue {
    fileprivate func gather(into texts: inout [String]) {
        switch self {
        case .string(let text), .number(let text): texts.append(text)
        case .bool(let flag): texts.append(flag ? "true" : "false")
        case .null: break
        case .array(let values): for value in values { value.gather(into: &texts) }
        case .object(let object):
            for member in object.members {
                texts.append(member.key)
                member.value.gather(into: &texts)
            }
        }
    }
}
