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
