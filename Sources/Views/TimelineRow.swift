import Terminal
import Trajectory
import ViewModels
import Wire

/// A step as a bar of the time that passed until the next one began: told apart by texture, so that no colour is needed.
enum TimelineRow {
    static func spans(
        _ step: StepOutline, in span: ClosedRange<Timestamp>?, _ stretch: ClosedRange<Timestamp>?, digits: Int,
        width: Int
    ) -> [Span] {
        let time = stretch.map { Figures.duration($0.upperBound - $0.lowerBound) } ?? ""
        let name = step.tool ?? step.source.name
        let lead = [
            Span(" " + TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            Span(TextWidth.fitted(Sanitize.line(name), columns: 10) + " ", .dim),
            Span(TextWidth.leftPadded(time, columns: 7) + " ", .dim),
        ]
        guard let stretch, let span else { return lead }
        return lead + bar(step, stretch, in: span, room: width - digits - 22)
    }

    private static func bar(
        _ step: StepOutline, _ stretch: ClosedRange<Timestamp>, in span: ClosedRange<Timestamp>, room: Int
    ) -> [Span] {
        guard room > 4 else { return [] }
        let whole = span.upperBound - span.lowerBound
        let start = min(room - 1, max(0, Int((stretch.lowerBound - span.lowerBound) / whole * Double(room))))
        let length = Int(((stretch.upperBound - stretch.lowerBound) / whole * Double(room)).rounded())
        let (texture, slot): (String, Slot) =
            switch step.source {
            case .agent: step.callCount > 0 ? ("▒", .tool) : ("█", .agent)
            default: ("░", .dim)
            }
        let cells = min(max(0, length), room - start)
        return [
            Span(String(repeating: " ", count: start)),
            Span(cells == 0 ? "▏" : String(repeating: texture, count: cells), slot),
        ]
    }
}
