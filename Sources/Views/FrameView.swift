import Platform
import Terminal
import Trajectory
import ViewModels
import Wire

/// The line on top: where one is.
enum BreadcrumbView {
    static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
        var crumbs = [state.scope.server, "\(state.scope.organization)/\(state.scope.workspace)"]
        let isWorld = state.place == .worlds || state.place == .trajectory && state.trajectory?.request?.replay != nil
        if isWorld {
            crumbs += ["worlds"] + (state.worlds.open.map { ["job \($0.job.id.short)"] } ?? [])
        } else if state.place != .evaluations, let items = state.items {
            crumbs.append(items.evaluation.name)
        }
        if state.place == .trajectory, let trajectory = state.trajectory { crumbs += trajectory.crumbs }
        if state.place == .sides, let sides = state.sides { crumbs += [sides.left.item.taskName, "side by side"] }
        if state.place == .trajectory, let model = state.trajectory, model.stepCount > 0 {
            crumbs.append("step \(model.current + 1)")
        }
        let right = right(state)
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

    /// What is going on with the lists: following, age, counts of the evaluation that is open.
    private static func right(_ state: AppState) -> [Span] {
        if state.place == .evaluations, state.evaluations.isFollowing { return [Span("following ", .statusBusy)] }
        if let place = state.hitPlace { return [Span(place.words + " ", .strong)] }
        guard state.place == .items || state.place == .hits, let items = state.items else { return [] }
        var spans: [Span] = []
        if items.isFollowing, !items.evaluation.status.isTerminal { spans.append(Span("following  ", .statusBusy)) }
        if let left = items.timeLeft(now: state.now) {
            let done = "\(Figures.grouped(items.counts.finished))/\(Figures.grouped(items.counts.total))"
            spans.append(Span("\(done), about \(Figures.duration(left)) left  ", .dim))
        }
        if items.counts.total > 0 {
            spans += OutcomeBar.spans(items.counts, width: 12)
            spans.append(Span(" \(Figures.percent(items.counts.passRate)) ", .strong))
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
        let hints = hints(state)
        var shown = hints
        func width(_ spans: [[Span]]) -> Int { spans.joined().reduce(0) { $0 + TextWidth.width($1.text) } }
        while !shown.isEmpty, width(shown) + x + 1 > rect.width { shown.removeLast() }
        canvas.drawRight(Array(shown.joined()), in: rect, row: 0, least: x)
    }

    /// Columns that are left to type in.
    private static let leastTyped = 28

    private static func draw(_ prompt: Prompt, in rect: Rect, on canvas: inout Canvas) {
        var x = 1
        // A question is read to its end: what leaves no room to type goes above.
        let rows = Wrap.rows([Span(prompt.label, .prompt)], width: max(20, rect.width - leastTyped))
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
                ? "Enter limits to it; typing replaces it, ← edits" : "Enter: next; typing replaces it, ← edits"
            canvas.draw("   " + hint, .hint, in: rect, row: 0, indent: x + used + 1)
        }
        guard let problem = prompt.problem else { return }
        canvas.draw("  " + Sanitize.line(problem), .warning, in: rect, row: 0, indent: x + used + 1)
    }

    /// What is waited for: a sequence of keys, a retry, a load with its progress.
    private static func waiting(_ state: AppState) -> [Span] {
        if !state.pending.isEmpty {
            let next = state.keymap.continuations(of: state.pending, in: state.keyContexts)
            let words = next.prefix(8).map { "\($0.keys.last.map { String($0.suffix(1)) } ?? "") \($0.help)" }
            return [Span(words.joined(separator: " · "), .hint)]
        }
        if let wait = state.retry {
            let seconds = Figures.duration(max(0, wait.until - state.now))
            let words =
                "\(Sanitize.line(wait.cause)): again in \(seconds) (\(wait.attempt) of \(wait.most)), Esc gives up"
            return [Span(words, .statusBusy)]
        }
        // Of a trajectory that broke off its title says what is missing.
        let isTold = state.place == .trajectory && state.trajectory?.progress.loss != nil
        if let age = state.ageWhileAway, !isTold {
            return [Span("the server does not answer: as of \(Figures.duration(age)) ago, r asks again", .warning)]
        }
        return loading(state)
    }

