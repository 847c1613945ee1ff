import Foundation
import Panes
import Platform
import Shell
import Triage
import Wire

/// What changed from one evaluation, or model, to another: for the screen's `:report` and for `trawl compare`.
struct ComparisonReport: Sendable {
    let comparison: Comparison
    let before: ComparedSide
    let after: ComparedSide
    /// How much of the items is here; nil where the list that they are from says it.
    var coverage: Coverage?
    /// The tasks that a report names.
    var tasks: [TaskComparison]
    /// Which tasks these are, where they are not all.
    var note = ""

    /// Every task but those that pass on both sides, as before.
    init(comparison: Comparison, before: ComparedSide, after: ComparedSide, coverage: Coverage) {
        self.comparison = comparison
        self.before = before
        self.after = after
        self.coverage = coverage
        tasks = comparison.tasks.filter { $0.change != .stillPassing }
        note = comparison.count(.stillPassing) > 0 ? "; those still passing are left out" : ""
    }

    /// What a comparison on the screen shows, in its order; nil while it is not here.
    init?(_ model: ComparisonModel) {
        guard let comparison = model.compared?.comparison else { return nil }
        self.comparison = comparison
        (before, after) = (model.sides.before, model.sides.after)
        tasks = model.visible
        note = tasks.count < comparison.tasks.count ? "; \(tasks.count) of \(comparison.tasks.count) are shown" : ""
    }

    // MARK: Lines for a terminal

    var heading: [String] {
        let (old, new) = (comparison.before.whole, comparison.after.whole)
        var lines = [
            "before: \(before.words): \(old.rateWords)",
            "after:  \(after.words): \(new.rateWords)",
            "change: "
                + (comparison.paired.map(Self.words) ?? "no task was scored on both sides, so nothing is tested"),
        ]
        lines.append(
            "time:   " + Self.figures(comparison) { CellFormat.seconds($0.durationSpread?.median) } + " in the median")
        lines.append("tokens: " + Self.figures(comparison) { CellFormat.count($0.tokens) })
        if comparison.before.whole.cost != nil || comparison.after.whole.cost != nil {
            lines.append("cost:   " + Self.figures(comparison) { $0.cost.map { NumberFormat.cost($0) } ?? "unknown" })
        }
        if let words = comparison.classes.words { lines.append("failure classes: \(words)") }
        lines += comparison.classes.entries.filter { $0.change != .same }.map { entry in
            "  \(entry.change.rawValue): \(entry.countBefore) -> \(entry.failures.count)  \(entry.failures.title)"
        }
        lines += comparison.classes.gone.map { "  gone: \($0.count) -> 0  \($0.title)" }
        let counts = TaskChange.allCases.filter { comparison.count($0) > 0 }
        lines.append("tasks:  " + counts.map { "\(comparison.count($0)) \($0.words)" }.joined(separator: ", "))
        return lines
    }

    private static func words(_ test: PairedTest) -> String {
        let points = { (value: Double) in String(format: "%+.1f", value * 100) }
        let interval = test.interval.map {
            "; 95% CI \(points($0.lowerBound)) to \(points($0.upperBound))"
        }
        return
            "\(points(test.difference)) points over \(test.tasks) tasks scored on both sides (\(test.better) better, "
            + "\(test.worse) worse\(interval ?? "")), \(test.isSignificant ? "significant" : "not significant") "
            + "(p = \(String(format: "%.3g", test.chance)), \(test.method.words))"
    }

    private static func figures(_ comparison: Comparison, _ figure: (OutcomeTally) -> String) -> String {
        "\(figure(comparison.before.whole)) before, \(figure(comparison.after.whole)) after"
    }

