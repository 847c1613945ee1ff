import Wire

/// The name of what was recognised.
struct FormatNamer {
    let scanner: ElementScanner
    let bytes: UnsafeRawBufferPointer

    func format(of shape: Shape) -> DocumentFormat {
        switch shape {
        case .undecided, .rejected: .unknown
        case .steps(.values): .atifLines
        case .steps(let source): steps(source)
        case .messages(let source): messages(source)
        case .parts: .unknown
        }
    }

    private func steps(_ source: ElementSource) -> DocumentFormat {
        guard let sketch = first(source) else { return .atif }
        if sketch.has(.source) || sketch.has(.stepID) { return .atif }
        if sketch.has(.action), sketch.has(.observation) { return .sweAgent }
        return sketch.has(.command) || sketch.has(.commandName) ? .native : .atif
    }

    private func messages(_ source: ElementSource) -> DocumentFormat {
        switch key(source) {
        case "history": return .sweAgent
        case "loglines": return .other
        default: break
        }
        if isBundle(source) { return .native }
        guard let sketch = first(source) else { return .openai }
        if sketch.has(.eventType) { return .sdk }
        if sketch.has(.seq), sketch.has(.role) { return .native }
        if sketch.isEvent, sketch.text(.role) == nil, !sketch.has(.type) { return .other }
        let isForeign = sketch.text(.role) == nil && sketch.text(.from) == nil && sketch.has(.type)
        let isItem = sketch.text(.type).flatMap { ElementKinds.types[$0] }?.isStep ?? false
        return isForeign && (!isItem || sketch.has(.payload)) ? .other : .openai
    }

    /// Whether messages stand beside their session, as the platform writes them. The session may come behind them: this is
    /// asked again when all is here.
    func isBundle(_ source: ElementSource) -> Bool {
        !["history", "loglines"].contains(key(source)) && scanner.member("session")?.kind == .object
    }

    private func key(_ source: ElementSource) -> String? {
        if case .member(let index) = source { scanner.members[index].key } else { nil }
    }

    /// The first element that says what it is.
    private func first(_ source: ElementSource) -> ElementSketch? {
        let sketches = ranges(source).prefix(8).lazy.map { ElementSketch(bytes, $0) }
        return sketches.first { ElementKinds.kind($0).isStep || $0.isEvent } ?? sketches.first
    }

    private func ranges(_ source: ElementSource) -> [Range<Int>] {
        let open = scanner.openElement.map { [$0..<bytes.count] } ?? []
        switch source {
        case .values: return scanner.values.ranges
        case .root: return scanner.elements.ranges + open
        case .member(let index): return scanner.members[index].elements.ranges.prefix(8) + open
        case .collected, .members, .log: return []
        }
    }
}
