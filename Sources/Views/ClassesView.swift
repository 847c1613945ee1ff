import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// The groups of the items of one evaluation: why they failed, or by what they have in common.
enum ClassesView {
    static func draw(_ model: ClassesModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        guard let grouping = model.grouping else {
            return draw(
                model.classes, columns(model, frame), model, ("Why they failed", summary(model)), frame, in: rect,
                on: &canvas)
        }
        let right = NumberFormat.counted(model.count, "group")
        draw(
            model.groups, columns(by: grouping, model), model, ("Items by \(grouping.rawValue)", right), frame,
            in: rect,
            on: &canvas)
    }

    private static func summary(_ model: ClassesModel) -> String {
        let since = model.context?.since.map { since in
            "since \(since.run.began?.day ?? since.run.id.short): \(since.changes.words ?? "the same")  "
        }
        let counts =
            "\(since ?? "")\(NumberFormat.counted(model.total, "failure")) in \(NumberFormat.counted(model.count, "class"))"
        if !model.isWhole, let share = share(model.progress) { return "\(share) grouped  \(counts)" }
        if let reading = model.reading, let total = reading.total {
            return "reading last errors \(NumberFormat.grouped(reading.done))/\(NumberFormat.grouped(total))  \(counts)"
        }
        return model.unread > 0
            ? "\(NumberFormat.grouped(model.unread)) not read, \(key: .refresh) reads on  \(counts)" : counts
    }

    private static func draw<Row>(
        _ rows: [Row], _ columns: [Column<Row>], _ model: ClassesModel, _ words: (title: String, right: String),
        _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas
    ) {
        let isFocused = frame.focusesUpper
        let panes = rect.split(top: 1)
        PaneTitle.draw(words.title, right: [Span(words.right, .dim)], in: panes.top, isFocused: isFocused, on: &canvas)
        let body = panes.rest.split(top: 1)
        if model.isComing { return PaneNotice.draw(coming(model), in: body.rest, on: &canvas) }
        let columns = ColumnLayout(columns, as: frame.columns, width: rect.width - 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !rows.isEmpty else {
            let words =
                model.unknown == 0
                ? "Nothing failed here."
                : "No failure is known: of \(NumberFormat.counted(model.unknown, "item")) nobody knows how they ended."
            return PaneNotice.draw(.empty(words, hint: "\(key: .back) goes back"), in: body.rest, on: &canvas)
        }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < rows.count else { break }
            let look: ThemeSlot = isFocused ? .selected : .selectedUnfocused
            let selected = index == model.cursor.selected ? look : nil
            columns.draw(rows[index], selected: selected, in: body.rest, at: row, on: &canvas)
        }
    }

    private static func coming(_ model: ClassesModel) -> PaneNotice {
        PaneNotice(lines: [[Span("Grouping… \(share(model.progress) ?? "")", .dim)]])
    }

    private static func share(_ progress: Progress?) -> String? {
        progress.flatMap { done in done.total.map { NumberFormat.percent(Double(done.done) / Double(max(1, $0))) } }
    }

    /// Where the text comes from, when the items themselves say nothing.
    private static func origin(_ failures: FailureClass) -> String {
        switch failures.signature.source {
        case .trajectory: "in the trajectory: "
        case .verifier: "by the verifier: "
        case .error, .provisioning, .agent, .outcome: ""
        }
    }

    /// What became of a class since the run before.
    private static func change(_ entry: ClassChanges.Entry?) -> Span {
        guard let entry else { return Span("") }
        let less = entry.countBefore - entry.failures.count
        return switch entry.change {
        case .new: Span("new", .error)
        case .grown: Span("+\(NumberFormat.short(-less))", .warning)
        case .shrunk: Span("-\(NumberFormat.short(less))", .good)
        case .same: Span("=", .dim)
        }
    }

