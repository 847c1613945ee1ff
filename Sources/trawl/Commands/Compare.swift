import ArgumentParser
import Foundation
import Platform
import Triage
import Wire

/// `trawl compare A B`: what changed from one evaluation to another.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Compare two evaluations by task.")

    @Argument(help: ArgumentHelp("The evaluation before.", valueName: "a"), completion: .evaluation)
    var before: String

    @Argument(help: ArgumentHelp("The evaluation after.", valueName: "b"), completion: .evaluation)
    var after: String

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let comparison = Comparison(
            before: try ItemRows.load(platform, before, out), after: try ItemRows.load(platform, after, out), now: .now)
        defer { out.flush() }
        if json.json { return out.json(Self.json(comparison)) }
        for line in Self.heading(comparison) { out.line(line) }
        var table = Table([.text("change"), .text("before"), .text("after"), .flexible("task")])
        for task in comparison.tasks where task.change != .stillPassing {
            table.add([Self.words(task.change), task.before.rawValue, task.after.rawValue, task.task])
        }
        table.print(to: out)
    }

    private static func heading(_ comparison: Comparison) -> [String] {
        let (before, after) = (comparison.before.whole.passRate, comparison.after.whole.passRate)
        var lines = ["before: \(FailureReport.rate(before))", "after:  \(FailureReport.rate(after))"]
        if let difference = comparison.passRateDifference, let chance = comparison.significance {
            let points = String(format: "%+.1f", difference * 100)
            let verdict = chance < 0.05 ? "significant" : "may be chance"
            lines.append("change: \(points) points, \(verdict) (p = \(String(format: "%.3g", chance)))")
        }
        let counts = TaskChange.allCases.filter { comparison.count($0) > 0 }
        lines.append("tasks:  " + counts.map { "\(comparison.count($0)) \(words($0))" }.joined(separator: ", "))
        return lines
    }

    private static func words(_ change: TaskChange) -> String { change.rawValue.replacing("_", with: " ") }

    static func json(_ comparison: Comparison) -> JSONValue {
        func side(_ summary: EvaluationSummary) -> JSONValue {
            let rate = summary.whole.passRate
            return [
                "passed": .int(rate.passed), "failed": .int(rate.failed), "pass_rate": Show.rounded(rate.rate),
                "pass_rate_low": Show.rounded(rate.interval?.lowerBound),
                "pass_rate_high": Show.rounded(rate.interval?.upperBound),
                "duration_p50_s": Show.exact(seconds: summary.whole.durationSpread?.median),
                "duration_p95_s": Show.exact(seconds: summary.whole.durationSpread?.p95),
                "tokens": .int(summary.whole.tokens),
            ]
        }
        let counts = TaskChange.allCases.map { ($0.rawValue, JSONValue.int(comparison.count($0))) }
        return [
            "before": side(comparison.before), "after": side(comparison.after),
            "pass_rate_difference": Show.rounded(comparison.passRateDifference),
            "p_value": Show.rounded(comparison.significance), "counts": .object(JSONObject(counts)),
            "tasks": .array(
                comparison.tasks.map { task in
                    [
                        "task": .string(task.task), "change": .string(task.change.rawValue),
                        "before": .string(task.before.rawValue), "after": .string(task.after.rawValue),
                    ]
                }),
        ]
    }
}
