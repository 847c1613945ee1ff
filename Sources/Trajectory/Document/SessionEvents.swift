import Wire

/// What the events of the platform's bundle tell that no message does (`Platform.docc/Sessions`): a compaction, a
/// generation that was tried again, how the agent ended. They stand with the step during which they happened.
struct SessionEvents {
    /// Members that hold them, beside the messages.
    static let keys = ["events", "session_events", "sessionEvents"]

    private struct Event {
        var time: Timestamp?
        var words: String
        var flags: StepFlags
    }

    private var events: [Event] = []

    private static let most = 4096
    private static let longest = 400

    init(_ ranges: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
        for range in ranges where bytes[range.lowerBound] == UInt8(ascii: "{") && events.count < Self.most {
            guard let type = ElementSketch(bytes, range).text(.type), let flags = Self.flags(of: type),
                let event = try? JSONParser.parse(UnsafeRawBufferPointer(rebasing: bytes[range]), repairing: true)
            else { continue }
            let data = event["data"] ?? event
            // The end of a call is a result, and shown as one.
            if data["tool_call"] != nil, data["result"] != nil || data["error"] != nil { continue }
            let time = Timestamp(event["timestamp"]) ?? Timestamp(event["created_at"])
            events.append(Event(time: time, words: Self.words(type, event["status"]?.string, data), flags: flags))
        }
    }

    var isEmpty: Bool { events.isEmpty }

    /// What a step of these events is marked with; nil for those that say nothing of their own: starts, beats, steps.
    private static func flags(of type: String) -> StepFlags? {
        let name = type.lowercased().filter(\.isLetter)
        if name.contains("compact") { return .compaction }
        if name.contains("retry") { return [] }
        if name.hasSuffix("error") || name.contains("stalled") { return .error }
        return name == "agentend" || name.contains("userinput") ? [] : nil
    }

    private static func words(_ type: String, _ status: String?, _ data: JSONValue) -> String {
        let facts = (data.object?.members ?? []).prefix(12).compactMap { member -> String? in
            switch member.value {
            case .string(let text): text.isEmpty || framing.contains(member.key) ? nil : String(text.prefix(longest))
            case .number(let text): "\(member.key) \(text)"
            case .object where member.key == "error": ResultReader.errorText(member.value)
            default: nil
            }
        }
        let all = ([status].compactMap(\.self) + facts).joined(separator: ", ")
        return all.isEmpty ? type : "\(type): \(all)"
    }

    private static let framing: Set<String> = [
        "type", "timestamp", "created_at", "session_id", "agent_id", "agent_name", "id", "uuid", "status", "trace_id",
    ]

    /// The step, with what happened from its beginning to that of the next one; `next` is nil for the last step.
    func told(_ step: Step, isFirst: Bool, isLast: Bool, next: Timestamp?) -> Step {
        var step = step
        for event in events where happens(event, in: step, isFirst, isLast, next) {
            let isError: Bool? = event.flags.contains(.error) ? true : nil
            step.results.append(ToolResult(callID: nil, parts: [.text(event.words)], isError: isError))
            step.flags.formUnion(event.flags)
        }
        return step
    }

    private func happens(
        _ event: Event, in step: Step, _ isFirst: Bool, _ isLast: Bool, _ next: Timestamp?
    ) -> Bool {
        guard let time = event.time else { return isLast }
        let hasBegun = isFirst || (step.timestamp.map { $0 <= time } ?? isLast)
        return hasBegun && (isLast || next.map { time < $0 } ?? false)
    }
}

extension TrajectoryHeader {
    /// What the platform notes of a session, for people: title, origin, labels, usage, who froze it.
    package var sessionFacts: [(name: String, value: String)] {
        guard let session else { return [] }
        func person(_ value: JSONValue?) -> String? {
            value?.string ?? value?["username"]?.string ?? value?["email"]?.string
        }
        let labels = (session["labels"]?.object?.members ?? []).map { label in
            let values = label.value.array?.compactMap(\.words) ?? [label.value.words ?? ""]
            return "\(label.key)=\(values.joined(separator: ","))"
        }
        let usage = (session["usage"]?.object?.members ?? []).compactMap { member in
            member.value.words.map { "\(member.key.replacing("total_", with: "").replacing("_", with: " ")) \($0)" }
        }
        let facts: [(String, String?)] = [
            ("title", session["title"]?.string), ("origin", session["origin"]?.string),
            ("visibility", session["visibility"]?.string),
            ("project", session["project_name"]?.string ?? session["project_key"]?.string),
            ("labels", labels.joined(separator: "  ")), ("usage", usage.joined(separator: ", ")),
            ("created by", person(session["created_by"])), ("frozen by", person(session["frozen_by"])),
            ("frozen at", session["frozen_at"]?.string), ("archived at", session["archived_at"]?.string),
        ]
        return facts.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
    }
}
