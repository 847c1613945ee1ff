import Panes
import Platform
import Shell
import Terminal
import Wire

/// The worlds jobs, one of them, or a new one.
enum WorldsView {
    static func draw(_ model: WorldsModel, now: Timestamp, in rect: Rect, on canvas: inout Canvas) {
        if model.showsForm, let form = model.form {
            WorldFormView.draw(form, in: rect, on: &canvas)
        } else if let open = model.open {
            WorldJobView.draw(open, in: rect, on: &canvas)
        } else {
            drawList(model, now: now, in: rect, on: &canvas)
        }
    }

    private static func drawList(_ model: WorldsModel, now: Timestamp, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw("Worlds jobs", right: position(model), in: panes.top, isFocused: true, on: &canvas)
        let columns = ColumnLayout(columns(now: now, isNarrow: rect.width < 100), width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            draw(model.rows[index], columns, isSelected: index == model.cursor.selected, in: body.rest, row, &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    private static func draw(
        _ job: WorldJob, _ columns: ColumnLayout<WorldJob>, isSelected: Bool, in rect: Rect, _ row: Int,
        _ canvas: inout Canvas
    ) {
        columns.draw(job, selected: isSelected ? .selected : nil, in: rect, at: row, on: &canvas)
        if let bar = columns.place(of: "Progress") {
            canvas.draw(ProgressBar.spans(job, width: bar.width), in: rect, row: row, indent: 1 + bar.x)
        }
    }

    private static func columns(now: Timestamp, isNarrow: Bool) -> [Column<WorldJob>] {
        [
            Column(title: "Status", width: .fixed(11), rank: 0) { job in
                let look = StatusLook(job.status)
                return Span("\(look.sign) \(look.word)", look.slot)
            },
            Column(title: "Makes", width: .fixed(12), rank: 1) { Span(makes($0)) },
            Column(title: "Progress", width: .fixed(10), rank: 2) { _ in Span("") },
            Column(title: "Done", width: .fixed(4), isRight: true, rank: 2) { job in
                Span(Figures.percent(job.status == .completed ? 1 : job.progress?.share(of: 1)), .number)
            },
            Column(title: "By", width: .flexible(least: 8, weight: 1), rank: 5) {
                Span(Sanitize.line($0.createdBy ?? "-"), .dim)
            },
            Column(
                title: isNarrow ? "(\(Timestamp.zone))" : "Created (\(Timestamp.zone))",
                width: .fixed(isNarrow ? 11 : 16), rank: 4
            ) { job in
                // Without the year, where there is little room.
                Span(String(job.createdAt?.minute.dropFirst(isNarrow ? 5 : 0) ?? "-"), .dim)
            },
            Column(title: "Duration", width: .fixed(8), isRight: true, rank: 3) {
                Span(Figures.duration($0.duration(now: now)), .number)
            },
            Column(title: "Job", width: .fixed(8), rank: 6) { Span(Sanitize.line($0.id.short), .identifier) },
            Column(title: "Error", width: .flexible(least: 8, weight: 3), rank: 0) { job in
                if let error = job.error { return Span(Sanitize.line(error), .error) }
                return Span(job.cancelRequestedAt != nil && !job.status.isTerminal ? "cancel requested" : "", .warning)
            },
        ]
    }

    /// What a job makes, in a word.
    static func makes(_ job: WorldJob) -> String {
        switch (job.kind, job.resourceType) {
        case ("manifest_generation", _): "manifest"
        case ("trajectory_generation", "trajectory"): "trajectory"
        case ("trajectory_generation", _): "trajectories"
        default: Sanitize.line(job.kind)
        }
    }

    private static func position(_ model: WorldsModel) -> [Span] {
        var spans: [Span] = []
        if !model.choice.words.isEmpty { spans += [Span(Sanitize.line(model.choice.words), .match), Span("  ")] }
        if !model.filter.isEmpty { spans += [Span(Sanitize.line(model.filter), .match), Span("  ")] }
        if let remark = model.pager.brief { spans += [Span(remark, .warning), Span("  ")] }
        guard !model.rows.isEmpty else { return spans }
        let total = model.filter.isEmpty ? model.total ?? model.rows.count : model.rows.count
        spans.append(Span("\(Figures.grouped(model.cursor.selected + 1))/\(Figures.grouped(total))", .dim))
        return spans
    }

    private static func notice(_ model: WorldsModel) -> PaneNotice {
        if !model.filter.isEmpty { return .empty("No job matches the filter.", hint: "\(key: .find) changes it") }
        if model.phase == .ready, !model.choice.words.isEmpty {
            return .empty("No job is \(model.choice.words).", hint: "\(key: .filterStatus) chooses others")
        }
        return PaneNotice(
            model.phase, empty: "No worlds jobs in this workspace yet.", hint: "\(key: .newJob) makes one")
    }
}

/// How far a job is, as a bar.
enum ProgressBar {
    static func spans(_ job: WorldJob, width: Int) -> [Span] {
        let look = StatusLook(job.status)
        let share = job.status == .completed ? 1 : job.progress?.share(of: 1) ?? 0
        let done = share > 0 ? max(1, Int(Double(width) * share)) : 0
        return [
            Span(String(repeating: "█", count: done), look.slot),
            Span(String(repeating: "·", count: max(0, width - done)), .queued),
        ]
    }
}
