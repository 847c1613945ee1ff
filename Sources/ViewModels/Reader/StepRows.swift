import Terminal
import TextSearch
import Trajectory
import Triage
import Wire

/// The rows of one step at a width: what the body of a trajectory is made of.
package struct StepRows: Sendable {
    package var rows: [BodyRow]
    /// The row of each match of the pattern within the step, in order.
    package var matchRows: [Int]

    package init(rows: [BodyRow], matchRows: [Int] = []) {
        self.rows = rows
        self.matchRows = matchRows
    }

    /// The first row of a part, or nil.
    package func row(of part: PartKind) -> Int? { rows.firstIndex { $0.part == part } }
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
    private var borders = StepBorders()

    /// `before` is the time of the step before, for the gap in the header.
    package static func build(
        _ step: Step, index: Int, before: Timestamp?, options: ReaderOptions, isRaw: Bool = false,
        borders: StepBorders = StepBorders()
    ) -> StepRows {
        var builder = StepRowsBuilder(step: step, index: index, before: before, options: options, isRaw: isRaw)
        builder.borders = borders
        builder.layOut()
        return StepRows(rows: builder.rows, matchRows: builder.matchRows)
    }

    private init(step: Step, index: Int, before: Timestamp?, options: ReaderOptions, isRaw: Bool) {
        self.step = step
        self.index = index
        self.before = before
        self.options = options
        self.isRaw = isRaw || options.showsHidden
    }

    private mutating func layOut() {
        guard density != .line else { return rows.append(BodyRow(cutHeader, part: .header)) }
        layOutHeader()
        if let opening = borders.opening { boundary(opening) }
        if step.flags.contains(.contextReplaced) {
            boundary("context replaced here: the model no longer sees what stands above")
        } else if step.flags.contains(.compaction) {
            boundary("context compacted here")
        }
        if let reasoning = step.reasoning, !reasoning.isEmpty, !options.hidden.contains(.reasoning) {
            prose(reasoning, .reasoning, .reasoning)
        }
        message()
        if !options.hidden.contains(.tools) {
            for (number, call) in step.calls.enumerated() { add(call, number) }
            for (number, result) in step.results.enumerated() {
                let title = result.callID.flatMap { $0.isEmpty ? nil : "result for \($0), a call that is not here" }
                add(result, .looseResult(number), title: title ?? "observation")
            }
        }
        if step.flags.contains(.empty) { label([Span("nothing in this step", .dim)], .message) }
        if let ending = borders.ending { boundary(ending) }
        for problem in borders.problems { label([Span("! \(problem)", .warning)], .header) }
        if !step.flags.isDisjoint(with: [.copied, .compacted]) { dim() }
        rows.append(.blank(.header))
    }

    private var density: Density { options.densities[index] ?? options.density }

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

    private mutating func message() {
        for part in step.message {
            switch part {
            case .text(let text) where !text.isEmpty: prose(text, .message, textSlot)
            case .text: break
            case .refusal(let text):
                label([Span("refusal", .refusal)], .message)
                prose(text, .message, .refusal)
            case .reasoning(let text):
                if !options.hidden.contains(.reasoning) { prose(text, .reasoning, .reasoning) }
            case .media, .unknown: label(part, .message)
            }
        }
    }

    private var textSlot: Slot {
        switch step.source {
        case .system: .dim
        default: .text
        }
    }

    private mutating func prose(_ text: String, _ kind: PartKind, _ slot: Slot) {
        let limit = limit(kind)
        let lines = TextLines.prose(
            text, slot: slot, width: options.width - 4, isRaw: isRaw,
            longest: limit == nil ? TextLines.longestUnfoldedLine : TextLines.longestLine)
        let (shown, fold) = TextLines.folded(lines, head: limit?.head, tail: limit?.tail ?? 0)
        let lead = slot == .reasoning ? [Span("┊ ", .rule)] : []
        add(shown.map { RichLine($0.spans, lead: lead + $0.lead, follow: lead + $0.follow) }, kind, fold: fold)
    }

    private mutating func add(_ call: ToolCall, _ number: Int) {
        let kind = PartKind.call(number)
        let lines = CallLines.titled(call)
        let limit = limit(kind)
        let (shown, fold) = TextLines.folded(lines, head: limit.map { $0.head + 1 }, tail: limit?.tail ?? 0)
        add(shown, kind, fold: fold)
        if call.results.isEmpty { label([Span("◂ no result recorded", .dim)], kind) }
        for (at, result) in call.results.enumerated() {
            add(result, .result(call: number, at), title: step.calls.count > 1 ? call.name : nil)
        }
    }

    /// A result under its title; the only result of the only call needs none where it begins with a text.
    private mutating func add(_ result: ToolResult, _ kind: PartKind, title: String?) {
        var startsHere = title == nil && !result.hasFailed && result.parts.first?.isText == true
        if !startsHere {
            var label = [Span("◂ ", .result), Span(Sanitize.line(title ?? "result"), .dim)]
            if result.hasFailed { label.append(Span(" failed", .stepError)) }
            if result.isBlank { label.append(Span(" (empty)", .dim)) }
            self.label(label, kind)
        }
        for part in result.parts {
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text):
                output(text, kind, startsHere: startsHere)
                startsHere = false
            case .media, .unknown: self.label(part, kind, indent: 4)
            }
        }
        for reference in result.subagents {
            let name = reference.trajectoryID ?? reference.path ?? reference.sessionID ?? "?"
            let place = reference.trajectoryID == nil && reference.path != nil ? " (another file)" : ""
            let spans = [Span("↳ sub-agent ", .tool), Span(Sanitize.line(name), .link), Span(place, .dim)]
            let first = rows.count
            self.label(spans, kind, indent: 4)
            for row in first..<rows.count { rows[row].subagent = reference }
        }
    }

    private mutating func output(_ text: String, _ kind: PartKind, startsHere: Bool) {
        guard !text.isEmpty else { return }
        let limit = limit(kind)
        let (lines, fold) = TextLines.output(
            text, head: limit?.head, tail: limit?.tail ?? 0, isRaw: isRaw, isColoured: !options.showsHidden)
        var trimmed = lines
        while fold == nil, trimmed.count > 1, trimmed.last?.text.isEmpty == true { trimmed.removeLast() }
        let margin = [Span("  ")]
        let marked = trimmed.enumerated().map { at, line in
            let lead = startsHere && at == 0 ? [Span("◂ ", .result)] : margin
            return RichLine(line.spans, lead: lead + line.lead, follow: margin + line.follow)
        }
        add(marked, kind, fold: fold)
    }

    /// How many lines of a part are shown; nil for all of them.
    private func limit(_ kind: PartKind) -> (head: Int, tail: Int)? {
        if let isFolded = options.folds[PartKey(step: index, kind: kind)] { return isFolded ? (1, 0) : nil }
        if let isFolded = options.groupFolds[kind.group] { return isFolded ? (1, 0) : nil }
        if let foldsAll = options.foldsAll { return foldsAll ? (1, 0) : nil }
        if density == .brief { return kind.isResult ? (2, 2) : (4, 0) }
        if kind.isResult { return (24, 8) }
        return kind == .reasoning ? (16, 4) : (200, 20)
    }

    /// Words of ours about a part: not searched, and not what the step says.
    private mutating func label(_ spans: [Span], _ kind: PartKind, indent: Int = 2) {
        let margin = indent > 0 ? [Span(String(repeating: " ", count: indent))] : []
        let wrapped = RichLine(spans).rows(width: options.width - indent, isWrapping: options.isWrapping)
        rows += wrapped.map { BodyRow(margin + $0, part: kind) }
    }

    /// A part that is told and not shown.
    private mutating func label(_ part: Part, _ kind: PartKind, indent: Int = 2) {
        let first = rows.count
        label(PartLabel.spans(part, options.media), kind, indent: indent)
        guard case .media(let media) = part else { return }
        for row in first..<rows.count { rows[row].media = row == first ? media : nil }
    }

    private mutating func add(
        _ lines: [RichLine], _ kind: PartKind, indent: Int = 2, fold: TextLines.Fold? = nil
    ) {
        let pattern = options.pattern.flatMap { $0.looksAt(scopes(of: kind)) ? $0 : nil }
        let margin = Span(String(repeating: " ", count: indent))
        let foldMargin = Span(String(repeating: " ", count: kind.isOfTools ? 4 : 2))
        for (at, line) in lines.enumerated() {
            if let fold, fold.at == at { addFold(fold, kind, foldMargin) }
            let line = options.showsHidden ? HiddenText.marked(line) : line
            let matches = pattern?.count(in: line.text) ?? 0
            let rich = pattern.map { matches > 0 ? line.lit($0) : line } ?? line
            let wrapped = rich.rows(width: options.width - indent, isWrapping: options.isWrapping)
            if matches > 0 { note(matches, in: wrapped) }
            rows += wrapped.map { BodyRow(indent > 0 ? [margin] + $0 : $0, part: kind) }
        }
        if let fold, fold.at >= lines.count { addFold(fold, kind, foldMargin) }
    }

    /// Whose words a part is.
    private func scopes(of kind: PartKind) -> Set<TextScope> {
        switch kind {
        case .header, .message: [TextScope(step.source)]
        case .reasoning: [.reasoning]
        case .call: [.call]
        case .result(let call, let index): TextScope.kinds(of: step.calls[call].results[index])
        case .looseResult(let index): TextScope.kinds(of: step.results[index])
        }
    }

    /// Notes on which of the wrapped rows the matches begin; a match that is broken by the wrap counts where it begins.
    private mutating func note(_ matches: Int, in wrapped: [[Span]]) {
        var left = matches
        var pieces = wrapped.reduce(0) { $0 + $1.count { $0.ink.slot == .match } }
        var isOpen = false
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

    private mutating func addFold(_ fold: TextLines.Fold, _ kind: PartKind, _ margin: Span) {
        let count = "\(Figures.grouped(fold.lines)) lines, \(Figures.bytes(fold.bytes))"
        rows.append(BodyRow([margin, Span("··· \(count) hidden", .folded)], part: kind))
    }
}

extension Part {
    fileprivate var isText: Bool {
        if case .text(let text) = self { !text.isEmpty } else { false }
    }
}

extension ToolResult {
    fileprivate var isBlank: Bool {
        subagents.isEmpty && parts.allSatisfy { if case .text(let text) = $0 { text.isEmpty } else { false } }
    }
}