    private static func columns(_ model: ClassesModel, _ frame: PaneFrame) -> [Column<FailureClass>] {
        let since =
            model.context?.since == nil
            ? []
            : [
                Column<FailureClass>(title: "Since", width: .fixed(5), isRight: true, rank: 1) {
                    change(model.context?.entry(of: $0))
                }
            ]
        return since + [
            Column(title: "Count", width: .fixed(6), isRight: true, rank: 0) {
                Span(NumberFormat.grouped($0.count), .strong)
            },
            Column(title: "Seen", width: .fixed(5), isRight: true, rank: 2) { seen(model.triage[$0.id]) },
            Column(title: "Judged", width: .fixed(6), isRight: true, rank: 4) { failure in
                guard let judged = model.triage[failure.id]?.judged, judged > 0 else { return Span("-", .dim) }
                return Span(NumberFormat.short(Quantity(judged)), .marked)
            },
            Column(title: "Share", width: .fixed(5), isRight: true, rank: 5) {
                Span(NumberFormat.percent($0.share), .number)
            },
            .status(width: 13, rank: 3) { StatusStyle($0.signature.status) },
            Column(title: "Failure", width: .growing(least: 34, good: 90), rank: 0) { failure in
                let name = failure.name(in: model.names).map { "\u{201C}\(Sanitize.line($0))\u{201D} " } ?? ""
                return Span(
                    name + origin(failure) + Sanitize.line(failure.title), name.isEmpty ? .text : .strong)
            },
        ] + models(model, frame) + [
            Column("last-seen", title: "Last seen (\(Timestamp.zone))", width: .fixed(17), rank: 7) {
                Span($0.lastSeen?.minute ?? "-", .dim)
            }
        ]
    }

    /// How many of a class were looked at.
    private static func seen(_ progress: TriageProgress?) -> Span {
        guard let progress, progress.total > 0 else { return Span("?", .dim) }
        if progress.left == 0 { return Span("all", .good) }
        return Span(
            progress.seen == 0 ? "-" : NumberFormat.short(Quantity(progress.seen)), progress.seen == 0 ? .dim : .number)
    }

    /// Which models fail so, where there is more than one to tell.
    private static func models(_ model: ClassesModel, _ frame: PaneFrame) -> [Column<FailureClass>] {
        let names = { (failures: FailureClass) in failures.models.map(ModelName.brief).joined(separator: ", ") }
        guard frame.columns != nil || Set(model.classes.lazy.flatMap(\.models)).count > 1 else { return [] }
        let widest = model.classes.map { names($0).utf8.count }.max() ?? 0
        return [
            Column(title: "Models", width: .flexible(least: 8, most: max(8, widest)), rank: 6) {
                Span(Sanitize.line(names($0)), .dim)
            }
        ]
    }

    private static func columns(by grouping: ItemGrouping, _ model: ClassesModel) -> [Column<ItemGroup>] {
        [
            Column(title: "Items", width: .fixed(7), isRight: true, rank: 1) {
                Span(NumberFormat.grouped($0.tally.total), .number)
            },
            Column(title: "Seen", width: .fixed(5), isRight: true, rank: 2) { seen(model.triage[$0.name]) },
            Column(title: "Failed", width: .fixed(7), isRight: true, rank: 0) { group in
                Span(NumberFormat.grouped(group.failures), group.failures == 0 ? .dim : .failed)
            },
            Column(title: "Pass", width: .fixed(10), isRight: true, rank: 2) {
                Span($0.tally.counts.rateWords, .strong)
            },
            Column(
                title: grouping.rawValue.prefix(1).uppercased() + grouping.rawValue.dropFirst(),
                width: .growing(least: 16, good: 60), rank: 0
            ) { group in
                group.name.isEmpty ? Span("none", .dim) : Span(Sanitize.line(group.name))
            },
            Column(title: "p50", width: .fixed(7), isRight: true, rank: 4) {
                Span(NumberFormat.duration($0.tally.durationSpread?.median), .number)
            },
            Column(title: "p95", width: .fixed(7), isRight: true, rank: 5) {
                Span(NumberFormat.duration($0.tally.durationSpread?.p95), .number)
            },
            Column(title: "Tokens", width: .fixed(6), isRight: true, rank: 6) {
                Span(NumberFormat.short($0.tally.tokens), .number)
            },
        ]
    }
}
