import Reader
import Shell
import Terminal
import Trajectory
import Wire

/// The outline of a trajectory: one row a step.
enum OutlineView {
    static func draw(_ model: TrajectoryModel, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let timeline = model.timeline
        let right = timeline.map { TimelineRow.legend($0, width: rect.width) + place(model) }
        PaneTitle.draw(
            timeline == nil ? "Steps" : "Time", right: right ?? summary(model, width: rect.width), in: panes.top,
            isFocused: isFocused, on: &canvas)
        // Why there is no step is said by the body.
        let reading = model.reading
        guard let document = reading.document, reading.stepCount > 0 else { return }
        let digits = String(reading.stepCount).count
        let start = document.outline(0)?.timestamp
        var rows = panes.rest
        if let timeline, reading.hasTimeStrip {
            let strip = TimelineRow.strip(timeline, current: reading.current, digits: digits, width: rect.width)
            canvas.draw(strip, in: rows.split(top: 1).top, row: 0)
            rows = rows.split(top: 1).rest
        }
        for row in 0..<rows.height {
            let place = reading.outline.top + row
            guard let index = reading.step(atOutlineRow: place), let step = document.outline(index) else { break }
            let line =
                timeline.map { TimelineRow.spans(step, index, of: $0, digits: digits, width: rect.width) }
                ?? spans(step, digits: digits, start: start, width: rect.width, marks: Marks(reading, index))
            let isTaken = reading.isSelected(step: index)
            if isTaken, place != reading.outline.selected || !isFocused {
                canvas.drawBand(line, on: .selection, in: rows, row: row)
            } else if place == reading.outline.selected {
                canvas.drawSelected(line, isFocused ? .selected : .selectedUnfocused, in: rows, row: row)
            } else {
                canvas.draw(line, in: rows, row: row)
            }
        }
    }

    private static func spans(
        _ step: StepOutline, digits: Int, start: Timestamp?, width: Int, marks: Marks
    ) -> [Span] {
        let isDim = step.flags.contains(.copied) || step.flags.contains(.compacted) || marks.isContext
        var spans = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            marks.isBookmarked
                ? Span("◆", .marked) : StepSymbol.span(step.flags) ?? Span(marks.isMatch ? "•" : " ", .marked),
            Span(
                " " + TextWidth.fitted(Sanitize.line(step.source.name), columns: 7),
                isDim ? .dim : StepHeader.slot(step.source)),
        ]
        if width >= 70, let start {
            let elapsed = step.timestamp.flatMap { NumberFormat.passed($0 - start) } ?? ""
            spans.append(Span(TextWidth.leftPadded(elapsed, columns: 7) + " ", .dim))
        }
        if width >= 70, marks.hasTokens {
            spans.append(
                Span(
                    TextWidth.leftPadded(
                        step.tokens.flatMap { $0 > 0 ? NumberFormat.short($0) : nil } ?? "", columns: 5)
                        + " ", .dim))
            spans.append(Span(gauge(marks.contextShare(of: step)) + " ", .rule))
        }
        if let loop = marks.loop {
            spans.append(Span("\(NumberFormat.grouped(loop.count)) × ", .folded))
        }
        if let tool = step.tool {
            let more = step.callCount > 1 ? " +\(step.callCount - 1)" : ""
            spans += [Span(Sanitize.line(tool), isDim ? .dim : .tool), Span(more + " ", .dim)]
        }
        spans.append(Span(Sanitize.line(step.preview), isDim ? .dim : .text))
        return spans
    }

    /// What the reader knows of a step beside the step itself.
    private struct Marks {
        private let reading: ReadingState
        let isBookmarked: Bool
        let isMatch: Bool
        /// Shown for its neighbour's sake.
        let isContext: Bool
        /// The loop that the row stands for.
        let loop: Range<Int>?

        init(_ reading: ReadingState, _ index: Int) {
            self.reading = reading
            isBookmarked = reading.bookmarks.contains(index)
            isMatch = reading.find?.counts[index] != nil
            isContext = reading.limit.isToMatches && !isMatch
            loop = reading.foldedLoop(at: index)
        }

        var hasTokens: Bool { reading.hasTokens }

        func contextShare(of step: StepOutline) -> Double? { reading.contextShare(of: step.metrics?.promptTokens) }
    }

    /// How full the context was, against the fullest step of the run: a line that grows as it fills and is thin again
    /// after a compaction. Half a column at most, so that it never is the brightest thing on the screen.
    private static func gauge(_ share: Double?) -> String {
        guard let share else { return " " }
        let widths = ["▏", "▎", "▍", "▌"]
        return widths[min(widths.count - 1, Int(share * Double(widths.count)))]
    }

    private static func summary(_ model: TrajectoryModel, width: Int) -> [Span] {
        guard model.stepCount > 0 else { return [] }
        if let words = model.limitWords { return [Span(words, .warning)] }
        var spans: [Span] = []
        let errors = errors(model.reading, width: width)
        let refusals = model.landmarks.count { $0.flags.contains(.refusal) }
        if let errors { spans.append(Span(errors + "  ", .stepError)) }
        if refusals > 0 { spans.append(Span(NumberFormat.counted(refusals, "refusal") + "  ", .refusal)) }
        if let loop = model.reading.foldedLoop(at: model.current) {
            spans.append(Span("steps \(loop.lowerBound + 1)–\(loop.upperBound), \(key: .unfold) unfolds  ", .folded))
        }
        let spent = model.spent.prefix(width >= 100 ? 3 : 1)
        if !spent.isEmpty { spans.append(Span("Σ " + spent.joined(separator: " ") + "  ", .dim)) }
        return spans + place(model)
    }

    /// `first error: step 12 of 40, 3 in all, last 38`: as much of it as there is room for.
    private static func errors(_ reading: ReadingState, width: Int) -> String? {
        let errors = reading.errors
        guard let first = errors.first, let last = errors.last else { return nil }
        guard width >= 60 else { return NumberFormat.counted(errors.count, "error") }
        let place = "first error: step \(first.index + 1) of \(NumberFormat.grouped(reading.stepCount))"
        guard errors.count > 1, width >= 100 else { return place }
        let rest = reading.isSurveyed ? ", last \(last.index + 1)" : " so far"
        return "\(place), \(NumberFormat.grouped(errors.count)) in all\(rest)"
    }

    private static func place(_ model: TrajectoryModel) -> [Span] {
        guard model.stepCount > 0 else { return [] }
        let count = NumberFormat.grouped(model.stepCount) + (model.progress.isComplete ? "" : "+")
        return [Span("\(NumberFormat.grouped(model.current + 1))/\(count)", .dim)]
    }
}
