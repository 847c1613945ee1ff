import Panes
import Platform
import Reader
import RichText
import Shell
import Terminal
import TextSearch
import Triage
import Wire

/// The hits of a search over every sample.
enum HitsView {
    static func draw(_ model: HitsModel, _ frame: PaneFrame, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let place = model.place.map { [Span($0.words, .dim)] } ?? []
        let scope = model.filter.scope.map { " in \($0.words)" } ?? ""
        PaneTitle.draw("Search\(scope): \(model.query)", right: place, in: panes.top, isFocused: true, on: &canvas)
        let body = panes.rest.split(top: 2)
        canvas.draw(coverage(model, width: rect.width - 2), in: body.top, row: 0, indent: 1)
        guard !model.rows.isEmpty else { return PaneNotice.draw(notice(model, body.rest), in: body.rest, on: &canvas) }
        let columns = ColumnLayout(
            columns(model, frame), as: frame.columns, width: rect.width - lead,
            value: .value(of: { model.known[$0.itemID] }))
        canvas.draw(columns.header, in: body.top, row: 1, indent: lead)
        let pattern = QueryWords(model.answered).find
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.rows.count else { break }
            let selected: ThemeSlot? = index == model.cursor.selected ? .selected : nil
            switch model.rows[index] {
            case .sample(let hit):
                columns.draw(hit, lead: sign(hit, model), selected: selected, in: body.rest, at: row, on: &canvas)
                guard let place = columns.place(of: "match") else { continue }
                let cell = Rect(
                    x: body.rest.x + lead + place.x, y: body.rest.y, width: place.width, height: body.rest.height)
                draw(match(hit, pattern, width: place.width), selected, in: cell, row, on: &canvas)
            case .message(let message, _):
                draw(messageSpans(message, pattern, width: rect.width), selected, in: body.rest, row, on: &canvas)
            }
        }
        PaneNotice.drawProblem(model.phase, in: body.rest, on: &canvas)
    }

    // MARK: Rows

    /// Columns before a row: whether it is new, and unfolded.
    private static let lead = 3

    private static func draw(
        _ spans: [Span], _ selected: ThemeSlot?, in rect: Rect, _ row: Int, on canvas: inout Canvas
    ) {
        guard let selected else { return _ = canvas.draw(spans, in: rect, row: row) }
        canvas.drawSelected(spans, selected, in: rect, row: row)
    }

    private static func sign(_ hit: SearchHit, _ model: HitsModel) -> Span {
        Span(
            (model.fresh.contains(hit.itemID) ? "▸" : " ") + (model.isUnfolded(hit.itemID) ? "▾ " : "  "), .unseen)
    }

    private static func columns(_ model: HitsModel, _ frame: PaneFrame) -> [Column<SearchHit>] {
        let item = { (hit: SearchHit) in model.known[hit.itemID] }
        let columns: [Column<SearchHit>] = [
            .status(width: 13, rank: 1) { item($0).map { StatusStyle($0.status) } },
            Column("matches", title: "N", width: .fixed(4), isRight: true, rank: 1) {
                Span($0.matchCount > 0 ? "\($0.matchCount)" : "-", .number)
            },
            .names("Task", widest: model.use.taskWidth) {
                Span(Sanitize.line(item($0)?.taskName ?? $0.itemID.short), .strong)
            },
            .models(of: [model.use.longestModel], rank: 4) { item($0)?.model },
            // What matches is drawn over it, the words lit up.
            Column(title: "Match", width: .growing(least: 16, good: 90), rank: 0) { _ in Span("") },
        ]
        return columns.filter { model.use.hasModels || frame.columns != nil || $0.title != "Model" }
    }

    private static func match(_ hit: SearchHit, _ pattern: FindPattern?, width: Int) -> [Span] {
        let place = hit.matchedIn == "transcript" ? [] : [Span("in \(Sanitize.line(hit.matchedIn)): ", .warning)]
        let used = place.reduce(0) { $0 + TextWidth.width($1.text) }
        return place + Snippet.spans(hit.snippet ?? "", pattern, around: max(10, width - used))
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
    static func speaker(_ message: MessageHit) -> (String, ThemeSlot) {
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

    private static func coverage(_ model: HitsModel, width: Int) -> [Span] {
        guard let result = model.result else { return model.query.isEmpty ? [] : forms(width: width) }
        let totals = model.totals
        var words =
            "\(NumberFormat.counted(totals.matches, "match")) in \(NumberFormat.counted(totals.samples, "item"))"
        if result.hasMore { words = "first \(NumberFormat.counted(result.hits.count, "item")), more exist" }
        var spans = [Span(words, .text)]
        if !model.filter.isEmpty {
            spans.append(Span(", \(Sanitize.line(model.filter.words)) of \(result.hits.count)", .warning))
        }
        if result.unreadable > 0 { spans.append(Span(", \(result.unreadable) more without an id", .warning)) }
        if let coverage = result.coverage { spans += Self.coverage(coverage, model) }
        if model.isPartial, result.coverage == nil {
            spans.append(
                Span(model.phase.isLoading ? " so far, \(key: .back) stops" : " when it was stopped", .statusBusy))
        }
        if totals.samples > 1 { spans.append(Span("  by \(model.order.rawValue)", .dim)) }
        if !model.evaluation.status.isTerminal {
            spans.append(
                Span(
                    model.isFollowing ? "  live" : "  not live (\(key: .follow))",
                    model.isFollowing ? .statusBusy : .dim))
        }
        return spans
    }

    private static func coverage(_ coverage: SearchCoverage, _ model: HitsModel) -> [Span] {
        let whole = coverage.indexed + coverage.unreadable >= coverage.total
        let total = NumberFormat.grouped(coverage.total)
        let verb = coverage.isRead ? "read" : "indexed"
        var spans = [Span(", \(NumberFormat.grouped(coverage.indexed)) of \(total) \(verb)", whole ? .dim : .warning)]
        if coverage.isRead, !whole {
            spans.append(
                Span(
                    model.phase.isLoading ? ", \(key: .back) stops" : ", stopped: \(key: .refresh) reads again",
                    .statusBusy))
        }
        if let read = coverage.read {
            let state =
                model.phase.isLoading
                ? "read so far, \(key: .back) stops" : "read when it was stopped, \(key: .refresh) goes on"
            spans.append(Span(", \(NumberFormat.grouped(read)) of \(total) \(state)", .statusBusy))
        }
        if coverage.unreadable > 0 { spans.append(Span(", \(coverage.unreadable) could not be read", .warning)) }
        return spans
    }

    /// As many of the forms of a query as there is room for.
    private static func forms(width: Int) -> [Span] {
        var line = ""
        for form in QueryHelp.forms where TextWidth.width(line) + TextWidth.width(form) + 2 <= width {
            line += line.isEmpty ? form : "  " + form
        }
        return [Span(line, .hint)]
    }

    private static func notice(_ model: HitsModel, _ rect: Rect) -> PaneNotice {
        if model.query.isEmpty { return emptyQuery(rect) }
        if let problem = model.problem {
            return PaneNotice(lines: [
                [Span(Sanitize.line(problem), .warning)], [Span("Correct the query to search", .hint)],
            ])
        }
        if case .failed(let error) = model.phase { return .failed(error) }
        if model.needsReading, !model.phase.isLoading { return unread(model) }
        guard model.answered == model.query else { return PaneNotice(lines: [[Span("Searching…", .dim)]]) }
        let within = model.filter.scope.map { "\($0.words) of " } ?? ""
        let name = within + Sanitize.line(model.evaluation.name)
        guard let broaderQuery = model.broaderQuery else {
            return .empty(
                "Nothing in \(name) matches.",
                hint: "not searched: compacted history, and other evaluations (\(key: .evaluations))")
        }
        return .empty(
            model.filter.isEmpty
                ? "Nothing in \(name) matches." : "Nothing that matches is \(Sanitize.line(model.filter.words)).",
            hint: "\(key: .open) searches for \(Sanitize.line(broaderQuery.words))")
    }

    /// The server's search cannot answer, and nobody has asked for more than that yet.
    private static func unread(_ model: HitsModel) -> PaneNotice {
        let count = model.known.values.count { $0.sessionID != nil }
        return .empty(
            "This server can only search for words.",
            hint:
                "\(key: .open) searches inside \(NumberFormat.grouped(count)) trajectories; \(key: .back) stops"
        )
    }

    /// What may be typed, as a table in the middle; where it does not fit, as a list of forms.
    private static func emptyQuery(_ rect: Rect) -> PaneNotice {
        let title = [Span("Type to search every transcript, error and task name.")]
        let lead = 18
        let most = QueryHelp.rows.map { TextWidth.width($0.meaning) }.max() ?? 0
        let room = min(most, rect.width - 6 - lead)
        let table = QueryHelp.rows.flatMap { row in
            Wrap.rows([Span(row.meaning, .hint)], width: max(10, room)).enumerated().map { index, spans in
                let used = spans.reduce(0) { $0 + TextWidth.width($1.text) }
                let fill = Span(String(repeating: " ", count: max(0, room - used)))
                return [Span(TextWidth.fitted(index == 0 ? row.written : "", columns: lead), .helpKey)] + spans + [fill]
            }
        }
        guard table.count + 2 <= rect.height, room >= 20 else {
            return PaneNotice(lines: [title, forms(width: 2 * rect.width)])
        }
        return PaneNotice(lines: [title, []] + table)
    }
}

/// A piece of a matching text, the words that were looked for lit up.
enum Snippet {
    /// One line of at most so many columns, with the first match in it. Mark-up of the server's own is taken out.
    static func spans(_ text: String, _ pattern: FindPattern?, around width: Int) -> [Span] {
        var line = Sanitize.line(MatchText.plain(text).split(whereSeparator: \.isWhitespace).joined(separator: " "))
        if let first = pattern?.matches(in: line).first, first.upperBound > width - 10 {
            let start = line.utf8.index(line.utf8.startIndex, offsetBy: max(0, first.lowerBound - width / 3))
            line = "…" + String(line[(line.index(start, offsetBy: 0, limitedBy: line.endIndex) ?? line.startIndex)...])
        }
        let rich = RichLine([Span(line)])
        return pattern.map { rich.lit($0).spans } ?? rich.spans
    }
}
