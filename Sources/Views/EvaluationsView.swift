import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// The list of evaluations.
enum EvaluationsView {
    static func draw(_ model: EvaluationsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let title = "Evaluations" + (model.filteredBy.map { " of \(Sanitize.line($0))" } ?? "")
        PaneTitle.draw(title, right: position(model), in: panes.top, isFocused: true, on: &canvas)
        let columns = ColumnLayout(columns(model, now: frame.now), as: frame.columns, width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            let evaluation = model.rows[index]
            draw(
                evaluation, columns, isSelected: index == model.cursor.selected, in: body.rest, row, &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    /// The bar keeps its colours on the selected row: what does not change is not sent again.
    private static func draw(
        _ evaluation: Evaluation, _ columns: ColumnLayout<Evaluation>, isSelected: Bool, in rect: Rect, _ row: Int,
        _ canvas: inout Canvas
    ) {
        columns.draw(evaluation, selected: isSelected ? .selected : nil, in: rect, at: row, on: &canvas)
        if let bar = columns.place(of: "progress") {
            canvas.draw(OutcomeBar.spans(evaluation.counts, width: bar.width), in: rect, row: row, indent: 1 + bar.x)
        }
    }

    private static func columns(_ model: EvaluationsModel, now: Timestamp) -> [Column<Evaluation>] {
        let longest = model.rows.map { max($0.counts.total, $0.datasetSize ?? 0) }.max().map { "\($0)".count } ?? 0
        return [
            .status(width: 11, rank: 1, needsWord: true) { StatusStyle($0.status) },
            .names("Name", widest: model.rows.map(\.name.utf8.count).max() ?? 0) { Span(Sanitize.line($0.name)) },
            .models(of: model.rows.compactMap { $0.model ?? $0.capability }, rank: 3, .text) {
                $0.model ?? $0.capability
            },
            Column("progress", title: "Outcome", width: .flexible(least: 7, most: 12), rank: 7) { _ in Span("") },
            Column(title: "Done", width: .fixed(max(4, 2 * longest + 1)), isRight: true, rank: 4) { evaluation in
                let total = max(evaluation.counts.total, evaluation.datasetSize ?? 0)
                return Span("\(evaluation.counts.finished)/\(total)", .number)
            },
            Column(title: "Pass", width: .fixed(10), isRight: true, rank: 2) {
                Span($0.counts.rateWords, .number)
            },
            Column(title: "Duration", width: .fixed(8), isRight: true, rank: 5) {
                Span(NumberFormat.duration($0.duration(now: now)), .number)
            },
            Column(title: "Created (\(Timestamp.zone))", width: .fixed(16), rank: 6) {
                Span($0.createdAt?.minute ?? "-", .dim)
            },
        ]
    }

    private static func position(_ model: EvaluationsModel) -> [Span] {
        guard !model.rows.isEmpty else { return [] }
        var text =
            "\(NumberFormat.grouped(model.cursor.selected + 1))/\(NumberFormat.grouped(model.total ?? model.rows.count))"
        if model.all.count < model.total ?? 0 { text += " (\(NumberFormat.grouped(model.all.count)) here)" }
        var spans = [Span(text, .dim)]
        if let remark = model.pager.brief { spans.insert(contentsOf: [Span(remark, .warning), Span("  ")], at: 0) }
        if !model.filter.isEmpty {
            spans.insert(contentsOf: [Span(Sanitize.line(model.filter), .match), Span("  ")], at: 0)
        }
        if let status = model.status {
            spans.insert(contentsOf: [Span(Sanitize.line(status.rawValue), .match), Span("  ")], at: 0)
        }
        return spans
    }

    private static func notice(_ model: EvaluationsModel) -> PaneNotice {
        if !model.filter.isEmpty {
            return .empty("No evaluation matches the filter.", hint: "\(key: .back) clears the filter")
        }
        if let status = model.status {
            return .empty("No evaluation is \(status.rawValue).", hint: "\(key: .filterStatus) goes on")
        }
        return PaneNotice(
            model.phase, empty: "No evaluations yet: those of the workspace stand here, newest first.",
            hint: "\(key: .refresh) reloads, :workspace goes to another one")
    }
}
