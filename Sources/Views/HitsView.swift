import Platform
import Terminal
import TextSearch
import Triage
import ViewModels
import Wire

/// The hits of a search over every sample.
enum HitsView {
    static func draw(_ model: HitsModel, in rect: Rect, isTyping: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let place = model.place.map { [Span($0.words, .dim)] } ?? []
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
            messageSpans(message, pattern, width: width)
        }
    }

    private static func sample(_ hit: SearchHit, _ model: HitsModel, _ pattern: FindPattern?, width: Int) -> [Span] {
        let item = model.known[hit.itemID]
        let look = item.map { StatusLook($0.status) }
        let task = Sanitize.line(item?.taskName ?? hit.itemID.short)
        let count = hit.matchCount > 0 ? "\(hit.matchCount)" : "-"
        let wide = width >= 100
        let hasModels = model.hasModels
        var spans = [
            Span(model.fresh.contains(hit.itemID) ? "▸" : " ", .unseen),
            Span(model.isUnfolded(hit.itemID) ? "▾ " : "  ", .dim),
            Span(TextWidth.fitted(look?.sign ?? "?", columns: 2), look?.slot ?? .dim),
            Span(TextWidth.leftPadded(count, columns: 4) + "  ", .number),
            Span(TextWidth.fitted(task, columns: wide ? hasModels ? 30 : 44 : 18) + "  ", .strong),
        ]
        if wide, hasModels {
            spans.append(Span(TextWidth.fitted(Sanitize.line(item?.model ?? ""), columns: 18) + "  ", .dim))
        }
        if hit.matchedIn != "transcript" { spans.append(Span("in \(Sanitize.line(hit.matchedIn)): ", .warning)) }
        let used = spans.reduce(0) { $0 + TextWidth.width($1.text) }
        return spans + Snippet.spans(hit.snippet ?? "", pattern, around: max(10, width - used))
    }

    private static func messageSpans(_ message: MessageHit, _ pattern: FindPattern?, width: Int) -> [Span] {
        let place = message.step.map { "step \($0)" } ?? "message \(message.seq)"
        let (speaker, slot) = speaker(message)
        let lead = [
            Span("         " + TextWidth.fitted(place, columns: 14), .number),
            Span(TextWidth.fitted(Sanitize.line(speaker), columns: 13), slot),
        ]
        return lead + Snippet.spans(message.content, pattern, around: max(20, width - 37))
    }

    /// Who speaks, in the field's words.
    private static func speaker(_ message: MessageHit) -> (String, Slot) {
        switch (message.role, message.part) {
        case (_, "reasoning"): ("reasoning", .dim)
        case (_, "call"): ("tool call", .tool)
        case ("assistant", _), ("agent", _): ("agent", .agent)
        case ("user", _): ("user", .user)
        case ("tool", _): ("tool result", .tool)
        default: (message.role, .system)
        }
    }

    // MARK: What the answer covers

    private static func coverage(_ model: HitsModel) -> [Span] {
        guard let result = model.result else { return [Span(QueryHelp.line, .hint)] }
        let totals = model.totals
        var words = "\(Figures.counted(totals.matches, "hit")) in \(Figures.counted(totals.samples, "sample"))"
        if result.hasMore { words = "first \(Figures.counted(result.hits.count, "sample")), more exist" }
        var spans = [Span(words, .text)]
        if !model.filter.isEmpty {
            spans.append(Span(", \(Sanitize.line(model.filter.words)) of \(result.hits.count)", .warning))
        }
        if let coverage = result.coverage { spans += Self.coverage(coverage, model) }
        spans.append(Span("  by \(model.order.rawValue)", .dim))
        if !model.evaluation.status.isTerminal {
            spans.append(Span(model.isFollowing ? "  live" : "  not live (F)", model.isFollowing ? .statusBusy : .dim))
        }
        return spans
    }

    private static func coverage(_ coverage: SearchCoverage, _ model: HitsModel) -> [Span] {
        let whole = coverage.indexed >= coverage.total
        let total = Figures.grouped(coverage.total)
        var spans = [Span(", \(Figures.grouped(coverage.indexed)) of \(total) indexed", whole ? .dim : .warning)]
        if let read = coverage.read {
            let state = model.phase.isLoading ? "read so far, Esc stops" : "read when it was stopped, r goes on"
            spans.append(Span(", \(Figures.grouped(read)) of \(total) \(state)", .statusBusy))
        }
        if coverage.unreadable > 0 { spans.append(Span(", \(coverage.unreadable) could not be read", .warning)) }
        return spans
    }

    private static func notice(_ model: HitsModel, _ isTyping: Bool) -> PaneNotice {
        if model.query.isEmpty { return emptyQuery }
        if let problem = model.problem {
            return PaneNotice(lines: [
                [Span(Sanitize.line(problem), .warning)], [Span("nothing is asked for until it is right", .hint)],
            ])
        }
        if case .failed(let error) = model.phase { return .failed(error) }
        guard model.answered == model.query else { return PaneNotice(lines: [[Span("Searching…", .dim)]]) }
        let name = Sanitize.line(model.evaluation.name)
        guard let wider = model.wider else {
            return .empty(
                "Nothing in \(name) matches.", hint: "not searched: compacted history, and other evaluations (1)")
        }
        let key = KeyNotation.shown(CommandTable.info(.open)?.keys.first ?? "<enter>")
        return .empty(
            model.filter.isEmpty
                ? "Nothing in \(name) matches." : "Nothing that matches is \(Sanitize.line(model.filter.words)).",
            hint: "not tried: \(Sanitize.line(wider.words)); \(key) tries it")
    }

    private static var emptyQuery: PaneNotice {
        let title = [[Span("Type to search every transcript, error and task name.")], []]
        let width = QueryHelp.rows.map { TextWidth.width($0.meaning) }.max() ?? 0
        return PaneNotice(
            lines: title
                + QueryHelp.rows.map { row in
                    [
                        Span(TextWidth.fitted(row.written, columns: 18), .helpKey),
                        Span(TextWidth.fitted(row.meaning, columns: width), .hint),
                    ]
                })
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
