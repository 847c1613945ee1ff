import Wire

// What is said beside the list of messages: prompts, texts of other members, and what a record holds.
extension DocumentState {
    /// Adds what else was said in an object of which the list that was shown holds no word of the agent.
    mutating func fill(_ bytes: UnsafeRawBufferPointer) {
        guard case .messages(.member(let shown)) = shape else { return }
        let text = UnsafeRawBufferPointer(rebasing: bytes[..<scanner.position])
        guard !index.hasAgent else { return addAnswer(text) }
        let known = Set([scanner.members[shown].start] + spoken.keys)
        let record = Record(text, scanner.entries(text), without: known)
        guard record.hasAgent else { return }
        add(record.pieces, bytes)
    }

    private static let answers: Set<String> = ["choices", "candidates", "completion", "response"]

    /// Adds what was answered, and stands beside the list, where the list ends with what somebody else said.
    private mutating func addAnswer(_ bytes: UnsafeRawBufferPointer) {
        let answers = scanner.entries(bytes).filter { Self.answers.contains($0.key) }
        guard !answers.isEmpty,
            let last = lastSteps.last.map({ decoder.step(bytes, index.ranges($0) ?? [], number: 0) }),
            last.source != .agent || !last.results.isEmpty || last.calls.contains(where: { !$0.results.isEmpty })
        else { return }
        let known = lastSteps.map { decoder.step(bytes, index.ranges($0) ?? [], number: 0) }
        let pieces = Record(bytes, answers).pieces.filter { piece in
            let new = StepDecoder(abridging: .outline, spoken: [piece.range.lowerBound: piece.source ?? .agent])
                .step(bytes, [piece.range], number: 0)
            return !known.contains { $0.message == new.message && $0.calls.map(\.id) == new.calls.map(\.id) }
        }
        add(pieces, bytes)
    }

    mutating func add(_ pieces: [Record.Piece], _ bytes: UnsafeRawBufferPointer) {
        for (at, piece) in pieces.enumerated() {
            let next = pieces[(at + 1)...].prefix(Self.reach).filter { $0.source == nil }.map(\.range)
            add(piece, before: next, bytes)
        }
    }

    /// Adds a piece; a text that stands in one of the steps around it is no step of its own.
    private mutating func add(_ piece: Record.Piece, before next: [Range<Int>], _ bytes: UnsafeRawBufferPointer) {
        guard let source = piece.source else { return addMessage(bytes, piece.range) }
        spoken[piece.range.lowerBound] = source
        let new = decoder.step(bytes, [piece.range], number: 0)
        let around = lastSteps.map { index.ranges($0) ?? [] } + next.map { [$0] }
        let isSaid = around.contains { ranges in
            decoder.step(bytes, ranges, number: 0).message.plainText.trimmed == new.message.plainText.trimmed
        }
        guard !isSaid, !new.message.isEmpty else { return }
        if source == .agent { index.append(piece.range, kind: .agent) } else { index.append(step: piece.range) }
    }

    var decoder: StepDecoder { StepDecoder(abridging: .outline, spoken: spoken) }
    var lastSteps: Range<Int> { max(0, index.count - Self.reach)..<index.count }

    /// Adds a system prompt that stands beside the messages, before or behind them, as the first step.
    mutating func addSystemPrompt(
        among members: ArraySlice<ElementScanner.Member>, _ bytes: UnsafeRawBufferPointer
    ) {
        guard spoken.isEmpty, let member = members.first(where: { isPrompt($0, bytes) }), let end = member.end,
            index.count == 0 || decoder.step(bytes, index.ranges(0) ?? [], number: 0).source != .system
        else { return }
        spoken[member.start] = .system
        index.prepend(step: member.start..<end)
        forgetSteps()
    }

    private func isPrompt(_ member: ElementScanner.Member, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard Spelling.field(member.key) == .system, let end = member.end, end - member.start > 2 else { return false }
        if member.kind != .object { return member.kind == .string || member.kind == .array }
        return Record.entries(bytes, member.start..<end).contains { ["parts", "text", "content"].contains($0.key) }
    }
}
