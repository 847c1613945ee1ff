import App
import Shell
import Terminal

/// The menu of everything that can be done, with the line that it is filtered by.
enum CommandMenuView {
    /// Columns of the keys; what is longer pushes its words to the right.
    private static let keyColumns = 18

    static func draw(_ menu: CommandMenu, in frame: PaneFrame, on canvas: inout Canvas) {
        let size = frame.layout.size
        let whole = Rect(x: 0, y: 1, width: size.width, height: size.height - 2)
        canvas.fill(whole, .text)
        let parts = whole.split(top: 1)
        let count = menu.rows.count { if case .entry = $0 { true } else { false } }
        PaneTitle.draw(
            "Keys and commands", right: [Span("\(count) of them", .dim)], in: parts.top, isFocused: true, on: &canvas)
        let body = parts.rest.split(top: 1)
        let label = "type to find: "
        let x = 1 + canvas.draw(label, .prompt, in: body.top, row: 0, indent: 1)
        canvas.draw(Sanitize.line(menu.input.text), .text, in: body.top, row: 0, indent: x)
        let before = Sanitize.line(String(menu.input.text.prefix(menu.input.cursor)))
        canvas.place(cursor: min(size.width - 1, x + TextWidth.width(before)), body.top.y)
        if menu.rows.isEmpty {
            let notice = PaneNotice.empty("No key and no command holds this.", hint: "\(key: .back) shows all")
            PaneNotice.draw(notice, in: body.rest, on: &canvas)
        }
        for row in 0..<min(body.rest.height, menu.rows.count - menu.cursor.top) {
            let isSelected = menu.cursor.top + row == menu.cursor.selected
            switch menu.rows[menu.cursor.top + row] {
            case .heading(let title): canvas.draw(title, .title, in: body.rest, row: row, indent: 1)
            case .entry(let entry):
                let keys =
                    TextWidth.width(entry.keys) < keyColumns
                    ? TextWidth.fitted(entry.keys, columns: keyColumns) : entry.keys + "  "
                let spans = [
                    Span("   " + Sanitize.line(keys), .helpKey), Span(Sanitize.line(entry.help)),
                    Span("  " + entry.name, .dim),
                ]
                if isSelected {
                    canvas.drawSelected(spans, .selected, in: body.rest, row: row)
                } else {
                    canvas.draw(spans, in: body.rest, row: row)
                }
            }
        }
    }
}
