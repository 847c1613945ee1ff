import Shell
import Terminal
import Triage

/// Where views draw: a cell buffer, the theme, and helpers that know both. Every text given here has been through
/// `Sanitize`.
struct Canvas {
    private(set) var buffer: CellBuffer
    let theme: Theme
    /// What the user presses for the commands that a text names.
    let keys: KeyNames

    init(buffer: CellBuffer, theme: Theme, keys: KeyNames = .standard) {
        self.buffer = buffer
        self.theme = theme
        self.keys = keys
    }

    /// Gives the cells away and takes others in their place.
    mutating func exchange(_ other: inout CellBuffer) { swap(&buffer, &other) }

    /// A rule across the first row of a rectangle.
    mutating func drawRule(in rect: Rect) {
        guard rect.height > 0 else { return }
        buffer.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), theme.style(.rule), with: "─")
    }

    /// Draws spans in one row of a rectangle; the rest of the row keeps what it has.
    @discardableResult
    mutating func draw(_ spans: [Span], in rect: Rect, row: Int, indent: Int = 0) -> Int {
        guard row >= 0, row < rect.height, rect.width > indent else { return 0 }
        return buffer.write(
            keys.resolve(spans), x: rect.x + indent, y: rect.y + row, limit: rect.width - indent, theme: theme,
            over: nil)
    }

    /// Draws spans on a band from edge to edge: the look of a slot under their own.
    mutating func drawBand(_ spans: [Span], on slot: ThemeSlot, in rect: Rect, row: Int) {
        guard row >= 0, row < rect.height else { return }
        let base = theme.style(slot)
        buffer.fill(Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1), base)
        buffer.write(
            keys.resolve(spans), x: rect.x, y: rect.y + row, limit: rect.width, theme: theme, over: base)
    }

    /// Draws one span in at most `width` columns, in its own look or in that of `slot`.
    @discardableResult
    mutating func draw(_ span: Span, as slot: ThemeSlot?, in rect: Rect, row: Int, indent: Int, width: Int) -> Int {
        guard row >= 0, row < rect.height, rect.width > indent else { return 0 }
        return buffer.write(
            span.text, x: rect.x + indent, y: rect.y + row, limit: min(width, rect.width - indent),
            style: slot.map(theme.style) ?? theme.style(span.ink))
    }

    /// Blanks in the look of an ink, in one row and within the rectangle.
    mutating func fill(_ ink: Ink, in rect: Rect, row: Int, indent: Int, width: Int) {
        guard row >= 0, row < rect.height, rect.width > indent else { return }
        let columns = min(width, rect.width - indent)
        buffer.fill(Rect(x: rect.x + indent, y: rect.y + row, width: columns, height: 1), theme.style(ink))
    }

    /// Draws a text in one slot.
    @discardableResult
    mutating func draw(_ text: String, _ slot: ThemeSlot, in rect: Rect, row: Int, indent: Int = 0) -> Int {
        guard row >= 0, row < rect.height, rect.width > indent else { return 0 }
        return buffer.write(
            keys.resolve(text), x: rect.x + indent, y: rect.y + row, limit: rect.width - indent,
            style: theme.style(slot))
    }

    /// Draws a text that ends at the right border of a row.
    mutating func drawRight(_ spans: [Span], in rect: Rect, row: Int, least x: Int = 0) {
        let spans = keys.resolve(spans)
        let start = rect.width - spans.reduce(0) { $0 + TextWidth.width($1.text) }
        guard start > x else { return }
        draw(spans, in: rect, row: row, indent: start)
    }

    /// A whole row in the style of a selection, with the row's text drawn over in that one style: the fewest bytes. Matches
    /// still stand out.
    mutating func drawSelected(_ spans: [Span], _ slot: ThemeSlot, in rect: Rect, row: Int) {
        let line = Rect(x: rect.x, y: rect.y + row, width: rect.width, height: 1)
        if slot == .selected { rest(on: rect, row: row) }
        buffer.fill(line, theme.style(slot))
        buffer.write(
            spans.map(\.text).joined(), x: rect.x, y: rect.y + row, limit: rect.width, style: theme.style(slot))
        var x = 0
        for span in spans where x < rect.width {
            if span.ink.slot == .match { draw(span.text, .matchCurrent, in: rect, row: row, indent: x) }
            x += TextWidth.width(span.text)
        }
    }

    mutating func fill(_ rect: Rect, _ slot: ThemeSlot) { buffer.fill(rect, theme.style(slot)) }

    /// Where the terminal's cursor stands while something is typed.
    mutating func place(cursor x: Int, _ y: Int) { (buffer.cursor, buffer.showsCursor) = (Position(x: x, y: y), true) }

    /// The cursor rests, unseen, on the row that the keys act on; what is drawn later is on top.
    mutating func rest(on rect: Rect, row: Int) {
        (buffer.cursor, buffer.showsCursor) = (Position(x: rect.x, y: rect.y + row), false)
    }

    /// Lines in the middle of a rectangle: what a pane says when it has nothing to show.
    mutating func drawCentred(_ lines: [[Span]], in rect: Rect) {
        let start = max(0, (rect.height - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            let spans = keys.resolve(line)
            let width = spans.reduce(0) { $0 + TextWidth.width($1.text) }
            draw(spans, in: rect, row: start + index, indent: max(1, (rect.width - width) / 2))
        }
    }
}
