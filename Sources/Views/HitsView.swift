import Platform
import Terminal
import Triage
import ViewModels
import Wire

/// The hits of a search over every sample.
enum HitsView {
    static func draw(_ model: HitsModel, in rect: Rect, isTyping: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let place = model.samplePlace.map { [Span("sample \($0.place)/\($0.count)", .dim)] } ?? []
        PaneTitle.draw("Search: \(model.query)", right: place, in: panes.top, isFocused: true, on: &canvas)
        let body = panes.rest.split(top: 2)
        canvas.draw(coverage(model), in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model, isTyping), in: body.rest, on: &canvas) }
        let pattern = QueryWords(model.answered).pattern
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            let spans = spans(model.rows[index], model, pattern, width: rect.width)
            if index == model.cursor.selected {
                canvas.drawSelected(spans, .selected, in: body.rest, row: row)
            } else {
                canvas.draw(spans, in: body.rest, row: row)
            }
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    // MARK: Rows

    private static func spans(_ row: HitsModel.Row, _ model: HitsModel, _ pattern: FindPattern?, width: Int) -> [Span] {
        switch row {
        case .sample(let hit): sample(hit, model, pattern, width: width)
        case .message(let message, _):
            [
                Span("        \(TextWidth.leftPadded("\(message.seq)", columns: 5))  ", .number),
                Span(TextWidth.fitted(Sanitize.line(message.role), columns: 10), role(message.role)),
            ] + Snippet.spans(message.content, pattern, around: max(20, width - 28))
        }
    }

    private static func sample(_ hit: SearchHit, _ model: HitsModel, _ pattern: FindPattern?, width: Int) -> [Span] {
        let item = model.known[hit.itemID]
        let look = item.map { StatusLook($0.status) }
        let task = Sanitize.line(item?.taskName ?? hit.itemID.short)
        let count = hit.matchCount > 0 ? "\(hit.matchCount)" : "-"
        let wide = width >= 100
        var spans = [
            Span(model.fresh.contains(hit.itemID) ? "▸" : " ", .unseen),
            Span(model.isUnfolded(hit.itemID) ? "▾ " : "  ", .dim),
            Span(TextWidth.fitted(look?.sign ?? "?", columns: 2), look?.slot ?? .dim),
            Span(TextWidth.leftPadded(count, columns: 4) + "  ", .number),
            Span(TextWidth.fitted(task, columns: wide ? 30 : 18) + "  ", .strong),
        ]
        if wide { spans.append(Span(TextWidth.fitted(Sanitize.line(item?.model ?? ""), columns: 18) + "  ", .dim)) }
        if hit.matchedIn != "transcript" { spans.append(Span("in \(Sanitize.line(hit.matchedIn)): ", .warning)) }
        let used = spans.reduce(0) { $0 + TextWidth.width($1.text) }
        return spans + Snippet.spans(hit.snippet ?? "", pattern, around: max(10, width - used))
    }

    private static func role(_ role: String) -> Slot {
        switch role {
        case "assistant", "agent": .agent
        case "user": .user
        case "tool": .tool
        default: .system
        }
    }

    // MARK: What the answer covers

    private static func coverage(_ model: HitsModel) -> [Span] {
        guard let result = model.result else { return [Span("words  \"a phrase\"  or  -not", .hint)] }
        let totals = model.totals
        var words = "\(Figures.grouped(totals.matches)) hits in \(Figures.grouped(totals.samples)) samples"
        if result.hasMore { words = "the first \(Figures.grouped(totals.samples)) samples, more exist" }
        var spans = [Span(words, .text)]
        if let coverage = result.coverage {
            let whole = coverage.indexed >= coverage.total
            spans.append(
                Span(
                    ", \(Figures.grouped(coverage.indexed)) of \(Figures.grouped(coverage.total)) indexed",
                    whole ? .dim : .warning))
            if coverage.unreadable > 0 { spans.append(Span(", \(coverage.unreadable) could not be read", .warning)) }
        }
        spans.append(Span("  by \(model.order.rawValue)", .dim))
        if !model.evaluation.status.isTerminal {
            spans.append(Span(model.isFollowing ? "  live" : "  not live (F)", model.isFollowing ? .statusBusy : .dim))
        }
        return spans
    }

    private static func notice(_ model: HitsModel, _ isTyping: Bool) -> PaneNotice {
        if model.query.isEmpty {
            return .empty(
                "Type to search every transcript, error and task name.", hint: "Enter goes to the hits, Esc back")
        }
        if case .failed(let error) = model.phase { return .failed(error) }
        guard model.answered == model.query else { return PaneNotice(lines: [[Span("Searching…", .dim)]]) }
        return .empty(
            "Nothing in \(Sanitize.line(model.evaluation.name)) matches.",
            hint: "fewer words find more; compacted history is not searched")
    }
}

/// A piece of a matching text, the words that were looked for lit up.
enum Snippet {
    /// One line of at most so many columns, with the first match in it. Mark-up of the server's own is taken out.
    static func spans(_ text: String, _ pattern: FindPattern?, around width: Int) -> [Span] {
        var line = Sanitize.line(plain(text).split(whereSeparator: \.isWhitespace).joined(separator: " "))
        if let first = pattern?.matches(in: line).first, first.upperBound > width - 10 {
            let start = line.utf8.index(line.utf8.startIndex, offsetBy: max(0, first.lowerBound - width / 3))
            line = "…" + String(line[(line.index(start, offsetBy: 0, limitedBy: line.endIndex) ?? line.startIndex)...])
        }
        let rich = RichLine([Span(line)])
        return pattern.map { rich.lit($0).spans } ?? rich.spans
    }

    /// The text without the tags that full-text searches put around matches.
    private static func plain(_ text: String) -> String {
        ["<b>", "</b>", "<mark>", "</mark>", "<em>", "</em>"].reduce(text) { $0.replacing($1, with: "") }
    }
}
