import Wire

/// What belongs to a step that is not the last one: answers in steps of their own, agents that speak by turns, and lines
/// that say again what was said.
extension DocumentState {
    private static let mostOwners = 1 << 12
    private static let mostCallers = 8

    /// Adds a step of ATIF. Some exporters write what a tool answered as a step of its own behind the agent's.
    mutating func addStep(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        index.append(step: range)
        let sketch = ElementSketch(bytes, range)
        let isAgent = Spelling.word(sketch.text(.source)) == .agent
        if sketch.has(.observation), !isAgent, !sketch.has(.toolCalls), !callers.isEmpty { return relay(bytes, range) }
        guard isAgent, !sketch.has(.observation), sketch.has(.toolCalls) else {
            if !isAgent || !sketch.has(.toolCalls) { callers = [] }
            return index.waiting = callers.first?.step
        }
        let calls = decoder.step(bytes, [range], number: 0).calls
        // What was asked for and then carried out is told twice.
        callers.removeAll { caller in
            caller.calls.contains { call in calls.contains { $0.name == call.name && $0.arguments == call.arguments } }
        }
        callers.append((index.count - 1, calls))
        if callers.count > Self.mostCallers { callers.removeFirst() }
        index.waiting = callers.first?.step
    }

    private mutating func relay(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        let step = decoder.step(bytes, [range], number: 0)
        let (answers, said) = (step.results, step.message.plainText)
        let names = answers.compactMap(\.callID)
        let isNamed = { (call: ToolCall) in
            names.contains(call.id) || names.contains(call.name) || !call.id.isEmpty && said.contains(call.id)
        }
        let named = callers.firstIndex { $0.calls.contains(where: isNamed) }
        // Without a name the order tells, where it has one reading.
        let isOrdered = names.isEmpty && callers.allSatisfy { $0.calls.count == 1 } && answers.count == 1
        guard let at = named ?? (isOrdered ? callers.indices.first : nil), !answers.isEmpty else { return }
        index.append(late: range, to: callers[at].step)
        index.relayLast()
        callers[at].calls.removeAll { named == nil || isNamed($0) }
        if callers[at].calls.isEmpty { callers.remove(at: at) }
        index.waiting = callers.first?.step
    }

    /// Adds a line of a session in which several agents speak by turns to the step that it belongs to, where that is not
    /// the last one: the message that it goes on with, or the call that it answers.
    mutating func join(
        _ sketch: ElementSketch, _ kind: ElementKind, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
    ) -> Bool {
        guard kind == .agent || kind == .result, !owners.isEmpty else { return false }
        let names =
            kind == .agent
            ? [sketch.nested(.message)?.text(.id) ?? ""]
            : decoder.step(bytes, [range], number: 0).results.compactMap(\.callID)
        guard let step = names.compactMap({ owners[$0] }).first, step != index.open, step < index.count else {
            return false
        }
        index.append(late: range, to: step)
        if kind == .agent { own(sketch, bytes, range, step) }
        return true
    }

    mutating func own(
        _ sketch: ElementSketch, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ step: Int
    ) {
        if owners.count > Self.mostOwners { owners = [:] }
        if let id = sketch.nested(.message)?.text(.id) { owners[id] = step }
        for call in decoder.step(bytes, [range], number: 0).calls where !call.id.isEmpty { owners[call.id] = step }
    }

    // MARK: What is said twice

    /// Whether what a line says stands in one of the last steps already: logs tell of a message and then hold it, and close
    /// with a line that says again what came out.
    mutating func isSaid(
        _ sketch: ElementSketch, _ kind: ElementKind, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
    ) -> Bool {
        let isEvent = kind == .aside || sketch.text(.type) == "event_msg"
        guard kind != .facts,
            isEvent || sketch.has(.payload) && lastEvent.map({ index.count - $0 <= Self.reach }) == true
        else { return false }
        if isEvent { lastEvent = index.count }
        let new = decoder.step(bytes, [range], number: 0)
        guard !new.message.isEmpty || new.reasoning != nil || new.calls.contains(where: { !$0.id.isEmpty }) else {
            return false
        }
        return lastSteps.contains { at in
            let old = decoder.step(bytes, index.ranges(at) ?? [], number: 0)
            if kind == .aside {
                return !new.flags.contains(.error) && new.message.plainText.trimmed == old.message.plainText.trimmed
            }
            return old.says(new)
        }
    }
}

extension Step {
    /// Whether this step says all that another one says.
    fileprivate func says(_ other: Step) -> Bool {
        let texts = [other.message.plainText.trimmed, other.reasoning?.trimmed ?? ""].filter { !$0.isEmpty }
        let own = [message.plainText.trimmed, reasoning?.trimmed ?? ""]
        let ids = Set(calls.map(\.id))
        return source == other.source && texts.allSatisfy(own.contains)
            && other.calls.allSatisfy { ids.contains($0.id) }
            && other.results.isEmpty
    }
}
