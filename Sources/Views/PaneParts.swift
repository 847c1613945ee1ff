import Platform
import Shell
import Terminal

/// The title row of a pane: its name on a rule, and on the right where one is in it.
enum PaneTitle {
    static func draw(_ title: String, right: [Span] = [], in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        guard rect.height > 0 else { return }
        canvas.drawRule(in: rect)
        let right = canvas.keys.resolve(right)
        let name = name(title, beside: right, width: rect.width)
        let drawn = canvas.draw(" \(name) ", isFocused ? .titleFocused : .title, in: rect, row: 0, indent: 1)
        guard !right.isEmpty else { return }
        canvas.drawRight([Span(" ")] + right + [Span(" ")], in: rect, row: 0, least: drawn + 2)
    }

    /// Columns of a name that are kept before what stands beside it goes.
    private static let leastName = 12

    /// The name in the room that is left: what stands beside it is news, and the name is in the line on top as well.
    static func name(_ title: String, beside right: [Span], width: Int) -> String {
        let name = Sanitize.line(title)
        let used = right.reduce(0) { $0 + TextWidth.width($1.text) }
        let most = max(4, width - 24)
        // What does not fit beside a short name either is not drawn, and needs no room.
        let room = used == 0 || width - used - 7 < leastName ? most : min(most, width - used - 7)
        guard TextWidth.width(name) > room else { return name }
        return TextWidth.prefix(name, columns: max(1, room - 1)) + "…"
    }
}

/// What a pane says where it has nothing to show: why, and what to do about it.
struct PaneNotice {
    var lines: [[Span]]

    init(lines: [[Span]]) { self.lines = lines }

    /// By how the load stands; `empty` for a load that brought nothing.
    init(_ phase: LoadPhase, empty: String, hint: String) {
        switch phase {
        case .idle, .loading: lines = [[Span("Loading…", .dim)]]
        case .ready: self = .empty(empty, hint: hint)
        case .absent(let reason): self = .empty(reason, hint: hint)
        case .failed(let error): self = .failed(error)
        }
    }

    static func empty(_ text: String, hint: String) -> PaneNotice {
        PaneNotice(lines: [[Span(text)], [Span(hint, .hint)]])
    }

    static func failed(_ error: PlatformError) -> PaneNotice {
        let text = ErrorText(error)
        var lines = [[Span(Sanitize.line(text.sentence), .error)]]
        if !text.hintOnScreen.isEmpty { lines.append([Span(text.hintOnScreen, .hint)]) }
        return PaneNotice(lines: lines)
    }

    static func draw(_ notice: PaneNotice, in rect: Rect, on canvas: inout Canvas) {
        let width = max(10, rect.width - 4)
        canvas.drawCentred(notice.lines.flatMap { Wrap.rows(canvas.keys.resolve($0), width: width) }, in: rect)
    }

    /// A failure over what is already there: on the last rows of the pane, so that what is above stays.
    static func drawProblem(_ phase: LoadPhase, in rect: Rect, on canvas: inout Canvas) {
        guard case .failed(let error) = phase, rect.height > 2 else { return }
        let text = ErrorText(error)
        let spans = [Span(Sanitize.line(text.sentence), .error), Span("  " + text.hintOnScreen, .hint)]
        let rows = Wrap.rows(canvas.keys.resolve(spans), width: max(10, rect.width - 2)).prefix(min(3, rect.height / 2))
        let box = Rect(x: rect.x, y: rect.maxY - rows.count, width: rect.width, height: rows.count)
        canvas.fill(box, .text)
        for (row, spans) in rows.enumerated() { canvas.draw(spans, in: box, row: row, indent: 1) }
    }
}
