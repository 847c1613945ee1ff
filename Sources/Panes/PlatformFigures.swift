import Platform
import RichText
import Terminal
import Triage
import Wire

/// The platform's own analytics beside what is reckoned here from the items, where the two differ.
struct PlatformFigures {
    private let analytics: JSONValue?
    private let summary: EvaluationSummary

    init(_ analytics: JSONValue?, summary: EvaluationSummary) {
        self.analytics = analytics
        self.summary = summary
    }

    /// No figure of an evaluation is as large; what is, is no figure.
    private static let largest = 1e15

    /// Nothing before the answer is here.
    var lines: [RichLine] {
        guard let analytics, analytics.object != nil else { return [] }
        let known = figures(analytics).filter { $0.theirs.map { abs($0) < Self.largest } == true }
        guard !known.isEmpty else { return [] }
        let different = known.filter { !$0.agrees }
        guard !different.isEmpty else {
            return [RichLine.figure("analytics", "same as the platform's", .dim)]
        }
        let rows = different.map { figure in
            RichLine.figure(
                figure.name, "\(figure.show(figure.theirs)) there, \(figure.show(figure.ours)) here", .warning)
        }
        return [.title("The platform's analytics differ")] + rows
    }

    private struct Figure {
        var name: String
        var theirs: Double?
        var ours: Double?
        /// How far the two may be from each other by rounding alone.
        var tolerance: Double
        var show: (Double?) -> String

        var agrees: Bool {
            guard let theirs, let ours else { return theirs == ours }
            return abs(theirs - ours) <= tolerance
        }
    }

    private func figures(_ json: JSONValue) -> [Figure] {
        let whole = summary.whole
        let counts = whole.counts
        let durations = json["analytics_snapshot"]?["runtime_durations_ms"]
        func count(_ name: String, _ key: String, _ ours: Quantity) -> Figure {
            Figure(name: name, theirs: json[key]?.double, ours: ours.value, tolerance: 0) {
                $0.map { NumberFormat.grouped(Int($0)) } ?? "-"
            }
        }
        func time(_ name: String, _ ours: Double?) -> Figure {
            // Percentiles may be taken between neighbours or at one of them: a tenth apart is no disagreement.
            let theirs = (durations?["\(name)_ms"] ?? durations?[name])?.double.map { $0 / 1000 }
            return Figure(
                name: name, theirs: theirs, ours: ours, tolerance: max(1, (ours ?? 0) / 10), show: NumberFormat.duration
            )
        }
        return [
            Figure(
                name: "pass rate", theirs: json["pass_rate"]?.double, ours: whole.passRate.rate, tolerance: 0.005,
                show: NumberFormat.percent),
            count("passed", "passed_count", counts[.passed]), count("failed", "failed_count", counts[.failed]),
            count("errors", "error_count", counts[.infraError] + counts[.timedOut]),
            count("items", "total_samples", counts.total),
            count("degraded", "degraded_runtime_count", Quantity(whole.degraded)),
            time("p50", whole.durationSpread?.median), time("p95", whole.durationSpread?.p95),
            time("max", whole.durationSpread?.maximum),
        ]
    }
}

extension RichLine {
    /// A figure of an evaluation behind its name.
    static func figure(_ name: String, _ text: String, _ slot: ThemeSlot = .text) -> RichLine {
        RichLine([Span(TextWidth.fitted(name, columns: 12), .property), Span(text, slot)])
    }
}
