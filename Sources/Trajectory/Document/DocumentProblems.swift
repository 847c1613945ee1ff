import Wire

/// What the end of a document says about it.
enum DocumentProblems {
    static func problems(_ state: DocumentState, _ bytes: UnsafeRawBufferPointer, strays: Int) -> [Problem] {
        if case .rejected = state.shape { return [] }
        var problems: [Problem] = []
        if let root = state.scanner.rootStart, state.scanner.tornValues.contains(root) {
            let place = state.stepCount > 0 ? " in step \(state.stepCount)" : ""
            problems.append(Problem(message: "the document is cut off\(place)"))
        } else if !state.scanner.tornValues.isEmpty {
            problems.append(Problem(message: "\(counted(state.scanner.tornValues.count, "line")) cut off"))
        }
        if strays > 0 { problems.append(Problem(message: "\(counted(strays, "line")) not part of the trajectory")) }
        if let around = around(state) { problems.append(around) }
        if state.header.hasMore { problems.append(Problem(message: "one page of a longer transcript")) }
        if state.scanner.member("subagent_trajectories")?.kind == .object {
            problems.append(Problem(message: "\"subagent_trajectories\" is no list: none of them can be opened"))
        }
        return problems + unshown(state, bytes) + declared(state, bytes)
    }

    /// Members that hold what was said, and stand where no step is made of them.
    private static let spoken: Set<String> = [
        "prompt", "input", "completion", "output", "final_answer", "final_response", "chosen", "rejected",
    ]

    /// Texts beside the list that is shown.
    private static func unshown(_ state: DocumentState, _ bytes: UnsafeRawBufferPointer) -> [Problem] {
        let shown: Int?
        switch state.shape {
        case .messages(.member(let index)): shown = index
        case .steps(.member(let index)) where state.scanner.members[index].key != "steps": shown = index
        case .messages(.collected): shown = nil
        case .undecided, .steps, .messages, .parts, .rejected: return []
        }
        // Where the list was found under a name of its own, others like it may stand beside it.
        let isUsual = shown.map { ShapeRecognizer.usualKeys.contains(state.scanner.members[$0].key) } ?? true
        return state.scanner.members.enumerated().prefix(64).compactMap { index, member in
            let isList = member.kind == .array && !member.elements.ranges.isEmpty
            let isOther = isList && (!isUsual || shown == nil && ShapeRecognizer.usualKeys.contains(member.key))
            let isShown =
                index == shown || shown == nil && state.index.holds(member.start..<(member.end ?? member.start))
            let isSpoken = spoken.contains(member.key) || Spelling.field(member.key) == .system
            guard !isShown, isOther || isSpoken, let end = member.end, end - member.start > 2,
                state.spoken[member.start] == nil, member.kind != .literal, member.kind != .number
            else { return nil }
            if !isOther, isSaid(member.start..<end, state, bytes) { return nil }
            return Problem(message: "\"\(member.key)\" stands beside the messages and is not among the steps")
        }
    }

    /// Steps at either end in which a text beside them may be said again.
    private static let looked = 3

    private static func isSaid(_ range: Range<Int>, _ state: DocumentState, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let value = StepDecoder.value(bytes, range, .outline) else { return false }
        let texts = value.string == nil ? value.texts.filter { UnshownText.holdsText(.string($0), 0) } : value.texts
        let decoder = StepDecoder(abridging: .outline, spoken: state.spoken)
        let count = state.index.count
        let steps = Set(0..<min(looked, count)).union(max(0, count - looked)..<count).map { index in
            decoder.step(bytes, state.index.ranges(index) ?? [], number: 0)
        }
        let said = steps.flatMap { [$0.message.plainText, $0.reasoning ?? ""] + $0.calls.map(\.searchText) }
        return texts.map(\.trimmed).allSatisfy { text in
            said.contains { $0.contains(text) || text.contains($0.trimmed) && $0.count > 80 }
        }
    }

    /// Text before or behind a document that is one value.
    private static func around(_ state: DocumentState) -> Problem? {
        switch state.shape {
        case .steps(.member), .steps(.root), .messages(.member), .messages(.root):
            guard state.scanner.values.ranges.count > 1 else { return nil }
            return Problem(message: "other text before or behind the document")
        case .undecided, .steps, .messages, .parts, .rejected: return nil
        }
    }

    private static func declared(_ state: DocumentState, _ bytes: UnsafeRawBufferPointer) -> [Problem] {
        guard state.stepCount > 0 || state.pendingParts.count > 0 || state.parts.count > 0 else {
            return [Problem(message: "no steps")]
        }
        guard case .steps = state.shape, let declared = state.header.header.declaredSteps, declared != state.stepCount
        else { return [] }
        // Steps that are numbered from the first to the last are all here: the producer counted something else.
        let last = StepDecoder(abridging: .outline).step(
            bytes, state.index.ranges(state.stepCount - 1) ?? [], number: 0)
        guard declared < state.stepCount || last.id != String(state.stepCount) else { return [] }
        return [Problem(message: "final metrics say \(declared) steps, there are \(state.stepCount)")]
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun) is" : "\(count) \(noun)s are"
    }
}
