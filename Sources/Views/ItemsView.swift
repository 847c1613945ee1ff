import Panes
import Platform
import Shell
import Terminal
import Triage
import Wire

/// The items of one evaluation.
enum ItemsView {
    static func draw(_ model: ItemsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let isFocused = frame.focusesUpper
        if let classes = model.classes, classes.isListing {
            return ClassesView.draw(classes, frame, in: rect, on: &canvas)
        }
        let panes = rect.split(top: 1)
        PaneTitle.draw(title(model), right: position(model), in: panes.top, isFocused: isFocused, on: &canvas)
        let columns = ColumnLayout(
            columns(model, frame), as: frame.columns, width: rect.width - 2, value: .value(of: \.item))
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 2)
        guard !model.visible.isEmpty else { return PaneNotice.draw(notice(model), in: body.rest, on: &canvas) }
        let range = model.range
        for row in 0..<body.rest.height {
            let place = model.cursor.top + row
            guard let item = model.row(at: place) else { break }
            let look: ThemeSlot = isFocused ? .selected : .selectedUnfocused
            columns.draw(
                item,
                lead: sign(
                    of: item.item, model, isChosen: range?.contains(place) == true || model.isChosen(item.item.id)),
                selected: place == model.cursor.selected ? look : nil,
                in: body.rest, at: row, on: &canvas)
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    /// Before the row: marked, ended just now, or a failure that was not looked at.
    private static func sign(of item: EvaluationItem, _ model: ItemsModel, isChosen: Bool) -> Span {
        if isChosen { return Span("* ", .marked) }
        let facts = model.facts(of: item.id)
        if facts.mark != nil { return Span("◆ ", .marked) }
        if facts.note != nil { return Span("✎ ", .marked) }
        if model.justEnded.contains(item.id) { return Span("▸ ", .unseen) }
        return item.status.isFailure && !facts.seen ? Span("• ", .unseen) : Span("  ")
    }

    private static func columns(_ model: ItemsModel, _ frame: PaneFrame) -> [Column<ItemRow>] {
        let refusals = Column<ItemRow>("refusals", title: "Refus", width: .fixed(5), isRight: true, rank: 1) { row in
            guard let count = model.facts(of: row.item.id).refusals else { return Span("?", .dim) }
            return count == 0 ? Span("-", .dim) : Span("\(count)", .refusal)
        }
        let marks = Column<ItemRow>(title: "Mark", width: .fixed(min(8, max(4, model.markWidth))), rank: 1) { row in
            Span(Sanitize.line(model.facts(of: row.item.id).mark ?? ""), .marked)
        }
        if frame.columns != nil { return standard(model, now: frame.now) + [refusals, marks] }
        return (model.hasRefusals ? [refusals] : []) + (model.markCount > 0 ? [marks] : [])
            + standard(model, now: frame.now).compactMap { column in
                guard let kind = optional[column.title] else { return column }
                let use = model.shownUse
                if kind == .model, use.onlyModel != nil { return nil }
                return use.said.contains(kind) ? use.isRare(kind) ? rare(column) : column : nil
            }
    }

    /// Of what few items have something to say, little is shown, and first of all nothing where there is no room.
    private static func rare(_ column: Column<ItemRow>) -> Column<ItemRow> {
        var column = column
        if case .growing(let least, _) = column.width { column.width = .growing(least: least / 2, good: least) }
        column.rank += 4
        return column
    }

    /// The widest status of the list; what runs may still become anything.
    private static func statusWidth(_ model: ItemsModel) -> Int {
        guard model.evaluation.status.isTerminal else { return 14 }
        let widths = model.counts.counts.filter { $0.value > 0 }.map { status, _ in
            TextWidth.width(StatusStyle(status).word) + 2
        }
        return min(14, max(8, widths.max() ?? 0))
    }

    /// Columns that are left out where no item has anything in them.
    private static let optional: [String: ItemColumn] = [
        "Model": .model, "Time": .duration, "Tokens": .tokens, "Steps": .steps, "Score": .score, "Cost": .cost,
        "Retry": .retries,
        "Error": .error,
    ]

    private static func standard(_ model: ItemsModel, now: Timestamp) -> [Column<ItemRow>] {
        [
            Column(
                title: "#", width: .fixed(max(2, String(model.shownUse.largestPosition).count)), isRight: true, rank: 3
            ) { Span("\($0.item.position)", .dim) },
            Column(title: "Status", width: .fixed(statusWidth(model)), rank: 0) { row in
                let look = StatusStyle(row.item.status)
                // What has just ended is lit up until the next look.
                let isNew = model.justEnded.contains(row.item.id)
                return Span("\(look.sign) \(look.word)", isNew ? .match : look.slot)
            },
            .names("Task", widest: model.shownUse.taskWidth, least: 18) { row in
                let isNew = row.item.status.isFailure && !model.facts(of: row.item.id).seen
                return Span(Sanitize.line(row.item.taskName), isNew ? .strong : .text)
            },
            .models(of: [model.shownUse.longestModel], rank: 6) { $0.item.model },
            Column(title: "Time", width: .fixed(6), isRight: true, rank: 4) {
                Span(NumberFormat.duration($0.duration(now: now)), .number)
            },
            Column(title: "Tokens", width: .fixed(6), isRight: true, rank: 5) {
                Span($0.tokens.map(NumberFormat.short) ?? "-", .number)
            },
            Column(title: "Steps", width: .fixed(5), isRight: true, rank: 8) {
                Span($0.steps.map(NumberFormat.grouped) ?? "-", .number)
            },
            Column(title: "Score", width: .fixed(6), isRight: true, rank: 1) {
                Span($0.score?.text ?? "-", .number)
            },
            Column(title: "Cost", width: .fixed(7), isRight: true, rank: 9) {
                Span($0.cost.map { NumberFormat.cost($0) } ?? "-", .number)
            },
            Column(title: "Retry", width: .fixed(5), isRight: true, rank: 7) { row in
                let count = row.item.retryCount
                return count == 0 ? Span("-", .dim) : Span("\(count)/\(row.item.maxRetries)", .warning)
            },
            Column(title: "Error", width: .growing(least: 20, good: 60), rank: 2) { row in
                let text = row.item.error ?? row.provisionFailure.map(ItemDetail.provision) ?? row.agentError ?? ""
                return Span(Sanitize.line(String(text.prefix(300))))
            },
        ]
    }

    private static func title(_ model: ItemsModel) -> String {
        model.classes?.openedTitle.map { "Items: \($0)" } ?? "Items"
    }

    private static func position(_ model: ItemsModel) -> [Span] {
        var spans: [Span] = []
        if !model.filter.isEmpty { spans += [Span(Sanitize.line(model.filter.text), .match), Span("  ")] }
        if let remark = model.filterRemark { spans.append(Span(remark + "  ", .warning)) }
        if model.sort != .position { spans.append(Span("by \(model.sort.words)  ", .dim)) }
        if model.pendingEnrichment > 0 {
            spans.append(Span("reading \(NumberFormat.grouped(model.pendingEnrichment)) more  ", .statusBusy))
        }
        if model.isArranging { spans.append(Span("arranging…  ", .statusBusy)) }
        if model.provenance.lost > 0 { spans.append(Span("\(model.provenance.lost) without an id  ", .warning)) }
        let others = model.evaluation.otherFiles
        if others > 0 { spans.append(Span("\(NumberFormat.counted(others, "other file"))  ", .dim)) }
        let shown = model.visible.count
        if let only = model.shownUse.onlyModel { spans.append(Span(Sanitize.line(only) + "  ", .dim)) }
        let of = shown == model.rows.count ? "" : " of \(NumberFormat.grouped(model.rows.count))"
        let at = shown == 0 ? 0 : model.cursor.selected + 1
        spans.append(Span("\(NumberFormat.grouped(at))/\(NumberFormat.grouped(shown))\(of)", .dim))
        return spans
    }

    private static func notice(_ model: ItemsModel) -> PaneNotice {
        if !model.filter.isEmpty, !model.rows.isEmpty {
            let remark = model.filterRemark.map { "; \($0)" } ?? ""
            return .empty("No item matches the filter\(remark).", hint: "\(key: .back) clears the filter")
        }
        let others = model.evaluation.otherFiles
        let empty =
            others > 0
            ? "No trajectory among \(NumberFormat.counted(others, "file"))." : "This evaluation has no items."
        return PaneNotice(model.phase, empty: empty, hint: "\(key: .refresh) asks again")
    }
}
