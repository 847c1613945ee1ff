import Platform
import Terminal
import Trajectory
import ViewModels
import Wire

/// The outline of a trajectory: one row a step.
enum OutlineView {
    static func draw(_ model: TrajectoryModel, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw(
            "Steps", right: summary(model, width: rect.width), in: panes.top, isFocused: isFocused, on: &canvas)
        guard let document = model.document, model.stepCount > 0 else {
            return PaneNotice.draw(TrajectoryNotice.of(model), in: panes.rest, on: &canvas)
        }
        let digits = String(model.stepCount).count
        let start = document.outline(0)?.timestamp
        let span = model.isTimeline ? model.span : nil
        for row in 0..<panes.rest.height {
            let place = model.outline.top + row
            guard let index = model.step(atOutlineRow: place), let step = document.outline(index) else { break }
            let line =
                model.isTimeline
                ? TimelineRow.spans(step, in: span, model.stretch(of: index), digits: digits, width: rect.width)
                : spans(step, digits: digits, start: start, width: rect.width, marks: Marks(model, index, step))
            if place == model.outline.selected {
                canvas.drawSelected(line, isFocused ? .selected : .selectedUnfocused, in: panes.rest, row: row)
            } else {
                canvas.draw(line, in: panes.rest, row: row)
            }
        }
    }

    private static func spans(
        _ step: StepOutline, digits: Int, start: Timestamp?, width: Int, marks: Marks
    ) -> [Span] {
        let isDim = step.flags.contains(.copied) || step.flags.contains(.compacted) || marks.isContext
        var spans = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            mark(step, marks),
            Span(
                TextWidth.fitted(Sanitize.line(step.source.name), columns: 7),
                isDim ? .dim : StepHeader.slot(step.source)),
        ]
        if width >= 70 {
            let elapsed = start.flatMap { start in step.timestamp.map { Figures.duration(max(0, $0 - start)) } } ?? ""
            spans.append(Span(TextWidth.leftPadded(elapsed, columns: 7) + " ", .dim))
            spans.append(Span(TextWidth.leftPadded(step.tokens.map(Figures.short) ?? "", columns: 5) + " ", .dim))
            spans.append(Span(gauge(marks.contextShare) + " ", .number))
        }
        if let loop = marks.loop {
            spans.append(Span("\(Figures.grouped(loop.count)) × ", .folded))
        }
        if let tool = step.tool {
            let more = step.callCount > 1 ? "+\(step.callCount - 1)" : ""
            spans.append(Span(Sanitize.line(tool) + more + " ", isDim ? .dim : .tool))
        }
        spans.append(Span(Sanitize.line(step.preview), isDim ? .dim : .text))
        return spans
    }

    /// What stands out about a step, by sign and colour.
    private static func mark(_ step: StepOutline, _ marks: Marks) -> Span {
        if marks.isBookmarked { return Span("◆ ", .marked) }
        return OutlineMark.span(step) ?? (marks.isMatch ? Span("• ", .marked) : Span("  "))
    }

    /// What the reader knows of a step beside the step itself.
    private struct Marks {
        let isBookmarked: Bool
        let isMatch: Bool
        /// Shown for its neighbour's sake.
        let isContext: Bool
        let contextShare: Double?
        /// The loop that the row stands for.
        let loop: Range<Int>?

        init(_ model: TrajectoryModel, _ index: Int, _ step: StepOutline) {
            isBookmarked = model.bookmarks.contains(index)
            isMatch = model.find?.counts[index] != nil
            isContext = model.limit.isToMatches && !isMatch
            contextShare = model.contextShare(of: step.metrics?.promptTokens)
            loop = model.foldedLoop(at: index)
        }
    }

    /// How full the context was, against the fullest step of the run: in eight heights, so that no colour is needed.
    private static func gauge(_ share: Double?) -> String {
        guard let share else { return " " }
        let heights = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        return heights[min(heights.count - 1, Int(share * Double(heights.count)))]
    }

    private static func summary(_ model: TrajectoryModel, width: Int) -> [Span] {
        guard model.stepCount > 0 else { return [] }
        if let words = model.limitWords { return [Span(words, .warning)] }
        var spans: [Span] = []
        let errors = model.landmarks.count { $0.flags.contains(.error) }
        let refusals = model.landmarks.count { $0.flags.contains(.refusal) }
        if errors > 0 { spans.append(Span("\(errors) error\(errors == 1 ? "" : "s")  ", .stepError)) }
        if refusals > 0 { spans.append(Span("\(refusals) refusal\(refusals == 1 ? "" : "s")  ", .refusal)) }
        if let loop = model.foldedLoop(at: model.current) {
            spans.append(Span("steps \(loop.lowerBound + 1)–\(loop.upperBound), zo unfolds  ", .folded))
        }
        let spent = model.spent.prefix(width >= 100 ? 3 : 1)
        if !spent.isEmpty { spans.append(Span("Σ " + spent.joined(separator: " ") + "  ", .dim)) }
        let count = Figures.grouped(model.stepCount) + (model.progress.isComplete ? "" : "+")
        spans.append(Span("\(Figures.grouped(model.current + 1))/\(count)", .dim))
        return spans
    }
}

