package import Platform
package import RichText
package import Shell
package import Terminal
package import Triage
package import Wire

/// An evaluation at a glance, as lines: how it ended, by status, by model, by task, how long, why it failed, and what the
/// platform's own analytics say where they differ from what is reckoned here.
package struct SummaryLines {
    private let evaluation: Evaluation
    private let summary: EvaluationSummary
    private let classes: [FailureClass]
    /// The classes are those of all failures.
    private let isWhole: Bool
    private let sortedTasks: [String]
    private let names: [String: String]
    /// Columns that there are.
    private let width: Int

    /// Tasks that the matrix shows; those that fail come first.
    private static let mostTasks = 200
    private static let mostClasses = 5

    package init(_ figures: SummaryData, of evaluation: Evaluation, names: [String: String], width: Int) {
        self.evaluation = evaluation
        summary = figures.summary
        classes = figures.classes
        isWhole = figures.isWhole
        sortedTasks = figures.tasks
        self.names = names
        self.width = max(40, width)
    }

    /// The title of the overlay.
    package static func title(_ evaluation: Evaluation) -> String { "At a glance: \(Sanitize.line(evaluation.name))" }

    /// `analytics` is the platform's answer, once it is here.
    package func lines(analytics: JSONValue?) -> [RichLine] {
        let parts = [
            outcome, statuses, run, failures, models, PlatformFigures(analytics, summary: summary).lines, tasks,
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [RichLine.blank]))
    }

    // MARK: The whole

    private var outcome: [RichLine] {
        let whole = summary.whole
        let bar = RichLine(OutcomeBar.spans(whole.counts, width: min(60, width - 2)))
        return [bar, RichLine([Span("pass rate ", .dim), Span(whole.rateWords, .strong)])]
    }

    private var statuses: [RichLine] {
        let counts = summary.whole.counts
        let known = ItemStatus.known.filter { counts[$0] > 0 }
        let others = counts.counts.keys.filter { !ItemStatus.known.contains($0) }.sorted { $0.rawValue < $1.rawValue }
        return (known + others).map { status in
            let look = StatusStyle(status)
            let share = counts[status].share(of: counts.total)
            return RichLine([
                Span(TextWidth.fitted("\(look.sign) \(look.word)", columns: 16), look.slot),
                Span(TextWidth.leftPadded(NumberFormat.grouped(counts[status]), columns: 8), .number),
                Span(TextWidth.leftPadded(NumberFormat.percent(share), columns: 6), .dim),
            ])
        }
    }

    private var run: [RichLine] {
        let whole = summary.whole
        var lines: [RichLine] = []
        if let spread = whole.durationSpread {
            lines.append(
                RichLine.figure(
                    "durations",
                    "p50 \(NumberFormat.duration(spread.median)), p95 \(NumberFormat.duration(spread.p95)), "
                        + "max \(NumberFormat.duration(spread.maximum))"))
        }
        if whole.tokens > 0 { lines.append(RichLine.figure("tokens", NumberFormat.grouped(whole.tokens))) }
        if let cost = whole.costWords { lines.append(RichLine.figure("cost", cost)) }
        if let credits = evaluation.raw["runtime_costs"]?["billed_credits"]?.quantity {
            lines.append(
                RichLine.figure("credits", "\(NumberFormat.grouped(credits)) billed by the platform for sandboxes"))
        }
        if whole.retries > 0 { lines.append(RichLine.figure("retries", NumberFormat.grouped(whole.retries))) }
        if whole.degraded > 0 {
            lines.append(
                RichLine.figure(
                    "degraded", "\(NumberFormat.grouped(whole.degraded)) items had a degraded runtime", .warning))
        }
        return lines
    }

    private var failures: [RichLine] {
        guard !classes.isEmpty || !isWhole else { return [] }
        let shown = classes.prefix(Self.mostClasses)
        let rows = shown.map { failures in
            RichLine(
                [Span(Sanitize.line(text(failures)))],
                lead: [
                    Span(TextWidth.leftPadded(NumberFormat.grouped(failures.count), columns: 6) + "  ", .number),
                    Span(TextWidth.leftPadded(NumberFormat.percent(failures.share), columns: 4) + "  ", .dim),
                ], follow: [Span(String(repeating: " ", count: 14))]
            ).named
        }
        let more = classes.count - rows.count
        let rest = more > 0 ? [RichLine([Span("\(more) more: \(key: .group) lists them", .hint)])] : []
        let wait = isWhole ? [] : [RichLine([Span("grouping…", .dim)])]
        return [.title("Why they failed")] + rows + rest + wait
    }

    private func text(_ failures: FailureClass) -> String { failures.name(in: names) ?? failures.title }

    // MARK: By model and task

    private var models: [RichLine] {
        guard summary.models.count > 1 || summary.models.first?.isEmpty == false else { return [] }
        let rows = summary.models.map { name in
            let tally = summary.model(name)
            let interval =
                tally.interval.map {
                    "of \(tally.passRate.judged), \(Int(($0.lowerBound * 100).rounded()))-\(NumberFormat.percent($0.upperBound))"
                } ?? "-"
            let spread = tally.durationSpread
            return RichLine([
                Span(TextWidth.fitted(Sanitize.line(name.isEmpty ? "no model" : name), columns: 28)),
                Span(TextWidth.leftPadded(NumberFormat.grouped(tally.total), columns: 8), .number),
                Span(TextWidth.leftPadded(NumberFormat.percent(tally.passRate.rate), columns: 6), .strong),
                Span("  " + TextWidth.fitted(interval, columns: 15), .dim),
                Span(TextWidth.leftPadded(NumberFormat.duration(spread?.median), columns: 8), .number),
                Span(TextWidth.leftPadded(NumberFormat.duration(spread?.p95), columns: 8), .number),
                Span(TextWidth.leftPadded(NumberFormat.short(tally.tokens), columns: 8), .number),
            ])
        }
        let head =
            TextWidth.fitted("Model", columns: 28) + "   Items  Pass  " + TextWidth.fitted("95% interval", columns: 14)
            + "     p50     p95  Tokens"
        return [RichLine([Span(head, .header)])] + rows
    }

    /// Tasks by models: what failed everywhere first, then what is flaky, then the rest, in the order met.
    private var tasks: [RichLine] {
        let sorted = sortedTasks
        let nameWidth = min(36, max(12, width / 3))
        let cellWidth = min(16, max(8, (width - nameWidth) / max(1, summary.models.count) - 1))
        let models = Array(summary.models.prefix(max(1, (width - nameWidth) / (cellWidth + 1))))
        let head = ([TextWidth.fitted("Task", columns: nameWidth)] + models.map { fit($0, cellWidth) })
        var lines = [RichLine([Span(head.joined(separator: " "), .header)])]
        lines += sorted.prefix(Self.mostTasks).map { row($0, models, nameWidth, cellWidth) }
        let more = [
            (sorted.count - Self.mostTasks, "more tasks, which passed or are pending: \(key: .group) groups by task"),
            (summary.models.count - models.count, "more models: a wider screen shows them"),
        ]
        lines += more.filter { $0.0 > 0 }.map { RichLine([Span("\(NumberFormat.grouped($0.0)) \($0.1)", .hint)]) }
        return lines
    }

    private func fit(_ text: String, _ columns: Int) -> String {
        let name = Sanitize.line(text.isEmpty ? "no model" : text)
        return TextWidth.fitted(TextWidth.width(name) > columns ? ModelName.brief(name) : name, columns: columns)
    }

    private func row(_ task: String, _ models: [String], _ nameWidth: Int, _ cellWidth: Int) -> RichLine {
        let cells = models.flatMap { model -> [Span] in
            let tally = summary.cell(task: task, model: model)
            let look = VerdictLook(tally.verdict)
            let failed = tally.counts.counts.reduce(Quantity.zero) { $0 + ($1.key.isFailure ? $1.value : 0) }
            let judged = Quantity(tally.passRate.passed) + failed
            let count = tally.total > 1 ? " \(tally.passRate.passed)/\(judged)" : ""
            return [
                Span(" "), Span(TextWidth.fitted("\(look.sign) \(look.word)\(count)", columns: cellWidth), look.slot),
            ]
        }
        return RichLine([Span(fit(task, nameWidth))] + cells)
    }
}

/// How a verdict looks: told apart without colours.
package struct VerdictLook {
    package let sign: String
    package let word: String
    package let slot: ThemeSlot

    package init(_ verdict: TaskOutcome) {
        (sign, word, slot) =
            switch verdict {
            case .pass: ("✔", "pass", .passed)
            case .fail: ("✘", "fail", .failed)
            case .flaky: ("≈", "flaky", .warning)
            case .pending: ("·", "pending", .queued)
            case .none: ("-", "", .dim)
            }
    }
}
