import Wire

/// Reads the content of messages and results: a string, a list of parts, or what else producers put there.
enum PartReader {
    /// The parts of a content, in order. An object that is no part is shown as the JSON that it is.
    static func parts(_ content: JSONValue?) -> [Part] {
        switch content {
        case nil, .null: []
        case .string(let text): text.isEmpty ? [] : [.text(text)]
        case .array(let values): values.flatMap(element)
        case .object: object(content ?? .null)
        case .some(let value): [.text(value.serialized())]
        }
    }

    private static func element(_ value: JSONValue) -> [Part] {
        switch value {
        case .string(let text): text.isEmpty ? [] : [.text(text)]
        case .null: []
        case .object: object(value)
        case .array, .bool, .number: [.text(value.serialized())]
        }
    }

    private static func object(_ value: JSONValue) -> [Part] {
        if let type = value.typeName { return typed(value, type) }
        if value["role"] != nil || value["content"] != nil {
            let parts = parts(value["content"] ?? value["parts"])
            if !parts.isEmpty || value["content"] != nil || value["role"] != nil { return parts }
        }
        if let messages = value["messages"]?.array { return messages.flatMap { parts($0) } }
        if let inner = value["parts"]?.array { return inner.flatMap(element) }
        if let text = value["text"]?.string {
            return value["thought"]?.bool == true ? [.reasoning(text)] : [.text(text)]
        }
        if let json = value["json"], value.object?.members.count == 1 {
            return [.text(json.string ?? json.serialized(pretty: true))]
        }
        if let data = value["inlineData"] ?? value["inline_data"] { return [MediaReader.inline(data)] }
        if let reasoning = value["reasoningContent"] ?? value["reasoning_content"] {
            return ReasoningReader.text(reasoning).map { [.reasoning($0)] } ?? []
        }
        if AnswerReader.isAnswer(value) { return AnswerReader.answer(value).parts }
        return [.text(value.serialized(pretty: true))]
    }

    /// Reads a part by its type: `Trajectory.docc/Chat-messages`, `Trajectory.docc/ATIF`.
    private static func typed(_ value: JSONValue, _ type: String) -> [Part] {
        switch type {
        case "text", "input_text", "output_text", "summary_text", "reasoning_text":
            return text(value.telling(["text", "content", "value"])) + refusal(value)
        case "refusal": return refusal(value)
        case "reasoning", "thinking", "redacted_thinking", "reasoning.text", "reasoning.summary", "reasoning.encrypted":
            return ReasoningReader.text(value).map { [.reasoning($0)] } ?? []
        case "tool_result": return ResultReader.result(value, callID: nil).parts
        case "document" where value["source"]?["type"]?.string == "text":
            return parts(value["title"]) + parts(value["source"]?["data"]) + parts(value["context"])
        default:
            if let media = MediaReader.media(value, type: type) { return [.media(media)] }
            switch Spelling.word(type) {
            case .text: return text(value.telling(["text", "content", "value"]))
            case .reasoning: return ReasoningReader.text(value).map { [.reasoning($0)] } ?? []
            case .result where AnswerReader.isAnswer(value): return AnswerReader.answer(value).parts
            case .user, .system, .agent: return parts(value["content"] ?? value["text"])
            case .frame: return []
            default: return [unknown(value, type)]
            }
        }
    }

    /// A part that no format knows, as the JSON that it is; data in it is counted and left to the raw view.
    static func unknown(_ value: JSONValue, _ type: String) -> Part { .unknown(type: type, value.countingData) }

    /// The text of a part, however it is wrapped.
    private static func text(_ value: JSONValue?) -> [Part] {
        switch value {
        case .object: value?["value"] != nil ? text(value?["value"]) : parts(value)
        default: parts(value)
        }
    }

    /// The refusal beside or in a content: `null` on ordinary replies.
    static func refusal(_ value: JSONValue) -> [Part] {
        let refusal = value["refusal"]
        guard let text = refusal?.string ?? ResultReader.errorText(refusal?.object == nil ? nil : refusal),
            !text.isEmpty
        else { return [] }
        return [.refusal(text)]
    }
}

extension JSONValue {
    /// Bytes of a string from which it may be data.
    private static let leastData = 1024

    /// The value with the size of long data in place of them.
    fileprivate var countingData: JSONValue {
        switch self {
        case .string(let text) where text.utf8.count > Self.leastData && Self.isData(text):
            .string("[\(text.utf8.count) bytes]")
        case .array(let values): .array(values.map(\.countingData))
        case .object(let object):
            .object(JSONObject(members: object.members.map { .init(key: $0.key, value: $0.value.countingData) }))
        case .null, .bool, .number, .string: self
        }
    }

    /// Whether a text is a data URL, or in the letters of base64 from end to end.
    private static func isData(_ text: String) -> Bool {
        text.utf8.starts(with: "data:".utf8)
            || text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
                    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                    true
                default: false
                }
            }
    }
}
