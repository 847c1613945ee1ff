import Wire

/// Makes one step of the elements that belong to it, whatever form they have.
struct StepDecoder {
    /// What long strings are cut to; nil leaves them whole.
    var abridging: Abridging?
    /// Texts that are steps and no messages, by where they begin: whose they are.
    var spoken: [Int: StepSource] = [:]

    /// Arrays of many thousand numbers that no view shows; the raw view has them.
    private static let omitted: Set<String> = ["completion_token_ids", "prompt_token_ids", "logprobs", "token_ids"]

    func step(_ bytes: UnsafeRawBufferPointer, _ ranges: [Range<Int>], number: Int) -> Step {
        var builder = StepBuilder(number: number)
        for range in ranges { add(range, bytes, to: &builder) }
        return builder.finished()
    }

    /// The value at this range; nil where it is none.
    static func value(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ abridging: Abridging?) -> JSONValue? {
        let options = JSONParser.Options(repairing: true, abridging: abridging, omitting: omitted)
        return try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: bytes[range]), options: options)
    }

    private func add(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer, to builder: inout StepBuilder) {
        let whole = range.clamped(to: 0..<bytes.count)
        let text = UnsafeRawBufferPointer(rebasing: bytes[whole])
        guard let value = Self.value(bytes, whole, abridging) else {
            builder.start(.other("unreadable"))
            return builder.step.message.append(.text(String(decoding: text.prefix(1 << 16), as: UTF8.self)))
        }
        if let source = spoken[range.lowerBound] {
            builder.start(source)
            return builder.step.message += Said.parts(value.opened.object == nil ? value.opened : value)
        }
        ElementReader.read(value, into: &builder)
        doubtTime(of: value, in: &builder.step)
    }

    private static let times = ["timestamp", "created_at", "createdAt", "datetime", "ts", "date"]

    /// A time that cannot be read, or that no run of an agent can have, is told and not shown as one.
    private func doubtTime(of value: JSONValue, in step: inout Step) {
        let found = Self.times.lazy.compactMap { value[$0] ?? value["message"]?[$0] }.first {
            $0.object == nil && $0 != ""
        }
        if let time = step.timestamp, !Self.plausible.contains(time.seconds) {
            step.strangeTime = found?.string ?? found?.serialized() ?? time.iso8601
            step.timestamp = nil
        } else if step.timestamp == nil, step.answered == nil, let found {
            step.strangeTime = found.string ?? found.serialized()
        }
    }

    /// The years 1990 to 2100.
    private static let plausible = 631_152_000.0..<4_102_444_800.0
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
            return ItemReader.read(value, into: &builder)
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
