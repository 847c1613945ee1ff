import RichText
import Shell
import Terminal
import TextSearch
package import Trajectory
import Triage
package import Wire

/// The rows of one step at a width: what the body of a trajectory is made of.
package struct StepRows: Sendable {
    package var rows: [BodyRow]
    /// The row of each match of the pattern within the step, in order.
    package var matchRows: [Int] = []
    /// Texts that are shown as they are because their pretty form hides what is looked for.
    package var verbatimBlocks: Set<BlockID> = []

    /// The first row of a part, or nil.
    package func row(of part: SectionKind) -> Int? { rows.firstIndex { $0.part == part } }
}

/// Lays out one step. Pure: the same step and options give the same rows.
package struct StepRowsBuilder {
    private let step: Step
    private let index: Int
    private let before: Timestamp?
    private let options: ReaderOptions
    private let isRaw: Bool
    private var rows: [BodyRow] = []
    private var matchRows: [Int] = []
    private var verbatimBlocks: Set<BlockID> = []
    private var borders = StepBoundary()

    /// `before` is the time of the step before, for the gap in the header.
    package static func build(
        _ step: Step, index: Int, before: Timestamp?, options: ReaderOptions, borders: StepBoundary = StepBoundary()
    ) -> StepRows {
        var builder = StepRowsBuilder(step: step, index: index, before: before, options: options)
        builder.borders = borders
        builder.layOut()
        return StepRows(rows: builder.rows, matchRows: builder.matchRows, verbatimBlocks: builder.verbatimBlocks)
    }

    private init(step: Step, index: Int, before: Timestamp?, options: ReaderOptions) {
        self.step = step
        self.index = index
        self.before = before
        self.options = options
        isRaw = options.preferences.isRaw || options.preferences.showsHidden
    }

    private mutating func layOut() {
        guard density != .line else { return rows.append(BodyRow(cutHeader, part: .header)) }
        layOutHeader()
        for block in StepBlocks.of(step, borders: borders, hidden: options.hidden) { add(block) }
        if !step.flags.isDisjoint(with: [.copied, .compacted]) { dim() }
        var last = BodyRow.blank(.header)
        last.block = .end
        rows.append(last)
    }

    private mutating func add(_ block: StepBlock) {
        let first = rows.count
        switch block.content {
        case .boundary(let words): boundary(words)
        case .words(let spans): label(options.keys.resolve(spans), block.kind, indent: block.indent)
        case .prose(let text, let slot): if prose(text, block.kind, slot) { verbatimBlocks.insert(block.id) }
        case .call(let call): add(call, block.kind)
        case .output(let text, let startsHere):
            if output(text, block.kind, startsHere: startsHere) { verbatimBlocks.insert(block.id) }
        case .part(let part): label(part, block.kind, indent: block.indent)
        case .subagent(let reference): label(reference, block.kind, indent: block.indent)
        }
        for row in first..<rows.count { rows[row].block = block.id }
    }

    private var density: DetailLevel { options.folds.densities[index] ?? options.preferences.density }

    /// The step on the one row that it has.
    private var cutHeader: [Span] {
        var room = options.width
        return StepHeader.line(step, before: before, digits: borders.digits).map { span in
            let kept = TextWidth.prefix(span.text, columns: max(0, room))
            room -= TextWidth.width(String(kept))
            return Span(String(kept), ink: span.ink)
        }
    }

    private mutating func layOutHeader() {
        label(StepHeader.spans(step, before: before, usualModel: borders.usualModel), .header, indent: 0)
        for row in rows.indices { rows[row].isBand = true }
    }

    /// What is not of this run, or no longer in its context, steps back; what is looked for stays lit.
    private mutating func dim() {
        for row in rows.indices.dropFirst() {
            rows[row].spans = rows[row].spans.map { span in
                [.match, .folded, .boundary, .hidden].contains(span.ink.slot) ? span : Span(span.text, .dim)
            }
        }
    }

    private mutating func boundary(_ words: String) {
        let label = "─── \(words) "
        let rest = max(0, options.width - TextWidth.width(label))
        self.label([Span(label + String(repeating: "─", count: rest), .boundary)], .header, indent: 0)
    }

    /// True: the text is shown as it is, since its pretty form hides a match.
    private mutating func prose(_ text: String, _ kind: SectionKind, _ slot: ThemeSlot) -> Bool {
        let limit = limit(kind)
        func render(isRaw: Bool) -> [RichLine] {
            TextLines.prose(
                text, slot: slot, width: options.width - 4, isRaw: isRaw,
                longest: limit == nil ? TextLines.longestUnfoldedLine : TextLines.longestLine)
        }
        let pretty = render(isRaw: isRaw)
        let hidesMatch = hidesMatch(of: text, kind, pretty)
        let lines = hidesMatch ? render(isRaw: true) : pretty
        let (shown, fold) = TextLines.folded(lines, head: limit?.head, tail: limit?.tail ?? 0)
        let lead = slot == .reasoning ? [Span("┊ ", .rule)] : []
        add(shown.map { $0.led(by: lead, follow: lead) }, kind, fold: fold)
        return hidesMatch
    }

    private mutating func add(_ call: ToolCall, _ kind: SectionKind) {
        let lines = RichLine.numbered(CallLines.titled(call.name, call.arguments, isRaw: isRaw))
        let limit = limit(kind)
        let (shown, fold) = TextLines.folded(lines, head: limit.map { $0.head + 1 }, tail: limit?.tail ?? 0)
        add(shown, kind, fold: fold)
    }

    /// True: the text is shown as it is, since its pretty form hides a match.
    private mutating func output(_ text: String, _ kind: SectionKind, startsHere: Bool) -> Bool {
        let limit = limit(kind)
        let hidesMatch = hidesMatchAsJSON(text, kind) || hidesMatchInStates(text, kind)
        let (lines, fold) = TextLines.output(
            text, head: limit?.head, tail: limit?.tail ?? 0, isRaw: isRaw || hidesMatch,
            isColoured: !options.preferences.showsHidden)
        var trimmed = lines
        while fold == nil, trimmed.count > 1, trimmed.last?.text.isEmpty == true { trimmed.removeLast() }
        let margin = [Span("  ")]
        let marked = trimmed.enumerated().map { at, line in
            line.led(by: startsHere && at == 0 ? [Span("◂ ", .result)] : margin, follow: margin)
        }
        add(marked, kind, fold: fold)
        return hidesMatch
    }

    /// Whether the pretty form of a text leaves out what is looked for in it, such as the marks of Markdown: then the text
    /// is shown as it is.
    private func hidesMatch(of text: String, _ kind: SectionKind, _ lines: [RichLine]) -> Bool {
        guard !isRaw, let pattern = options.pattern, pattern.looksAt(scopes(of: kind)) else { return false }
        return pattern.count(in: text) > lines.reduce(0) { $0 + pattern.count(in: $1.text) }
    }

    /// A bar of progress is shown in all its states where what is looked for may stand in one that is gone.
    private func hidesMatchInStates(_ text: String, _ kind: SectionKind) -> Bool {
        guard !isRaw, let pattern = options.pattern, pattern.looksAt(scopes(of: kind)) else { return false }
        return TextLines.hasStates(text) && pattern.occurs(in: text)
    }

    private func hidesMatchAsJSON(_ text: String, _ kind: SectionKind) -> Bool {
        guard !isRaw, options.pattern?.occurs(in: text) == true, text.utf8.count <= TextLines.mostPretty,
            let value = TextLines.json(text)
        else { return false }
        return hidesMatch(of: text, kind, JSONLines.render(value))
    }

    /// How many lines of a part are shown; nil for all of them.
    private func limit(_ kind: SectionKind) -> (head: Int, tail: Int)? {
        if let isFolded = options.folds.parts[SectionKey(step: index, kind: kind)] { return isFolded ? (1, 0) : nil }
        if let isFolded = options.preferences.groupFolds[kind.group] { return isFolded ? (1, 0) : nil }
        if let foldsAll = options.folds.all { return foldsAll ? (1, 0) : nil }
        if density == .brief { return kind.isResult ? (2, 2) : (4, 0) }
        if kind.isResult { return (24, 8) }
        return kind == .reasoning ? (16, 4) : (200, 20)
    }

    /// Words of ours about a part: not searched, and not what the step says.
    private mutating func label(_ spans: [Span], _ kind: SectionKind, indent: Int = 2) {
        let margin = indent > 0 ? [Span(String(repeating: " ", count: indent))] : []
        let wrapped = RichLine(spans).rows(width: options.width - indent, isWrapping: options.preferences.isWrapping)
        rows += wrapped.map { BodyRow(margin + $0, part: kind) }
    }

    /// A sub-agent's trajectory, which the row opens.
    private mutating func label(_ reference: SubagentReference, _ kind: SectionKind, indent: Int) {
        let name = reference.trajectoryID ?? reference.path ?? reference.sessionID ?? "?"
        let place = reference.trajectoryID == nil && reference.path != nil ? " (another file)" : ""
        let first = rows.count
        label(
            [Span("↳ sub-agent ", .tool), Span(Sanitize.line(name), .link), Span(place, .dim)], kind, indent: indent)
        for row in first..<rows.count { rows[row].subagent = reference }
    }

    /// A part that is told and not shown.
    private mutating func label(_ part: Part, _ kind: SectionKind, indent: Int = 2) {
        let first = rows.count
        label(options.keys.resolve(PartLabel.spans(part, options.media)), kind, indent: indent)
        if case .unknown(_, let value) = part {
            let line = LineOrigin(bytes: 0..<value.serialized().utf8.count, line: 0)
            for row in first..<rows.count { rows[row].line = line }
        }
        guard case .media(let media) = part else { return }
        for row in first..<rows.count { rows[row].media = row == first ? media : nil }
    }

    private mutating func add(
        _ lines: [RichLine], _ kind: SectionKind, indent: Int = 2, fold: TextLines.Fold? = nil
    ) {
        let pattern = options.pattern.flatMap { $0.looksAt(scopes(of: kind)) ? $0 : nil }
        let margin = Span(String(repeating: " ", count: indent))
        let foldMargin = Span(String(repeating: " ", count: kind.isOfTools ? 4 : 2))
        let lines = options.preferences.showsHidden ? lines.map(HiddenText.marked) : lines
        let matches = pattern?.matches(in: lines)
        for (at, line) in lines.enumerated() {
            if let fold, fold.at == at { addFold(fold, kind, foldMargin) }
            let found = matches?[at] ?? LineMatches()
            let wrapped = line.lit(found.ranges).rows(
                width: options.width - indent, isWrapping: options.preferences.isWrapping)
            if found.count > 0 { note(found, in: wrapped) }
            rows += wrapped.map { spans in
                var row = BodyRow(indent > 0 ? [margin] + spans : spans, part: kind)
                row.line = line.origin
                return row
            }
        }
        if let fold, fold.at >= lines.count { addFold(fold, kind, foldMargin) }
    }

    /// Whose words a part is.
    private func scopes(of kind: SectionKind) -> Set<TextScope> {
        switch kind {
        case .header, .message: [TextScope(step.source)]
        case .reasoning: [.reasoning]
        case .call: [.call]
        case .result(let call, let index): TextScope.kinds(of: step.calls[call].results[index])
        case .looseResult(let index): TextScope.kinds(of: step.results[index])
        }
    }

    /// Notes on which of the wrapped rows the matches begin; a match that is broken by the wrap counts where it begins.
    private mutating func note(_ matches: LineMatches, in wrapped: [[Span]]) {
        var left = matches.count
        var pieces = wrapped.reduce(0) { $0 + $1.count { $0.ink.slot == .match } }
        var isOpen = matches.goesOn
        for (row, spans) in wrapped.enumerated() {
            var here = spans.count { $0.ink.slot == .match }
            pieces -= here
            // What begins with a piece of a match where the row before ends with one is the rest of that.
            let first = spans.first { !$0.text.allSatisfy(\.isWhitespace) || $0.ink.slot == .match }
            if isOpen, first?.ink.slot == .match, here + pieces > left { here -= 1 }
            here = row == wrapped.count - 1 ? left : min(left, here)
            matchRows += Array(repeating: rows.count + row, count: here)
            left -= here
            isOpen = spans.last?.ink.slot == .match
        }
    }

    private mutating func addFold(_ fold: TextLines.Fold, _ kind: SectionKind, _ margin: Span) {
        let count = "\(NumberFormat.grouped(fold.lines)) lines, \(NumberFormat.bytes(fold.bytes))"
        var row = BodyRow([margin, Span("··· \(count) hidden", .folded)], part: kind)
        row.line = fold.origin
        rows.append(row)
    }
}
