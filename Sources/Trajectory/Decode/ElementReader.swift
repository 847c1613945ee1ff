import Wire

/// Which reader understands an element. The order is that of `ElementKinds`.
enum ElementReader {
    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        guard value.object != nil else {
            builder.start(.other("value"))
            return builder.step.message += PartReader.parts(value)
        }
        if let event = value["_type"]?.string { return SDKEvents.read(value, type: event, into: &builder) }
        if value["role"]?.string != nil { return MessageReader.read(value, into: &builder) }
        if isATIF(value) {
            if isEvent(value) {
                FieldReader.read(value, into: &builder)
            } else {
                ATIFReader.read(value, into: &builder)
            }
            return
        }
        if let message = value["message"], message["role"]?.string != nil {
            return MessageReader.read(enclosed: message, in: value, into: &builder)
        }
        if let content = value["content"], content["role"]?.string != nil {  // Gemini's candidates
            return MessageReader.read(enclosed: content, in: value, into: &builder)
        }
        if value["from"]?.string != nil, value["value"] != nil { return MessageReader.read(value, into: &builder) }
        if value["object"]?.string == "response" || value["type"]?.string.map({ isItem(value, $0) }) == true {
            return readItem(value, into: &builder)
        }
        if value["type"] == nil, value["kind"] == nil {
            if value["command"] != nil || value["command_name"] != nil {
                return ReplayReader.read(value, into: &builder)
            }
            let isAsked = value.object?.members.contains { Spelling.field($0.key) == .arguments } == true
            if value["action"]?.string != nil, value["observation"] != nil, !isAsked {
                return ReplayReader.read(action: value, into: &builder)
            }
        }
        FieldReader.read(value, into: &builder)
    }

    /// An item, or what holds items: a line of a rollout, a whole response.
    private static func readItem(_ value: JSONValue, into builder: inout StepBuilder) {
        if let payload = value["payload"], payload.object != nil, value["type"]?.string == "response_item" {
            builder.step.timestamp = builder.step.timestamp ?? Timestamp(value["timestamp"])
            read(payload, into: &builder)
            return ItemReader.noteAnswer(payload, at: value["timestamp"], in: &builder)
        }
        if let items = value["output"]?.array, value["object"]?.string == "response" {
            return readResponse(value, items, into: &builder)
        }
        ItemReader.read(value, into: &builder)
    }

    private static func readResponse(_ value: JSONValue, _ items: [JSONValue], into builder: inout StepBuilder) {
        builder.start(.agent)
        for item in items { read(item, into: &builder) }
        builder.step.model = builder.step.model ?? value["model"]?.string
        builder.step.metrics = MetricsReader.metrics(value["usage"], cost: value["extra"]?["cost"]?.quantity)
        builder.step.timestamp =
            builder.step.timestamp ?? Timestamp(value["extra"]?["timestamp"])
            ?? Timestamp(value["created_at"])
        builder.step.stopReason = value["incomplete_details"]?["reason"]?.string
    }

    private static func isItem(_ value: JSONValue, _ type: String) -> Bool {
        if type == "response_item", value["payload"]?.object != nil { return true }
        if type == "event_msg" { return value["payload"]?["type"]?.string == "token_count" }
        let holdsMessage = value["content"] != nil || value["message"] != nil || value["data"]?["content"] != nil
        return ElementKinds.types[type] != nil
            || holdsMessage && (ElementKinds.speakers[type] ?? ElementKinds.speakers[type.lowercased()]) != nil
    }

    private static func isATIF(_ value: JSONValue) -> Bool {
        if value["step_id"] != nil { return true }
        guard let source = value["source"], let members = value.object?.members else { return false }
        if members.contains(where: { ["message", "observation", "tool_calls"].contains($0.key) }) { return true }
        return value["content"] != nil && ATIFReader.isSpeaker(source.string)
    }

    /// As `ElementSketch` tells it.
    private static func isEvent(_ value: JSONValue) -> Bool {
        guard value["step_id"] == nil, let members = value.object?.members else { return false }
        if members.contains(where: { ["kind", "cause", "tool_call_id", "action", "type"].contains($0.key) }) {
            return true
        }
        return value["content"] != nil && value["observation"]?.string.map(ElementSketch.isWord) == true
    }
}
