import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// One job: what the server says of it, and below the trajectories that it made.
enum WorldJobView {
    static func draw(_ model: WorldJobModel, in rect: Rect, on canvas: inout Canvas) {
        let parts = rect.split(top: model.textHeight + 1)
        let hasList = !model.trajectories.isEmpty
        TextPaneView.draw(model.text, in: parts.top, isFocused: model.focusesText || !hasList, on: &canvas)
        drawTrajectories(model, in: parts.rest, on: &canvas)
    }

    private static func drawTrajectories(_ model: WorldJobModel, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw(
            "Trajectories", right: position(model), in: panes.top,
            isFocused: !model.trajectories.isEmpty && !model.focusesText, on: &canvas)
        guard !model.trajectories.isEmpty else {
            let notice = PaneNotice(
                model.phase, empty: "No trajectory of this job is listed.", hint: "\(key: .refresh) asks again")
            canvas.draw(Array(notice.lines.joined(separator: [Span("  ")])), in: panes.rest, row: 0, indent: 2)
            return
        }
        let columns = ColumnLayout(columns(model.trajectories), width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        for row in 0..<min(model.listHeight, body.rest.height) {
            let index = model.cursor.top + row
            guard index < model.trajectories.count else { break }
            let look: ThemeSlot = model.focusesText ? .selectedUnfocused : .selected
            columns.draw(
                model.trajectories[index], selected: index == model.cursor.selected ? look : nil, in: body.rest,
                at: row,
                on: &canvas)
        }
    }

    private static func columns(_ made: [WorldTrajectory]) -> [Column<WorldTrajectory>] {
        [
            Column(title: "Goal", width: .fixed(9), rank: 0) { trajectory in
                switch trajectory.success {
                case true?: Span("✔ reached", .passed)
                case false?: Span("✘ missed", .failed)
                case nil: Span("-", .dim)
                }
            },
            .names("Name", widest: made.map { $0.name?.utf8.count ?? 8 }.max() ?? 0) {
                Span(Sanitize.line($0.name ?? $0.id.short))
            },
            Column(title: "Steps", width: .fixed(6), isRight: true, rank: 1) {
                Span(NumberFormat.grouped($0.stepCount), .number)
            },
            Column(title: "Ended by", width: .fixed(14), rank: 3) {
                Span(Sanitize.line($0.terminationReason ?? "-"), .dim)
            },
            Column(title: "Strategy", width: .fixed(12), rank: 6) { Span(Sanitize.line($0.strategy ?? "-"), .dim) },
            Column(title: "After", width: .growing(least: 12, good: 40), rank: 5) {
                Span(Sanitize.line($0.goal ?? "-"))
            },
            Column("trajectory", title: "Id", width: .fixed(8), rank: 2) {
                Span(Sanitize.line($0.id.short), .identifier)
            },
        ]
    }

    private static func position(_ model: WorldJobModel) -> [Span] {
        guard !model.trajectories.isEmpty else { return [] }
        let reached = model.trajectories.count { $0.success == true }
        let more = model.phase.isLoading ? ", looking for more" : ""
        return [
            Span("\(reached) reached the goal\(more)  ", .dim),
            Span("\(model.cursor.selected + 1)/\(model.trajectories.count)", .dim),
        ]
    }
}
