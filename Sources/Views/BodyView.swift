import Platform
import Reader
import Shell
import Terminal
import Trajectory
import Wire

/// The body of a trajectory: the steps one after the other.
enum BodyView {
    static func draw(_ model: TrajectoryModel, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let facts = facts(model)
        PaneTitle.draw(model.crumbs.last ?? "", right: facts, in: panes.top, isFocused: isFocused, on: &canvas)
        drawMinimap(model, beside: facts, in: panes.top, on: &canvas)
        if let pendingHit = model.load.pendingHit {
            return PaneNotice.draw(
                PendingHitNotice.of(pendingHit, model, width: rect.width), in: panes.rest, on: &canvas)
        }
        let reading = model.reading
        guard reading.stepCount > 0 else {
            return PaneNotice.draw(TrajectoryNotice.of(model), in: panes.rest, on: &canvas)
        }
        guard reading.shownCount > 0 else {
            return PaneNotice.draw(
                .empty("No step is shown.", hint: "\(key: .back) and :show bring them back"), in: panes.rest,
                on: &canvas)
        }
        let cursor = reading.cursor
        for (row, entry) in reading.visibleRows().enumerated() {
            // The line that the keys move: the selection's end, or else the header of the current step.
            let isCurrent =
                cursor.map { entry.position == $0 }
                ?? (entry.row.isBand
                    ? entry.position.step == reading.current : entry.position == BodyPosition(step: reading.current))
            if isCurrent, isFocused { canvas.rest(on: panes.rest, row: row) }
            let edge = Span(isCurrent ? "▌" : " ", isFocused ? .titleFocused : .title)
            if entry.row.isBand {
                canvas.drawBand([edge] + entry.row.spans, on: .stepHeader, in: panes.rest, row: row)
                continue
            }
            let isThere = entry.position == reading.currentMatch
            let spans = isThere ? current(entry.row.spans, reading.currentMatchFromEnd) : entry.row.spans
            let shown = panned(spans, reading.pan)
            if cursor != nil, reading.isSelected(entry.row, of: entry.position.step) {
                canvas.drawBand([Span(" ")] + shown, on: .selection, in: panes.rest, row: row)
            } else {
                canvas.draw(shown, in: panes.rest, row: row, indent: 1)
            }
            if isCurrent { canvas.draw([edge], in: panes.rest, row: row) }
        }
    }

    /// A row without so many of its first columns.
    private static func panned(_ spans: [Span], _ columns: Int) -> [Span] {
        var left = columns
        return columns == 0
            ? spans
            : spans.compactMap { span in
                guard left > 0 else { return span }
                let dropped = TextWidth.prefix(span.text, columns: left)
                left -= max(1, TextWidth.width(String(dropped)))
                let rest = span.text.dropFirst(dropped.count)
                return rest.isEmpty ? nil : Span(String(rest), ink: span.ink)
            }
    }

    /// The match that was gone to last stands out among the others, counted from the end of its row: before the first one
    /// may stand the rest of one that began above.
    private static func current(_ spans: [Span], _ fromEnd: Int?) -> [Span] {
        let matches = spans.indices.filter { spans[$0].ink.slot == .match }
        guard let fromEnd, matches.indices.contains(matches.count - 1 - fromEnd) else { return spans }
        var spans = spans
        let index = matches[matches.count - 1 - fromEnd]
        spans[index] = Span(spans[index].text, .matchCurrent)
        return spans
    }

    /// The whole run on the rule between the title and the facts. It stands in the title and not down the side: rows that
    /// scroll in hardware would drag a column of marks along, and every mark would have to be sent again.
    private static func drawMinimap(
        _ model: TrajectoryModel, beside facts: [Span], in rect: Rect, on canvas: inout Canvas
    ) {
        let title = TextWidth.width(PaneTitle.name(model.crumbs.last ?? "", beside: facts, width: rect.width))
        let used = facts.reduce(0) { $0 + TextWidth.width($1.text) } + 3
        let start = title + 5
        let width = rect.width - used - start - 1
        guard width >= 16 else { return }
        canvas.draw(Minimap.spans(model.reading, width: width), in: rect, row: 0, indent: start)
    }

    /// The find's place, how the trajectory was had, its totals.
    private static func facts(_ model: TrajectoryModel) -> [Span] {
        if let find = model.find {
            let text = TextWidth.prefix(Sanitize.line(find.pattern.text), columns: 40)
            return [
                Span("\(text): ", .dim),
                Span(find.words(of: model.stepCount, isGrowing: model.phase.isLoading), .strong),
            ]
        }
        guard let document = model.document else { return [] }
        if document.store.isTorn { return [Span("file was truncated; \(key: .refresh) reloads", .warning)] }
        if let loss = model.progress.loss { return [Span("\(loss), \(key: .refresh) fetches again", .warning)] }
        var words: [String] = []
        if let part = model.partWords { words.append(part) }
        switch model.load.origin {
        case .transcript(let why): words.append("transcript instead (\(Sanitize.line(why)))")
        case .replay: words.append("replay")
        case .trajectory(let form) where form != .atif: words.append(form.rawValue)
        default: break
        }
        if let model = document.header.modelName { words.append(Sanitize.line(model)) }
        words.append(NumberFormat.bytes(model.progress.bytes))
        let facts = [Span(words.joined(separator: "  "), .dim)]
        guard !document.problems.isEmpty || !document.disagreement.isEmpty else { return facts }
        return facts + [Span("  ! :about", .warning)]
    }
}
