import Wire

extension [Part] {
    /// What is said: text and refusals, and the JSON of parts that no format knows.
    package var spoken: String {
        compactMap { part in
            switch part {
            case .text(let text), .refusal(let text): text
            case .reasoning, .media: nil
            case .unknown(_, let json): json.serialized()
            }
        }.joined(separator: "\n")
    }

    /// Reasoning inside the content; nil where there is none.
    package var thought: String? {
        let texts = compactMap { if case .reasoning(let text) = $0 { text } else { nil } }
        return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
}
