import Terminal
import Trajectory
import ViewModels
import Wire

/// A step as a bar of the time that passed until the next one began: what it was for is told by texture, so that no colour
/// is needed.
enum TimelineRow {
    static func spans(
        _ step: StepOutline, _ index: Int, of timeline: Timeline, digits: Int, width: Int
    ) -> [Span] {
        let stretches = timeline.stretches(of: index)
        let seconds = stretches.reduce(0) { $0 + $1.seconds }
        let lead = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            OutlineMark.span(step) ?? Span(" "),
            Span(" " + TextWidth.fitted(Sanitize.line(step.tool ?? step.source.name), columns: 12) + " ", .dim),
            Span(TextWidth.leftPadded(Figures.passed(seconds) ?? "", columns: 7) + " ", .dim),
        ]
        return stretches.isEmpty ? lead : lead + bar(stretches, in: timeline.span, room: width - digits - 27)
    }

    /// How long it took in all, and for what: `6m47s  █ model 41s  ▒ tools 6m06s`; without the words where there is no
    /// room for them.
    static func legend(_ timeline: Timeline, width: Int) -> [Span] {
        let whole = Span(Figures.duration(timeline.span.upperBound - timeline.span.lowerBound), .strong)
        func spans(_ hasWords: Bool) -> [Span] {
            TimeUse.allCases.reduce(into: [whole]) { spans, use in
                guard let time = timeline.sums[use].flatMap(Figures.passed) else { return }
                let (texture, slot, word) = look(use)
                spans += [Span("  "), Span(texture, slot), Span(hasWords ? " \(word) \(time)" : " \(time)", .dim)]
            }
        }
        let full = spans(true)
        let fits = full.reduce(0) { $0 + TextWidth.width($1.text) } <= width - 24
        return (fits ? full : spans(false)) + [Span("  ")]
    }

    private static func look(_ use: TimeUse) -> (texture: String, slot: Slot, word: String) {
        switch use {
        case .model: ("█", .agent, "model")
        case .tools: ("▒", .tool, "tools")
        case .toolsAndModel: ("▒", .tool, "tools+model")
        case .waiting: ("░", .dim, "waiting")
        }
    }

    private static func bar(_ stretches: [Timeline.Stretch], in span: ClosedRange<Timestamp>, room: Int) -> [Span] {
        guard room > 4, let first = stretches.first else { return [] }
        let whole = span.upperBound - span.lowerBound
        func column(_ time: Timestamp) -> Int {
            min(room, max(0, Int(((time - span.lowerBound) / whole * Double(room)).rounded())))
        }
        let start = min(room - 1, column(first.time.lowerBound))
        var spans = [Span(String(repeating: " ", count: start))]
        var at = start
        for stretch in stretches {
            let (texture, slot, _) = look(stretch.use)
            let end = column(stretch.time.upperBound)
            if end > at { spans.append(Span(String(repeating: texture, count: end - at), slot)) }
            at = max(at, end)
        }
        if at == start { spans.append(Span("▏", look(first.use).slot)) }
        return spans
    }
}
