import Shell
import Terminal
import Triage
import Wire

/// The stages of a life, each with how long it took.
enum StageTimes {
    /// A row for each stage that was reached.
    static func rows(_ stages: [(String, Timestamp?)]) -> [(String, [Span])] {
        var rows: [(String, [Span])] = []
        var before: Timestamp?
        for case (let name, let time?) in stages {
            var spans = [Span(time.minute + time.clock.suffix(3))]
            if let before { spans.append(Span("  +" + NumberFormat.duration(time - before), .dim)) }
            rows.append((name, spans))
            before = time
        }
        return rows
    }
}
