import Panes
import Platform
import Shell
import Terminal
import Wire

/// The worlds jobs, one of them, or a new one.
enum WorldsView {
    static func draw(_ model: WorldsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        if model.showsForm, let form = model.form {
            WorldFormView.draw(form, in: rect, on: &canvas)
        } else if let open = model.open {
            WorldJobView.draw(open, in: rect, on: &canvas)
        } else {
            drawList(model, frame, in: rect, on: &canvas)
        }
    }

    private static func drawList(_ model: WorldsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        PaneTitle.draw("Worlds jobs", right: position(model), in: panes.top, isFocused: true, on: &canvas)
        let columns = ColumnLayout(
            columns(model.rows, now: frame.now, isNarrow: rect.width < 100), as: frame.columns, width: rect.width - 1)
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
        if let bar = columns.place(of: "progress") {
            canvas.draw(ProgressBar.spans(job, width: bar.width), in: rect, row: row, indent: 1 + bar.x)
        }
    }

    private static func columns(_ jobs: [WorldJob], now: Timestamp, isNarrow: Bool) -> [Column<WorldJob>] {
        let widest = jobs.compactMap { $0.createdBy?.utf8.count }.max() ?? 0
        return [
            .status(width: 11, rank: 1, needsWord: true) { StatusStyle($0.status) },
            Column(title: "Makes", width: .fixed(max(5, jobs.map { makes($0).count }.max() ?? 0)), rank: 1) {
                Span(makes($0))
            },
            Column(title: "Progress", width: .flexible(least: 8, most: 10), rank: 7) { _ in Span("") },
            Column(title: "Done", width: .fixed(4), isRight: true, rank: 2) { job in
                Span(NumberFormat.percent(job.status == .completed ? 1 : job.progress?.share(of: 1)), .number)
            },
            .names("By", widest: widest, rank: 5, least: 8) {
                Span(Sanitize.line($0.createdBy ?? "-"), .dim)
            },
            Column(
                "created", title: isNarrow ? "Created \(Timestamp.zone)" : "Created (\(Timestamp.zone))",
                width: .fixed(isNarrow ? 11 : 16), rank: 4
            ) { job in
                // Without the year, where there is little room.
                Span(String(job.createdAt?.minute.dropFirst(isNarrow ? 5 : 0) ?? "-"), .dim)
            },
            Column(title: "Duration", width: .fixed(8), isRight: true, rank: 3) {
                Span(NumberFormat.duration($0.duration(now: now)), .number)
            },
            Column(title: "Job", width: .fixed(8), rank: 3) { Span(Sanitize.line($0.id.short), .identifier) },
            Column(title: "Error", width: .growing(least: 8, good: 20), rank: 0) { job in
                if let error = job.error { return Span(Sanitize.line(error), .error) }
                return Span(job.cancelRequestedAt != nil && !job.status.isTerminal ? "cancel requested" : "", .warning)
            },
        ]
    }

    /// What a job makes, and how many of them once it is known.
    static func makes(_ job: WorldJob) -> String {
        switch (job.kind, job.resourceType) {
        case ("manifest_generation", _): "manifest"
        case ("trajectory_generation", "trajectory"): "1 trajectory"
        case ("trajectory_generation", _):
            (job.result?["trajectory_ids"]?.array?.count).map { $0 == 1 ? "1 trajectory" : "\($0) trajectories" }
                ?? "trajectories"
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
        spans.append(Span("\(NumberFormat.grouped(model.cursor.selected + 1))/\(NumberFormat.grouped(total))", .dim))
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
        let look = StatusStyle(job.status)
        let share = job.status == .completed ? 1 : job.progress?.share(of: 1) ?? 0
        let done = share > 0 ? max(1, Int(Double(width) * share)) : 0
        return [
            Span(String(repeating: "█", count: done), look.slot),
            Span(String(repeating: "·", count: max(0, width - done)), .queued),
        ]
    }
}
