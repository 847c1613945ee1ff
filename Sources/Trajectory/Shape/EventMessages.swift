import Wire

/// Messages that stand inside the events of the SDK: every step holds what it adds to the conversation, so that a user's
/// message may stand in the event of the answer, or in that of a hook.
enum EventMessages {
    /// Events whose messages are all shown as messages.
    private static let carriers: Set<String> = ["ReactStep", "AgentStep"]

    /// The messages of an event that are steps of their own, in front of what the event itself is.
    static func before(_ event: ElementSketch) -> [Range<Int>] {
        guard let type = event.text(.eventType), let list = event.range(.messages, .array) else { return [] }
        let messages = MemberWalker.elements(event.bytes, list)
        if carriers.contains(type) { return messages }
        guard type == "GenerationStep" else { return [] }
        let answer = messages.lastIndex { ElementKinds.kind(event.bytes, $0) == .agent } ?? messages.count - 1
        return Array(messages.prefix(max(0, answer)))
    }
}