    private static func loading(_ state: AppState) -> [Span] {
        switch state.place {
        case .worlds where state.worlds.phase.isLoading && state.worlds.all.isEmpty:
            return [Span("loading…", .statusBusy)]
        case .evaluations where state.evaluations.phase.isLoading: return [Span("loading…", .statusBusy)]
        case .items:
            guard let items = state.items else { return [] }
            if items.phase.isLoading, !items.provenance.isRefreshing, items.provenance.age == nil {
                let count = items.rows.isEmpty ? "" : " \(Figures.grouped(items.rows.count)) items"
                return [Span("loading…\(count)", .statusBusy)]
            }
            if let age = items.provenance.age, items.phase.isLoading {
                return [Span("\(Figures.duration(age)) old, refreshing", .statusBusy)]
            }
            return []
        case .trajectory:
            guard let model = state.trajectory, model.phase.isLoading else { return [] }
            return [Span(model.loadWords(at: state.now), .statusBusy)]
        case .sides:
            guard let model = state.sides, model.phase.isLoading else { return [] }
            let steps = model.progress.map { p in
                " \(Figures.grouped(p.done)) of \(Figures.grouped(p.total ?? 0)) steps"
            }
            return [Span("comparing…\(steps ?? "")", .statusBusy)]
        default: return []
        }
    }

    /// The download that goes on behind.
    private static func download(_ state: AppState) -> [Span] {
        state.downloads.words(at: state.now).map { [Span("↓ \($0)", .statusBusy)] } ?? []
    }

    /// What is selected, while a reader selects.
    private static func selected(_ state: AppState) -> [Span] {
        let words: String? =
            switch state.place {
            case .trajectory: state.trajectory?.selectionWords
            case .items: state.detail.selectionWords
            default: nil
            }
        return words.map { [Span($0, .strong)] } ?? []
    }

    private static func watch(_ state: AppState) -> [Span] {
        state.watch.map { [Span("◉ " + Sanitize.line($0.words), $0.heard.isEmpty ? .statusBusy : .warning)] } ?? []
    }

    private static func leaving(_ state: AppState) -> [Span] {
        state.leavingWords.map { [Span($0, .statusBusy)] } ?? []
    }

    private static func message(_ message: Message) -> [Span] {
        let slot: Slot =
            switch message.tone {
            case .plain: .status
            case .good: .good
            case .warning: .warning
            case .error: .error
            }
        return [Span(Sanitize.line(message.text), slot)]
    }

    /// Keys that matter in the pane, the most useful first: what does not fit goes from the end.
    private static func hints(_ state: AppState) -> [[Span]] {
        let commands: [(Command, String)] =
            switch state.keyContexts.first ?? state.context {
            case .evaluations: [(.open, "items"), (.find, "filter"), (.help, "help")]
            case .items, .detail:
                [(.open, "read"), (.find, "filter"), (.group, "classes"), (.failedOnly, "failed"), (.help, "help")]
            case .selection:
                [
                    (.copyText, "copy"), (.selectHere, "from here"), (.swapEnds, "other end"), (.back, "leave"),
                    (.pager, "view"),
                ]
            case .outline, .body: readingHints(state.trajectory)
            case .hits where state.showsSweep: [(.open, "read"), (.refusals, "again"), (.help, "help")]
            case .hits:
                [
                    (.open, "read"), (.search, "search"), (.density, "matches"), (.filterStatus, "filter"),
                    (.help, "help"),
                ]
            case .worlds where state.worlds.showsForm: []
            case .worlds:
                [
                    (.open, "open"), (.newJob, "new job"), (.filterStatus, "filter"), (.cancelJob, "cancel"),
                    (.help, "help"),
                ]
            case .comparison:
                [
                    (.open, "side by side"), (.previousSample, "run before"), (.nextSample, "run after"),
                    (.filterStatus, "only"),
                ]
            case .sides:
                [
                    (.nextDifference, "next difference"), (.open, "read"), (.nextPane, "other run"),
                    (.limit, "only differences"), (.nextSample, "next run"), (.help, "help"),
                ]
            }
        return commands.compactMap { command, word in
            guard let key = CommandTable.info(command)?.keys.first else { return nil }
            return [Span(KeyNotation.shown(key), .statusKey), Span(" \(word)  ", .status)]
        }
    }

    private static func readingHints(_ model: TrajectoryModel?) -> [(Command, String)] {
        if model?.timeline != nil {
            return [(.timeline, "outline"), (.nextWait, "long wait"), (.find, "find"), (.help, "help")]
        }
        if model?.find != nil {
            return [
                (.nextMatch, "next"), (.previousMatch, "before"), (.limit, "only these"), (.find, "find"),
                (.help, "help"),
            ]
        }
        return [(.find, "find"), (.nextError, "error"), (.nextSample, "next sample"), (.help, "help")]
    }
}
