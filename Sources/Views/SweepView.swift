import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// Who refused, with which words, and where in the run.
enum SweepView {
    static func draw(_ model: SweepModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw(
            "Refusals (\(model.set.name))", right: progress(model), in: panes.top, isFocused: true, on: &canvas)
        let body = panes.rest.split(top: 3)
        canvas.draw(summary("by model", model.byModel), in: body.top, row: 0, indent: 1)
        canvas.draw(summary("by status", model.byStatus), in: body.top, row: 1, indent: 1)
        let columns = ColumnLayout(
            columns(model, frame, width: rect.width), as: frame.columns, width: rect.width - 1,
            value: .value(of: { model.known[$0.item] }))
        canvas.draw(columns.header, in: body.top, row: 2, indent: 1)
        guard !model.results.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.results.count else { break }
            let selected: ThemeSlot? = index == model.cursor.selected ? .selected : nil
            columns.draw(model.results[index], selected: selected, in: body.rest, at: row, on: &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    private static func columns(_ model: SweepModel, _ frame: PaneFrame, width: Int) -> [Column<ItemRefusals>] {
        let item = { (row: ItemRefusals) in model.known[row.item] }
        var columns: [Column<ItemRefusals>] = [
            .status(width: 13, rank: 1) { item($0).map { StatusStyle($0.status) } },
            .names("Task", widest: model.use.taskWidth) {
                Span(Sanitize.line(item($0)?.taskName ?? $0.item.short), .strong)
            },
            .models(of: [model.use.longestModel], rank: 5) { item($0)?.model },
            Column("count", title: "N", width: .fixed(3), isRight: true, rank: 3) {
                $0.hint == nil ? Span("\($0.findings.count)", .number) : Span("?", .dim)
            },
            Column(title: "Strength", width: .fixed(8), rank: 4) {
                Span($0.strength?.rawValue ?? "", $0.strength == .marked || $0.strength == .full ? .refusal : .dim)
            },
            Column(title: "Where", width: .fixed(6), rank: 2) {
                $0.hint == nil ? Span($0.findings.first?.place.rawValue ?? "", .refusal) : Span("unread", .dim)
            },
            Column(title: "Phrases", width: .flexible(least: 12, most: 30), rank: 6) {
                Span(Sanitize.line($0.phrases.joined(separator: ", ")), .refusal)
            },
            Column(title: "Quote", width: .growing(least: 16, good: 90), rank: 0) { row in
                guard let hint = row.hint else { return Span(Sanitize.line(row.findings.first?.snippet ?? "")) }
                return Span("speaker unknown: " + Sanitize.line(hint), .dim)
            },
        ]
        guard frame.columns == nil else { return columns }
        if !model.use.hasModels { columns.removeAll { $0.title == "Model" } }
        // The quote holds the phrase.
        if width < 160 { columns.removeAll { $0.title == "Phrases" } }
        return columns
    }

    private static func summary(_ title: String, _ counts: [(name: String, count: Int)]) -> [Span] {
        guard !counts.isEmpty else { return [] }
        return [Span("\(title)  ", .dim)]
            + counts.flatMap { [Span(Sanitize.line($0.name), .text), Span(" \($0.count)   ", .number)] }
    }

    private static func progress(_ model: SweepModel) -> [Span] {
        let unread = model.unreadable > 0 ? ", \(model.unreadable) unreadable" : ""
        let unclassified = model.unclassified > 0 ? ", \(model.unclassified) unclassified" : ""
        let shown = model.strength.map { ", \($0.rawValue) shown" } ?? ""
        let whole = model.phase.isLoading ? nil : model.progress.coverage.words
        let rest = whole.map { ", \($0)" } ?? unread
        let found = "\(NumberFormat.counted(model.refused, "item"))\(shown)\(unclassified)\(rest)"
        guard model.phase.isLoading else { return [Span(found, .dim)] }
        let state = model.progress
        let at =
            state.itemsTotal == 0
            ? "\(state.phrasesDone)/\(state.phrasesTotal) phrases" : "\(state.itemsDone)/\(state.itemsTotal) read"
        return [Span("\(found), \(at)", .statusBusy)]
    }

    private static func notice(_ model: SweepModel) -> PaneNotice {
        switch model.phase {
        case .loading:
            PaneNotice(lines: [
                [Span("Refusal sweep running…", .dim)],
                [Span("\(key: .back) stops, keeps results", .hint)],
            ])
        case .failed(let error): .failed(error)
        default:
            .empty(
                "No agent refused\(model.readsAll ? "" : " in these words").",
                hint: model.readsAll
                    ? ":refusals broad takes what probably is one, too"
                    : ":refusals broad takes more; a server finds marked refusals without words only as trajectories are opened"
            )
        }
    }
}
