/// What a piece of the screen means. Views name meanings; a theme gives them colours (Themes/*.yaml).
///
/// The raw value is the slot's name in a theme file. A slot that a theme leaves out falls back to the part of its name
/// before the last dot, then to `text`.
package enum ThemeSlot: String, CaseIterable, Sendable {
    // The frame.
    case text
    case dim = "text.dim"
    case strong = "text.strong"
    case title
    case titleFocused = "title.focused"
    case rule
    case breadcrumb
    case breadcrumbHere = "breadcrumb.here"
    case status = "status"
    case statusKey = "status.key"
    case statusBusy = "status.busy"
    case prompt
    case help = "help"
    case helpKey = "help.key"
    // Lists.
    case header = "list.header"
    case selected = "list.selected"
    case selectedUnfocused = "list.selected.unfocused"
    case marked = "list.marked"
    case unseen = "list.unseen"
    case identifier = "list.id"
    case number = "list.number"
    // Outcomes.
    case passed = "outcome.passed"
    case failed = "outcome.failed"
    case timedOut = "outcome.timed_out"
    case infraError = "outcome.infra_error"
    case cancelled = "outcome.cancelled"
    case running = "outcome.running"
    case queued = "outcome.queued"
    // Messages to the user.
    case error = "message.error"
    case warning = "message.warning"
    case good = "message.good"
    case hint = "message.hint"
    // Trajectories.
    case stepHeader = "step.header"
    case system = "step.system"
    case user = "step.user"
    case agent = "step.agent"
    case tool = "step.tool"
    case result = "step.result"
    case reasoning = "step.reasoning"
    case refusal = "step.refusal"
    case stepError = "step.error"
    case boundary = "step.boundary"
    case folded = "step.folded"
    case hidden = "step.hidden"
    // Text with structure.
    case match = "match"
    case matchCurrent = "match.current"
    /// Lines of a text that the user selects, under what they are drawn in.
    case selection = "selection"
    case heading = "markup.heading"
    case emphasis = "markup.emphasis"
    case link = "markup.link"
    case quote = "markup.quote"
    case code = "code"
    case keyword = "code.keyword"
    case string = "code.string"
    case literal = "code.literal"
    case comment = "code.comment"
    case property = "code.property"
    case added = "diff.added"
    case removed = "diff.removed"
    case hunk = "diff.hunk"
}

extension ThemeSlot {
    /// Position in `allCases`, as the index of a table. The compiler numbers cases without payloads so; a test holds it to
    /// that. (Hashing an enum with a raw value hashes its string, which is too slow for every span of every frame.)
    var ordinal: Int { Int(withUnsafeBytes(of: self) { $0.first ?? 0 }) }

    /// Where a slot looks when a theme leaves it out: the part of its name before the last dot; nil for `text`.
    package var parent: ThemeSlot? {
        if self == .text { return nil }
        var name = rawValue[...]
        while let dot = name.lastIndex(of: ".") {
            name = name[..<dot]
            if let slot = ThemeSlot(rawValue: String(name)) { return slot }
        }
        return .text
    }
}
