import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// Two evaluations task by task, under the figures of both.
enum ComparisonView {
    /// Rows above the list: both evaluations, the difference, how many tasks and which classes changed.
    private static let headRows = 5

    static func draw(_ model: ComparisonModel, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw(
            model.models == nil ? "Comparison by task" : "Two models by task", right: position(model), in: panes.top,
            isFocused: true, on: &canvas)
        guard let compared = model.compared else {
            let notice = PaneNotice(model.phase, empty: "Nothing to compare.", hint: "\(key: .back) goes back")
            return PaneNotice.draw(notice, in: panes.rest, on: &canvas)
        }
        for (row, spans) in heading(model, compared.comparison).enumerated() {
            canvas.draw(spans, in: panes.rest, row: row, indent: 1)
        }
        let body = panes.rest.split(top: headRows).rest.split(top: 1)
        let columns = ColumnLayout(columns(compared, Sides(model)), width: rect.width - 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.visible.count else { break }
            let selected: ThemeSlot? = index == model.cursor.selected ? .selected : nil
            columns.draw(model.visible[index], selected: selected, in: body.rest, at: row, on: &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    /// What the two sides are called.
    private struct Sides {
        let isModels: Bool
        var before: String { isModels ? "A" : "before" }
        var after: String { isModels ? "B" : "after" }

        init(_ model: ComparisonModel) { isModels = model.models != nil }
    }

    private static func position(_ model: ComparisonModel) -> [Span] {
        var only = model.change.map { [Span($0.words, .match), Span("  ")] } ?? []
        if !model.filter.isEmpty { only += [Span(Sanitize.line(model.filter), .match), Span("  ")] }
        if model.order != .change { only.append(Span("by \(model.order.rawValue)  ", .dim)) }
        guard !model.visible.isEmpty else { return only }
        return only + [
            Span(
                "\(NumberFormat.grouped(model.cursor.selected + 1))/\(NumberFormat.grouped(model.visible.count))", .dim)
        ]
    }

    private static func heading(_ model: ComparisonModel, _ comparison: Comparison) -> [[Span]] {
        [
            side(Sides(model).before, model.sides.before, comparison.before),
            side(Sides(model).after, model.sides.after, comparison.after),
            difference(comparison), changes(comparison), classes(comparison.classes),
        ]
    }

    /// What became of the failure classes; of the new ones, which.
    private static func classes(_ changes: ClassChanges) -> [Span] {
        let new = changes.entries.first { $0.change == .new }.map { ": \(Sanitize.line($0.failures.title))" } ?? ""
        return [
            Span(TextWidth.fitted("classes", columns: 8), .property), Span(changes.words ?? "the same"),
            Span(changes.count(.new) == 1 ? new : "", .error),
        ]
    }

    private static func side(_ word: String, _ compared: ComparedSide, _ summary: EvaluationSummary) -> [Span] {
        let interval = summary.whole.interval.map {
            " (\(NumberFormat.percent($0.lowerBound)) to \(NumberFormat.percent($0.upperBound)))"
        }
        let spread = summary.whole.durationSpread
        let cost = summary.whole.cost.map { NumberFormat.cost($0) + "  " } ?? ""
        return [
            Span(TextWidth.fitted(word, columns: 8), .property),
            Span(TextWidth.leftPadded(summary.whole.counts.rateWords, columns: 10), .strong),
            Span("\(interval ?? "")  p50 \(NumberFormat.duration(spread?.median))  ", .dim),
            Span("\(NumberFormat.short(summary.whole.tokens)) tokens  \(cost)", .dim),
            Span(Sanitize.line(compared.words)),
        ]
    }

    private static func difference(_ comparison: Comparison) -> [Span] {
        let name = Span(TextWidth.fitted("change", columns: 8), .property)
        guard let test = comparison.paired else {
            return [name, Span("no task was scored on both sides: nothing is tested", .dim)]
        }
        let words = test.isSignificant ? "significant" : "not significant"
        let range = test.interval.map { " (\(points($0.lowerBound)) to \(points($0.upperBound)))" }
        return [
            name, Span(points(test.difference) + " points", test.difference < 0 ? .error : .good),
            Span(
                "\(range ?? "")  \(words) (p \(test.chance < 0.001 ? "< 0.001" : "= \(thousandths(test.chance))"), paired)  "
                    + "over \(NumberFormat.grouped(test.tasks)) tasks in common", .dim),
        ]
    }

    private static func points(_ share: Double) -> String {
        (share < 0 ? "-" : "+") + NumberFormat.tenths(abs(share) * 100)
    }

    private static func thousandths(_ value: Double) -> String {
        let digits = String(Int((value * 1000).rounded()))
        return value >= 0.9995 ? "1.000" : "0." + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private static func changes(_ comparison: Comparison) -> [Span] {
        let counts = TaskChange.allCases.map { ($0, comparison.count($0)) }.filter { $0.1 > 0 }
        let words = counts.map { "\(NumberFormat.grouped($0.1)) \($0.0.words)" }.joined(separator: " · ")
        return [Span(TextWidth.fitted("tasks", columns: 8), .property), Span(words)]
    }

    // MARK: The list

    private static func columns(_ compared: ComparisonResult, _ sides: Sides) -> [Column<TaskComparison>] {
        let before = compared.comparison.before
        let after = compared.comparison.after
        return [
            Column(title: "Change", width: .fixed(15), rank: 0) { task in
                let look = look(task.change)
                return Span("\(look.sign) \(task.change.words)", look.slot)
            },
            .names("Task", widest: before.tasks.map(\.utf8.count).max() ?? 0, least: 16) {
                Span(Sanitize.line($0.task))
            },
            Column(title: sides.isModels ? "A" : "Before", width: .fixed(12), rank: 1) {
                verdict(before.task($0.task))
            },
            time { before.task($0) },
            Column(title: sides.isModels ? "B" : "After", width: .fixed(12), rank: 1) { verdict(after.task($0.task)) },
            time { after.task($0) },
        ]
    }

    /// How long the attempts took that the column before is of.
    private static func time(_ tally: @escaping (String) -> OutcomeTally) -> Column<TaskComparison> {
        Column(title: "Time", width: .fixed(6), isRight: true, rank: 3) {
            Span(NumberFormat.duration(tally($0.task).durationSpread?.median), .number)
        }
    }

    private static func verdict(_ tally: OutcomeTally) -> Span {
        let look = VerdictLook(tally.verdict)
        let count = tally.total > 1 ? " \(tally.passRate.passed)/\(tally.total)" : ""
        return Span("\(look.sign) \(look.word)\(count)", look.slot)
    }

    private static func look(_ change: TaskChange) -> (sign: String, slot: ThemeSlot) {
        switch change {
        case .broken: ("▼", .failed)
        case .fixed: ("▲", .passed)
        case .flaky: ("≈", .warning)
        case .stillFailing: ("✘", .failed)
        case .stillPassing: ("✔", .passed)
        case .new: ("+", .text)
        case .gone: ("-", .dim)
        case .pending: ("·", .queued)
        }
    }
}