/// The body of a trajectory: the steps one after the other.
enum BodyView {
    static func draw(_ model: TrajectoryModel, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let facts = facts(model)
        PaneTitle.draw(model.crumbs.last ?? "", right: facts, in: panes.top, isFocused: isFocused, on: &canvas)
        drawMinimap(model, beside: facts, in: panes.top, on: &canvas)
        if let awaited = model.awaited {
            return PaneNotice.draw(AwaitedNotice.of(awaited, model, width: rect.width), in: panes.rest, on: &canvas)
        }
        guard model.stepCount > 0 else {
            return PaneNotice.draw(TrajectoryNotice.of(model), in: panes.rest, on: &canvas)
        }
        guard model.shownCount > 0 else {
            return PaneNotice.draw(
                .empty("No step is shown.", hint: "Esc and :show bring them back"), in: panes.rest, on: &canvas)
        }
        for (row, entry) in model.visibleRows().enumerated() {
            let isHeader = entry.position.row == 0
            if entry.position.step == model.current, isHeader {
                canvas.draw("▌", isFocused ? .titleFocused : .title, in: panes.rest, row: row)
            }
            let spans = entry.position == model.currentMatch ? current(entry.row.spans) : entry.row.spans
            canvas.draw(isHeader ? spans : panned(spans, model.pan), in: panes.rest, row: row, indent: 1)
        }
    }

    /// A row without so many of its first columns.
    private static func panned(_ spans: [Span], _ columns: Int) -> [Span] {
        var left = columns
        return columns == 0
            ? spans
            : spans.compactMap { span in
                guard left > 0 else { return span }
                let dropped = TextWidth.prefix(span.text, columns: left)
                left -= max(1, TextWidth.width(String(dropped)))
                let rest = span.text.dropFirst(dropped.count)
                return rest.isEmpty ? nil : Span(String(rest), ink: span.ink)
            }
    }

    /// The row of the match that was gone to last stands out among those of the others.
    private static func current(_ spans: [Span]) -> [Span] {
        spans.map { $0.ink.slot == .match ? Span($0.text, .matchCurrent) : $0 }
    }

    /// The whole run on the rule between the title and the facts. It stands in the title and not down the side: rows that
    /// scroll in hardware would drag a column of marks along, and every mark would have to be sent again.
    private static func drawMinimap(
        _ model: TrajectoryModel, beside facts: [Span], in rect: Rect, on canvas: inout Canvas
    ) {
        let title = TextWidth.width(
            String(TextWidth.prefix(Sanitize.line(model.crumbs.last ?? ""), columns: max(4, rect.width - 24))))
        let used = facts.reduce(0) { $0 + TextWidth.width($1.text) } + 3
        let start = title + 5
        let width = rect.width - used - start - 1
        guard width >= 16 else { return }
        canvas.draw(Minimap.spans(model, width: width), in: rect, row: 0, indent: start)
    }

    /// The find's place, how the trajectory was had, its totals.
    private static func facts(_ model: TrajectoryModel) -> [Span] {
        if let find = model.find {
            let text = TextWidth.prefix(Sanitize.line(find.pattern.text), columns: 40)
            return [Span("\(text): ", .dim), Span(find.words(of: model.stepCount), .strong)]
        }
        guard let document = model.document else { return [] }
        if document.store.isTorn { return [Span("the file became shorter, r reads it again", .warning)] }
        if let loss = model.progress.loss { return [Span("\(loss), r fetches again", .warning)] }
        var words: [String] = []
        if let part = model.partWords { words.append(part) }
        switch model.origin {
        case .transcript(let why): words.append("transcript instead (\(Sanitize.line(why)))")
        case .replay: words.append("replay")
        case .trajectory(let form) where form != .atif: words.append(form.rawValue)
        default: break
        }
        if let model = document.header.modelName { words.append(Sanitize.line(model)) }
        words.append(Figures.bytes(model.progress.bytes))
        let facts = [Span(words.joined(separator: "  "), .dim)]
        guard !document.problems.isEmpty || !document.disagreement.isEmpty else { return facts }
        return facts + [Span("  ! :about", .warning)]
    }
}

/// What the panes of a trajectory say without steps.
enum TrajectoryNotice {
    static func of(_ model: TrajectoryModel) -> PaneNotice {
        if let problem = model.document?.problems.first, model.progress.isComplete {
            return .empty(Sanitize.line(problem.message), hint: "J shows the document raw")
        }
        return PaneNotice(model.phase, empty: "This trajectory has no steps.", hint: "Esc goes back")
    }
}
