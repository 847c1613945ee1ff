import Reader
import Terminal
import Trajectory
import Triage
import Wire

/// A step as a bar of the time that passed until the next one began: what it was for is told by texture, so that no colour
/// is needed.
enum TimelineRow {
    /// Columns before the bars, without the digits of the number.
    private static let lead = 27

    static func spans(
        _ step: StepOutline, _ index: Int, of timeline: Timeline, digits: Int, width: Int
    ) -> [Span] {
        let stretches = timeline.stretches(of: index)
        let isLong = timeline.isLong(index) || timeline.isOpenEnd(index)
        let lead = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            StepSymbol.span(step.flags) ?? (isLong ? Span("◷", .timedOut) : Span(" ")),
            Span(" " + TextWidth.fitted(Sanitize.line(step.tool ?? step.source.name), columns: 12) + " ", .dim),
            passed(stretches, index, of: timeline, isLong),
        ]
        return stretches.isEmpty ? lead : lead + bar(stretches, in: timeline.span, room: width - digits - Self.lead)
    }

    private static func passed(
        _ stretches: [Timeline.Stretch], _ index: Int, of timeline: Timeline, _ isLong: Bool
    ) -> Span {
        if let back = timeline.setBack(after: index) {
            return Span(TextWidth.leftPadded("-" + NumberFormat.duration(back), columns: 7) + " ", .warning)
        }
        let words = NumberFormat.passed(stretches.reduce(0) { $0 + $1.seconds }) ?? ""
        return Span(TextWidth.leftPadded(words, columns: 7) + " ", isLong ? .timedOut : .dim)
    }

    /// The whole run on one row, above its steps: those that took long as their bars, the others as a line, and where one
    /// is.
    static func strip(_ timeline: Timeline, current: Int, digits: Int, width: Int) -> [Span] {
        let room = width - digits - lead
        let count = timeline.longSteps.count
        let words = count == 0 ? "no long wait" : "\(NumberFormat.counted(count, "long wait")), ]w"
        let start = Span(TextWidth.leftPadded(words, columns: digits + lead - 2) + " ", count == 0 ? .dim : .timedOut)
        guard room > 4 else { return [start] }
        var cells = [Span](repeating: Span("─", .rule), count: room)
        let scale = Scale(timeline.span, room: room)
        for step in timeline.longSteps {
            for stretch in timeline.stretches(of: step) {
                let (texture, slot, _) = look(stretch.use)
                let from = min(room - 1, scale.column(stretch.time.lowerBound))
                let to = max(from + 1, scale.column(stretch.time.upperBound))
                for column in from..<to { cells[column] = Span(texture, slot) }
            }
        }
        if let here = timeline.time(of: current) { cells[min(room - 1, scale.column(here))] = Span("┃", .strong) }
        return [start] + cells
    }

    /// How long it took in all, how it ended, and for what the time was: `6m47s  █ model 41s  ▒ tools 6m06s`; without the
    /// words where there is no room for them.
    static func legend(_ timeline: Timeline, width: Int) -> [Span] {
        var whole = [Span(NumberFormat.duration(timeline.span.upperBound - timeline.span.lowerBound), .strong)]
        if let word = timeline.ending?.word {
            whole.append(Span(" \(word)", word == "running" ? .statusBusy : .timedOut))
        }
        func spans(_ hasWords: Bool) -> [Span] {
            TimeUse.allCases.reduce(into: whole) { spans, use in
                guard let time = timeline.sums[use].flatMap(NumberFormat.passed) else { return }
                let (texture, slot, word) = look(use)
                spans += [Span("  "), Span(texture, slot), Span(hasWords ? " \(word) \(time)" : " \(time)", .dim)]
            }
        }
        let full = spans(true)
        let fits = full.reduce(0) { $0 + TextWidth.width($1.text) } <= width - 24
        return (fits ? full : spans(false)) + [Span("  ")]
    }

    private static func look(_ use: TimeUse) -> (texture: String, slot: ThemeSlot, word: String) {
        switch use {
        case .model: ("█", .agent, "model")
        case .tools: ("▒", .tool, "tools")
        case .toolsAndModel: ("▒", .tool, "tools+model")
        case .waiting: ("░", .dim, "waiting")
        }
    }

    /// The columns of a time.
    private struct Scale {
        let span: ClosedRange<Timestamp>
        let room: Int

        init(_ span: ClosedRange<Timestamp>, room: Int) {
            self.span = span
            self.room = room
        }

        func column(_ time: Timestamp) -> Int {
            let share = (time - span.lowerBound) / (span.upperBound - span.lowerBound)
            return min(room, max(0, Int((share * Double(room)).rounded())))
        }
    }

    private static func bar(_ stretches: [Timeline.Stretch], in span: ClosedRange<Timestamp>, room: Int) -> [Span] {
        guard room > 4, let first = stretches.first else { return [] }
        let scale = Scale(span, room: room)
        let start = min(room - 1, scale.column(first.time.lowerBound))
        var spans = [Span(String(repeating: " ", count: start))]
        var at = start
        for stretch in stretches {
            let (texture, slot, _) = look(stretch.use)
            let end = scale.column(stretch.time.upperBound)
            if end > at { spans.append(Span(String(repeating: texture, count: end - at), slot)) }
            at = max(at, end)
        }
        if at == start { spans.append(Span("▏", look(first.use).slot)) }
        return spans
    }
}
