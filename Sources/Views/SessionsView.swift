import Panes
import Platform
import Shell
import Terminal
import Wire

/// The sessions of the workspace.
enum SessionsView {
    static func draw(_ model: SessionsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw("Sessions", right: position(model), in: panes.top, isFocused: true, on: &canvas)
        let columns = ColumnLayout(
            frame.columns == nil ? said(model) : columns(model), as: frame.columns, width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            let selected: ThemeSlot? = index == model.cursor.selected ? .selected : nil
            columns.draw(model.rows[index], selected: selected, in: body.rest, at: row, on: &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    /// The columns of which any session says something.
    private static func said(_ model: SessionsModel) -> [Column<Session>] {
        let rows = model.rows
        let empty = [
            ("labels", rows.allSatisfy(\.labels.isEmpty)), ("messages", rows.allSatisfy { $0.messageCount == nil }),
            ("tokens", rows.allSatisfy { $0.tokenCount == nil }), ("cost", rows.allSatisfy { $0.cost == nil }),
        ].filter(\.1).map(\.0)
        return columns(model).filter { !empty.contains($0.name) }
    }

    private static func columns(_ model: SessionsModel) -> [Column<Session>] {
        [
            .names("Title", widest: widest(\.title, model), least: 16) { Span(Sanitize.line($0.title ?? $0.id.short)) },
            .names("Agent", widest: widest(\.agent, model), rank: 2, least: 8) { Span(Sanitize.line($0.agent ?? "-")) },
            .models(of: model.rows.compactMap(\.model), rank: 3, .text) { $0.model },
            Column(title: "Labels", width: .flexible(least: 8, most: 24), rank: 5) {
                Span(Sanitize.line($0.labels.joined(separator: ", ")), .dim)
            },
            Column(title: "Origin", width: .fixed(6), rank: 6) { Span(Sanitize.line($0.origin ?? "-"), .dim) },
            Column(title: "Messages", width: .fixed(8), isRight: true, rank: 4) {
                Span($0.messageCount.map(NumberFormat.grouped) ?? "-", .number)
            },
            Column(title: "Tokens", width: .fixed(7), isRight: true, rank: 7) {
                Span($0.tokenCount.map { NumberFormat.short($0) } ?? "-", .number)
            },
            Column(title: "Cost", width: .fixed(7), isRight: true, rank: 8) {
                Span($0.cost.map { NumberFormat.cost($0) } ?? "-", .number)
            },
            Column(title: "Active (\(Timestamp.zone))", width: .fixed(16), rank: 1) {
                Span($0.activeAt?.minute ?? "-", .dim)
            },
        ]
    }

    private static func widest(_ text: (Session) -> String?, _ model: SessionsModel) -> Int {
        model.rows.map { text($0)?.utf8.count ?? 8 }.max() ?? 0
    }

    private static func position(_ model: SessionsModel) -> [Span] {
        var spans = model.filter.isEmpty ? [] : [Span(Sanitize.line(model.filter), .match), Span("  ")]
        if let remark = model.pager.brief { spans += [Span(remark, .warning), Span("  ")] }
        guard !model.rows.isEmpty else { return spans }
        let all = NumberFormat.grouped(model.total ?? model.rows.count)
        let isCut = model.pager.all.count < model.total ?? 0
        let here = isCut ? " (\(NumberFormat.grouped(model.pager.all.count)) here)" : ""
        return spans + [Span("\(NumberFormat.grouped(model.cursor.selected + 1))/\(all)\(here)", .dim)]
    }

    private static func notice(_ model: SessionsModel) -> PaneNotice {
        if case .ready = model.phase, !model.filter.isEmpty {
            return .empty("No session holds these words.", hint: "\(key: .back) shows all")
        }
        return PaneNotice(
            model.phase, empty: "No sessions in this workspace yet.", hint: "\(key: .refresh) asks again")
    }
}
