import Wire

/// Finds reasoning in the places where producers keep it (`Trajectory.docc/Chat-messages`).
enum ReasoningReader {
    /// The reasoning beside a message, in order; the same text may come twice.
    static func texts(beside message: JSONValue) -> [String] {
        var texts: [String] = []
        for key in ["reasoning_content", "reasoning", "thinking", "reasoningContent", "tool_plan"] {
            if let value = message[key] ?? message["provider_specific_fields"]?[key] {
                texts += text(value).map { [$0] } ?? []
            }
        }
        for key in ["reasoning_details", "thinking_blocks", "thoughts"] {
            let blocks = message[key]?.array?.compactMap(text) ?? []
            // Redacted blocks beside the text that they stand for say nothing new.
            let told = blocks.filter { !$0.hasPrefix("[redacted") }
            let joined = (told.isEmpty && texts.isEmpty ? blocks : told).joined(separator: "\n")
            if !joined.isEmpty { texts.append(joined) }
        }
        return texts
    }

    /// The text of one block of reasoning; of an encrypted one, how much there is.
    static func text(_ value: JSONValue) -> String? {
        if let text = value.string { return text.isEmpty ? nil : text }
        if let parts = value.array { return joined(parts) }
        guard value.object != nil else { return nil }
        for key in ["text", "thinking", "reasoning", "content", "summary", "reasoningText"] {
            switch value[key] {
            case .string(let text) where !text.isEmpty: return text
            case .array(let parts): if let text = joined(parts) { return text }
            case .object: if let text = text(value[key] ?? .null) { return text }
            default: continue
            }
        }
        if let subject = value["subject"]?.string {  // gemini-cli
            return [subject, value["description"]?.string ?? ""].joined(separator: ": ")
        }
        let hidden = value["data"]?.string ?? value["encrypted_content"]?.string
        return hidden.map { "[redacted reasoning, \($0.utf8.count) bytes]" }
    }

    private static func joined(_ parts: [JSONValue]) -> String? {
        let texts = parts.compactMap(text)
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}
