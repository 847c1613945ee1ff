import App
import Panes
import Platform
import Shell
import Terminal
import Trajectory
import Triage
import Wire

/// The line on top: where one is.
enum BreadcrumbView {
    static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
        let filter = state.scope.filteredBy.map { " (\($0) only)" } ?? ""
        let crumbs =
            [state.scope.server, "\(state.scope.organization)/\(state.scope.workspace)\(filter)"] + state.crumbs
        let right = (state.isReadOnly ? [Span("read-only  ", .warning)] : []) + state.news
        let width = right.reduce(0) { $0 + TextWidth.width($1.text) }
        let room = Rect(x: rect.x, y: rect.y, width: max(0, rect.width - width - 1), height: 1)
        canvas.draw(spans(crumbs.map { Sanitize.line($0) }, width: room.width - 1), in: room, row: 0, indent: 1)
        canvas.drawRight(right, in: rect, row: 0)
    }

    /// The crumbs with arrows between; the first ones go when the line is too short for all.
    private static func spans(_ crumbs: [String], width: Int) -> [Span] {
        var crumbs = crumbs
        while crumbs.count > 1, crumbs.reduce(0, { $0 + TextWidth.width($1) + 3 }) > width + 3 { crumbs.removeFirst() }
        var spans: [Span] = []
        for (index, crumb) in crumbs.enumerated() {
            if index > 0 { spans.append(Span(" › ", .dim)) }
            spans.append(Span(crumb, index == crumbs.count - 1 ? .breadcrumbHere : .breadcrumb))
        }
        return spans
    }
}

/// The line at the foot: what is typed, what is going on, what was said last, and the keys that matter here.
enum StatusView {
    static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
        if let prompt = state.prompt { return draw(prompt, in: rect, on: &canvas) }
        var x = 1
        // What went wrong is read before anything else.
        let errors = state.messages.filter { $0.tone == .error }.map(message)
        let others = state.messages.filter { $0.tone != .error }.map(message)
        for spans in [leaving(state)] + errors + [selected(state), waiting(state), download(state), watch(state)]
            + others
        where !spans.isEmpty {
            x += canvas.draw(spans + [Span("  ")], in: rect, row: 0, indent: x)
        }
        canvas.drawRight(HintLine.spans(state, width: rect.width - x - 1), in: rect, row: 0, least: x)
    }

    /// Columns that are left to type in.
    private static let leastTyped = 28

    private static func draw(_ prompt: Prompt, in rect: Rect, on canvas: inout Canvas) {
        var x = 1
        // A question is read to its end: what leaves no room to type goes above.
        let rows = Wrap.rows(
            [Span(canvas.keys.resolve(prompt.label), .prompt)], width: max(20, rect.width - leastTyped))
        for (place, row) in rows.dropLast().enumerated() {
            let above = Rect(x: rect.x, y: rect.y - rows.count + 1 + place, width: rect.width, height: 1)
            let text = " " + row.map(\.text).joined()
            canvas.draw(TextWidth.fitted(text, columns: rect.width), .prompt, in: above, row: 0, indent: 0)
        }
        x += canvas.draw(rows.last ?? [], in: rect, row: 0, indent: x)
        if prompt.label.last == " ", rows.last?.last?.text.last != " " { x += 1 }
        let room = max(4, rect.width - x - 1)
        let before = Sanitize.line(String(prompt.input.text.prefix(prompt.input.cursor)))
        let text = Sanitize.line(prompt.input.text)
        let skip = max(0, TextWidth.width(before) - room + 1)
        let dropped = TextWidth.prefix(text, columns: skip)
        let isOld = prompt.input.isReplaceable
        let used = canvas.draw(
            String(text.dropFirst(dropped.count)), isOld ? .dim : .text, in: rect, row: 0, indent: x)
        canvas.place(cursor: rect.x + x + TextWidth.width(before) - TextWidth.width(String(dropped)), rect.y)
        if isOld {
            let hint =
                prompt.limits
                ? "\(fixed: .enter) limits to it; typing replaces it, \(fixed: .left) edits"
                : "\(fixed: .enter): next; typing replaces it, \(fixed: .left) edits"
            canvas.draw("   " + hint, .hint, in: rect, row: 0, indent: x + used + 1)
        }
        guard let problem = prompt.problem else { return }
        canvas.draw("  " + Sanitize.line(problem), .warning, in: rect, row: 0, indent: x + used + 1)
    }

    /// What is waited for: a sequence of keys, a retry, a load with its progress.
    private static func waiting(_ state: AppState) -> [Span] {
        if state.count != nil || !state.pending.isEmpty {
            let typed = (state.count.map(String.init) ?? "") + state.pending.map(KeyNotation.shown).joined()
            // What is listed above needs no line.
            let next = (state.listsContinuations ? [] : state.continuations).prefix(8).map { "\($0.keys) \($0.words)" }
            return [Span(typed + "  ", .statusKey), Span(next.joined(separator: " · "), .hint)]
        }
        if let wait = state.retry {
            let seconds = NumberFormat.duration(max(0, wait.until - state.now))
            let words =
                "\(Sanitize.line(wait.cause)); retry \(wait.attempt) of \(wait.most) in \(seconds), \(state.keymap.names.name(of: .back)) cancels"
            return [Span(words, .statusBusy)]
        }
        // What is missing where a load broke off the pane itself says.
        if let age = state.ageWhileAway, !state.stack.main.tellsLoss {
            return [
                Span(
                    "Server not responding; data is \(NumberFormat.duration(age)) old; \(state.keymap.names.name(of: .refresh)) reloads",
                    .warning)
            ]
        }
        return state.stack.main.loading(at: state.now).map { [Span(state.keymap.names.resolve($0), .statusBusy)] } ?? []
    }

    /// The download that goes on behind.
    private static func download(_ state: AppState) -> [Span] {
        state.downloads.words(at: state.now).map { [Span("↓ \($0)", .statusBusy)] } ?? []
    }

    /// What is selected, while a reader selects.
    private static func selected(_ state: AppState) -> [Span] {
        state.stack.main.selectionWords.map { [Span($0, .strong)] } ?? []
    }

    private static func watch(_ state: AppState) -> [Span] {
        state.watch.map { [Span("◉ " + Sanitize.line($0.words), $0.heard.isEmpty ? .statusBusy : .warning)] } ?? []
    }

    private static func leaving(_ state: AppState) -> [Span] {
        state.leavingWords.map { [Span($0, .statusBusy)] } ?? []
    }

    private static func message(_ message: Message) -> [Span] {
        let slot: ThemeSlot =
            switch message.tone {
            case .plain: .status
            case .good: .good
            case .warning: .warning
            case .error: .error
            }
        return [Span(Sanitize.line(message.text), slot)]
    }
}

/// Keys that matter in the pane with the keys, what one does next first: what does not fit goes from the end, the help
/// last.
enum HintLine {
    static func spans(_ state: AppState, width: Int) -> [Span] {
        // Texts over the panes have a foot of their own.
        guard !(state.stack.overlay is any TextOverlay) else { return [] }
        func spans(_ hint: Hint) -> [Span] {
            [Span(hint.key(state.keymap.names), .statusKey), Span(" \(hint.word)  ", .status)]
        }
        func total(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + TextWidth.width($1.text) } }
        let help = state.stack.overlay == nil ? spans(Hint(.help, "help")) : []
        var room = width - total(help)
        guard room >= 0 else { return [] }
        return state.stack.top.hints.reduce(into: []) { line, hint in
            let next = spans(hint)
            room -= total(next)
            if room >= 0 { line += next }
        } + help
    }
}