    var json: JSONValue {
        func side(_ side: ComparedSide, _ summary: EvaluationSummary) -> JSONValue {
            let (rate, interval) = (summary.whole.passRate, summary.whole.interval)
            return [
                "evaluation_id": .string(side.evaluation.id.text), "name": .string(side.evaluation.name),
                "model": .optional(side.model), "date": .optional(side.date?.iso8601),
                "passed": .int(rate.passed), "failed": .int(rate.failed), "pass_rate": CellFormat.rounded(rate.rate),
                "pass_rate_low": CellFormat.rounded(interval?.lowerBound),
                "pass_rate_high": CellFormat.rounded(interval?.upperBound),
                "duration_p50_s": CellFormat.exact(seconds: summary.whole.durationSpread?.median),
                "duration_p95_s": CellFormat.exact(seconds: summary.whole.durationSpread?.p95),
                "tokens": .quantity(summary.whole.tokens), "cost_usd": CellFormat.rounded(summary.whole.cost),
            ]
        }
        let test = comparison.paired
        let counts = TaskChange.allCases.map { ($0.rawValue, JSONValue.int(comparison.count($0))) }
        return [
            "before": side(before, comparison.before), "after": side(after, comparison.after),
            "common_tasks": .int(test?.tasks ?? 0), "better": .int(test?.better ?? 0), "worse": .int(test?.worse ?? 0),
            "pass_rate_difference": CellFormat.rounded(test?.difference),
            "difference_low": CellFormat.rounded(test?.interval?.lowerBound),
            "difference_high": CellFormat.rounded(test?.interval?.upperBound),
            "p_value": CellFormat.rounded(test?.chance), "test": .optional(test?.method.rawValue),
            "counts": .object(JSONObject(counts)),
            "classes": ClassChangesJSON.json(comparison.classes), "coverage": coverage?.json ?? .null,
            "complete": coverage.map { .bool($0.isWhole) } ?? .null,
            "tasks": .array(
                comparison.tasks.map { task in
                    [
                        "task": .string(task.task), "change": .string(task.change.rawValue),
                        "before": .string(task.before.rawValue), "after": .string(task.after.rawValue),
                    ]
                }),
        ]
    }

    // MARK: A report to read

    var title: String { "\(before.evaluation.name) and \(after.evaluation.name)" }

    var blocks: [ReportBlock] {
        var blocks: [ReportBlock] = [
            .heading(1, [.text("Comparison of \(title)")]),
            .table([.init(""), .init("before"), .init("after")], figureRows),
        ]
        let test = comparison.paired.map(Self.words) ?? "no task was scored on both sides, so nothing is tested"
        blocks.append(.paragraph([.text("Change: \(test).")]))
        blocks += [
            .heading(2, [.text("Failure classes")]), .paragraph([.text(comparison.classes.words ?? "the same")]),
        ]
        let changed = comparison.classes.entries.filter { $0.change != .same }.map { entry in
            Self.entry(entry.change.rawValue, entry.failures, "\(entry.countBefore) to \(entry.failures.count)")
        }
        let gone = comparison.classes.gone.map { Self.entry("gone", $0, "\($0.count) to 0") }
        if !changed.isEmpty || !gone.isEmpty { blocks.append(.list(changed + gone)) }
        let counts = TaskChange.allCases.map { ($0, comparison.count($0)) }.filter { $0.1 > 0 }
        blocks.append(.heading(2, [.text("Tasks")]))
        blocks.append(.paragraph([.text(counts.map { "\($0.1) \($0.0.words)" }.joined(separator: ", ") + note)]))
        let columns: [ReportBlock.Column] = [.init("change"), .init("task"), .init("before"), .init("after")]
        let rows: [[[ReportBlock.Inline]]] = tasks.map { task in
            [
                [.text(task.change.words)], [.text(task.task)], [.text(task.before.rawValue)],
                [.text(task.after.rawValue)],
            ]
        }
        return rows.isEmpty ? blocks : blocks + [.table(columns, rows)]
    }

    private static func entry(_ change: String, _ failures: FailureClass, _ counts: String) -> [ReportBlock.Inline] {
        [.text("\(change): \(counts)  \(failures.title) "), .code(failures.id)]
    }

    private var figureRows: [[[ReportBlock.Inline]]] {
        func row(_ name: String, _ figure: (ComparedSide, OutcomeTally) -> String?) -> [[ReportBlock.Inline]]? {
            let both = [figure(before, comparison.before.whole), figure(after, comparison.after.whole)]
            return both.contains { $0 != nil } ? [[.text(name)]] + both.map { [.text($0 ?? "unknown")] } : nil
        }
        return [
            row("evaluation") { side, _ in side.evaluation.name }, row("model") { side, _ in side.model },
            row("began (\(Timestamp.zone))") { side, _ in side.date?.minute },
            row("id") { side, _ in side.evaluation.id.text },
            row("passed") { $1.rateWords },
            row("duration p50") { $1.durationSpread.map { CellFormat.seconds($0.median) } },
            row("tokens") { $1.tokens > 0 ? CellFormat.count($1.tokens) : nil },
            row("cost") { $1.cost.map { NumberFormat.cost($0) } },
        ].compactMap(\.self)
    }
}
