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
        if let type = value["type"]?.string { return typed(value, type) }
        if value["role"] != nil || value["content"] != nil {
            let parts = parts(value["content"] ?? value["parts"])
            if !parts.isEmpty || value["content"] != nil || value["role"] != nil { return parts }
        }
        if let messages = value["messages"]?.array { return messages.flatMap { parts($0) } }
        if let inner = value["parts"]?.array { return inner.flatMap(element) }
        if let text = value["text"]?.string {
            return value["thought"]?.bool == true ? [.reasoning(text)] : [.text(text)]
        }
        if let data = value["inlineData"] ?? value["inline_data"] { return [MediaReader.inline(data)] }
        if let response = value["functionResponse"]?["response"] { return parts(response["output"] ?? response) }
        return [.text(value.serialized(pretty: true))]
    }

    /// Reads a part by its type: `OPENAI.md 3`, `ATIF.md 1.6`.
    private static func typed(_ value: JSONValue, _ type: String) -> [Part] {
        switch type {
        case "text", "input_text", "output_text", "summary_text", "reasoning_text":
            let text = value["text"]?.string.map { $0.isEmpty ? [] : [Part.text($0)] } ?? []
            return text + refusal(value)
        case "refusal": return refusal(value)
        case "reasoning", "thinking", "redacted_thinking", "reasoning.text", "reasoning.summary", "reasoning.encrypted":
            return ReasoningReader.text(value).map { [.reasoning($0)] } ?? []
        case "tool_result":
            return parts(value["content"])
        default:
            if let media = MediaReader.media(value, type: type) { return [.media(media)] }
            return [.unknown(type: type, value)]
        }
    }

    private static func refusal(_ value: JSONValue) -> [Part] {
        guard let text = value["refusal"]?.string, !text.isEmpty else { return [] }
        return [.refusal(text)]
    }
}
