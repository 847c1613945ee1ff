import Wire

/// Makes one step of the elements that belong to it, whatever form they have.
struct StepDecoder {
    /// What long strings are cut to; nil leaves them whole.
    var abridging: Abridging?
    /// Where the system prompt of the document stands, which is text and no message.
    var systemPrompt: Range<Int>?

    /// Arrays of many thousand numbers that no view shows; the raw view has them.
    private static let omitted: Set<String> = ["completion_token_ids", "prompt_token_ids", "logprobs", "token_ids"]

    func step(_ bytes: UnsafeRawBufferPointer, _ ranges: [Range<Int>], number: Int) -> Step {
        var builder = StepBuilder(number: number)
        for range in ranges { add(range, bytes, to: &builder) }
        return builder.finished()
    }

    private func add(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer, to builder: inout StepBuilder) {
        let whole = range.clamped(to: 0..<bytes.count)
        let text = UnsafeRawBufferPointer(rebasing: bytes[whole])
        let options = JSONParser.Options(repairing: true, abridging: abridging, omitting: Self.omitted)
        guard let value = try? JSONParser.parse(text, options: options) else {
            builder.start(.other("unreadable"))
            return builder.step.message.append(.text(String(decoding: text.prefix(1 << 16), as: UTF8.self)))
        }
        if range == systemPrompt {
            builder.start(.system)
            return builder.step.message += PartReader.parts(value)
        }
        ElementReader.read(value, into: &builder)
    }
}

/// Which reader understands an element. The order is that of `ElementKinds`.
enum ElementReader {
    static func read(_ value: JSONValue, into builder: inout StepBuilder) {
        guard value.object != nil else {
            builder.start(.other("value"))
            return builder.step.message += PartReader.parts(value)
        }
        if let event = value["_type"]?.string { return SDKEvents.read(value, type: event, into: &builder) }
        if value["role"]?.string != nil { return MessageReader.read(value, into: &builder) }
        if isATIF(value) { return ATIFReader.read(value, into: &builder) }
        if let message = value["message"], message["role"]?.string != nil {
            return MessageReader.read(enclosed: message, in: value, into: &builder)
        }
        if let content = value["content"], content["role"]?.string != nil {  // Gemini's candidates
            return MessageReader.read(enclosed: content, in: value, into: &builder)
        }
        if value["from"]?.string != nil, value["value"] != nil { return MessageReader.read(value, into: &builder) }
        if value["type"]?.string != nil || value["object"]?.string == "response" {
            return ItemReader.read(value, into: &builder)
        }
        if value["command"] != nil || value["command_name"] != nil { return ReplayReader.read(value, into: &builder) }
        if value["action"] != nil, value["observation"] != nil {
            return ReplayReader.read(action: value, into: &builder)
        }
        if value["tool_calls"] != nil || value["reasoning_content"] != nil || value["content"] != nil {
            return MessageReader.read(value, into: &builder)
        }
        ATIFReader.read(value, into: &builder)
    }

    private static func isATIF(_ value: JSONValue) -> Bool {
        if value["step_id"] != nil { return true }
        guard let source = value["source"], let members = value.object?.members else { return false }
        if members.contains(where: { ["message", "observation", "tool_calls"].contains($0.key) }) { return true }
        return value["content"] != nil && ATIFReader.isSpeaker(source.string)
    }
}
