import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// The list of evaluations.
enum EvaluationsView {
    private static let barWidth = 12

    static func draw(_ model: EvaluationsModel, now: Timestamp, in rect: Rect, isFocused: Bool, on canvas: inout Canvas)
    {
        let panes = rect.split(top: 1)
        let title = "Evaluations" + (model.filteredBy.map { " of \(Sanitize.line($0))" } ?? "")
        PaneTitle.draw(title, right: position(model), in: panes.top, isFocused: isFocused, on: &canvas)
        let columns = ColumnLayout(columns(now: now), width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            let evaluation = model.rows[index]
            draw(
                evaluation, columns, isSelected: index == model.cursor.selected, isFocused, in: body.rest, row, &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    /// The bar keeps its colours on the selected row: what does not change is not sent again.
    private static func draw(
        _ evaluation: Evaluation, _ columns: ColumnLayout<Evaluation>, isSelected: Bool, _ isFocused: Bool,
        in rect: Rect,
        _ row: Int, _ canvas: inout Canvas
    ) {
        let look: Slot = isFocused ? .selected : .selectedUnfocused
        columns.draw(evaluation, selected: isSelected ? look : nil, in: rect, at: row, on: &canvas)
        if let bar = columns.place(of: "Progress") {
            canvas.draw(OutcomeBar.spans(evaluation.counts, width: bar.width), in: rect, row: row, indent: 1 + bar.x)
        }
    }

    private static func columns(now: Timestamp) -> [Column<Evaluation>] {
        [
            Column(title: "Status", width: .fixed(11), rank: 0) { evaluation in
                let look = StatusLook(evaluation.status)
                return Span("\(look.sign) \(look.word)", look.slot)
            },
            Column(title: "Name", width: .flexible(least: 12, weight: 3), rank: 0) { Span(Sanitize.line($0.name)) },
            Column(title: "Model", width: .flexible(least: 10, weight: 2), rank: 5) {
                Span(Sanitize.line($0.model ?? $0.capability ?? "-"))
            },
            Column(title: "Progress", width: .fixed(barWidth), rank: 4) { _ in Span("") },
            Column(title: "Done", width: .fixed(9), isRight: true, rank: 3) { evaluation in
                let total = max(evaluation.counts.total, evaluation.datasetSize ?? 0)
                return Span("\(evaluation.counts.finished)/\(total)", .number)
            },
            Column(title: "Pass", width: .fixed(10), isRight: true, rank: 1) {
                Span($0.counts.rateWords, .number)
            },
            Column(title: "Duration", width: .fixed(8), isRight: true, rank: 6) {
                Span(Figures.duration($0.duration(now: now)), .number)
            },
            Column(title: "Created (\(Timestamp.zone))", width: .fixed(16), rank: 7) {
                Span($0.createdAt?.minute ?? "-", .dim)
            },
        ]
    }

    private static func position(_ model: EvaluationsModel) -> [Span] {
        guard !model.rows.isEmpty else { return [] }
        var text = "\(Figures.grouped(model.cursor.selected + 1))/\(Figures.grouped(model.total ?? model.rows.count))"
        if model.all.count < model.total ?? 0 { text += " (\(Figures.grouped(model.all.count)) here)" }
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
        if !model.filter.isEmpty { return .empty("No evaluation matches the filter.", hint: "\(key: .back) clears it") }
        if let status = model.status {
            return .empty("No evaluation is \(status.rawValue).", hint: "\(key: .filterStatus) goes on")
        }
        return PaneNotice(
            model.phase, empty: "No evaluations in this workspace yet.", hint: "\(key: .refresh) asks again")
    }
}
