import Wire

/// What events, and the last line of a session, say of how a run came out.
extension RunEnvelope {
    /// Rank of an error that an event tells of: behind what the run itself says.
    static let wordsOfEvent = 50

    /// Whether an object is an event that says that something failed.
    static func isError(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        ElementSketch(bytes, range).text(.type).map { $0 == "error" || $0.hasSuffix("_error") } ?? false
    }

    /// Adds how the conversation ended, where its last message or event says that it broke off: `stopReason: error`.
    mutating func end(with bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        let sketch = ElementSketch(bytes, range)
        let inner = sketch.range(.message, .object) ?? sketch.range(.payload, .object)
        guard let value = StepDecoder.value(bytes, inner ?? range, nil) else { return }
        let reason = value["stopReason"]?.string ?? value["stop_reason"]?.string
        // `turn_aborted` is a word as well.
        let kind = value["type"]?.string.flatMap { $0.split { "._".contains($0) }.last.map(String.init) }
        for (word, key) in [(reason, "stopReason"), (kind, "type")] {
            guard let word, let end = RunEnd(word: word, isStatus: true), end != .passed else { continue }
            if let text = value["errorMessage"].flatMap(Self.text) {
                Self.keep(Fact(value: text, source: "errorMessage", rank: 900), in: &error)
            } else if end == .infraError, value["type"]?.string != "error" {
                Self.keep(Fact(value: word, source: key, rank: 900), in: &error)
            }
            Self.keep(Fact(value: word, source: key, rank: 900), in: &stopReason)
            if end == .cancelled { Self.keep(Fact(value: end, source: key, rank: 900), in: &verdict) }
        }
    }

    /// What was used of each model: all of it together.
    mutating func take(usage value: JSONValue) {
        let used = (value.object?.members ?? []).compactMap { MetricsReader.metrics($0.value) }
        guard !isUsageWhole, !used.isEmpty else { return }
        isUsageWhole = true
        metrics.promptTokens = used.reduce(0) { $0 + ($1.promptTokens ?? 0) }
        metrics.completionTokens = used.reduce(0) { $0 + ($1.completionTokens ?? 0) }
    }

    /// What a member says of an error; nil where it says that there was none.
    static func text(ofError value: JSONValue) -> String? {
        switch value {
        case .string(let text):
            return text.isEmpty || ["none", "null", "false", "no error"].contains(text.lowercased()) ? nil : text
        case .object(let object):
            let first = { (keys: [String]) in keys.lazy.compactMap { object[$0]?.string }.first { !$0.isEmpty } }
            let type = first(["type", "exception_type", "error_type", "name", "class", "code"])
            let said = first(["message", "exception_message", "error_message", "detail", "msg", "reason", "text"])
            if let said { return type.map { $0 == "error" ? said : "\($0): \(said)" } ?? said }
            return object["error"].flatMap(text) ?? type ?? (object.isEmpty ? nil : value.serialized())
        case .array(let values): return values.first.flatMap(text)
        case .null, .bool, .number: return nil
        }
    }
}
