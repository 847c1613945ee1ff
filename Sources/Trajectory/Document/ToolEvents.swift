import Wire

/// Results that stand among the events of the platform's bundle (`Platform.docc/Sessions`) and not among its messages.
struct ToolEvents {
    /// The event that ended each call, by the call's id.
    private var events: [String: Range<Int>] = [:]
    /// What events say that something failed, and no message does: "agenterror: no more credits".
    private(set) var failures: [String] = []

    private static let mostFailures = 16

    /// Looks for the ends of tool calls among the events.
    init(_ ranges: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
        for range in ranges where bytes[range.lowerBound] == UInt8(ascii: "{") {
            let event = EventKeys(bytes, range)
            guard let data = event.data else { continue }
            if let id = EventKeys(bytes, data).callID { events[id] = range } else { note(range, bytes) }
        }
    }

    private mutating func note(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) {
        guard failures.count < Self.mostFailures, let type = ElementSketch(bytes, range).text(.type),
            type.lowercased().hasSuffix("error") || type.lowercased().hasSuffix("stalled"),
            let event = try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: bytes[range]), repairing: true)
        else { return }
        let reason = ResultReader.errorText(event["data"]?["error"]) ?? event["data"]?["reason"]?.string
        failures.append(type + (reason.map { ": \($0.prefix(400))" } ?? ""))
    }

    var isEmpty: Bool { events.isEmpty }

    /// The step, with what the events say where no message answers a call.
    func completed(_ step: Step, _ bytes: UnsafeRawBufferPointer) -> Step {
        var step = step
        for index in step.calls.indices where step.calls[index].results.isEmpty {
            guard let range = events[step.calls[index].id], range.upperBound <= bytes.count else { continue }
            let text = UnsafeRawBufferPointer(rebasing: bytes[range])
            guard let event = try? JSONParser.parse(text, repairing: true), let data = event["data"] else { continue }
            step.calls[index].results = [ResultReader.result(data, callID: step.calls[index].id)]
        }
        step.flags = step.flags.subtracting(.unpaired).union(StepFlagReader.flags(of: step))
        return step
    }
}

/// The few keys of an event that tell which call it ended.
private struct EventKeys {
    private(set) var data: Range<Int>?
    private(set) var callID: String?

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        var walker = MemberWalker(bytes, range)
        var hasOutcome = false
        var id: String?
        while let member = walker.next() {
            if member.has("data"), member.kind == .object { data = member.range }
            if member.has("result") || member.has("error") { hasOutcome = true }
            if member.has("tool_call"), member.kind == .object {
                id = ElementSketch(bytes, member.range).text(.id)
            }
        }
        if hasOutcome { callID = id }
    }
}
