import Shell
import Terminal

/// What lies over the panes: lines to read in a box, or a menu.
enum OverlayView {
    /// Lines, to the edges: a column of what lies below on either side would look like part of them.
    static func draw(_ pane: some TextOverlay, in frame: PaneFrame, on canvas: inout Canvas) {
        let size = frame.layout.size
        canvas.fill(Rect(x: 0, y: 1, width: size.width, height: size.height - 2), .text)
        let text = Rect(x: 1, y: 1, width: size.width - 2, height: size.height - 3)
        TextPaneView.draw(pane.text, in: text, isFocused: true, on: &canvas)
        let foot = Rect(x: 1, y: size.height - 2, width: size.width - 2, height: 1)
        canvas.drawRule(in: foot)
        var words =
            [pane.selectionWords].compactMap(\.self)
            + pane.hints.map { "\(canvas.keys.name(of: $0.command)) \($0.word)" }
        while words.count > 1, TextWidth.width(words.joined(separator: " · ")) > foot.width - 4 { words.removeLast() }
        canvas.draw(" \(words.joined(separator: " · ")) ", .hint, in: foot, row: 0, indent: 1)
    }

    static func draw(_ menu: Menu, in frame: PaneFrame, on canvas: inout Canvas) {
        let size = frame.layout.size
        let widest = menu.choices.map { TextWidth.width($0.label) + TextWidth.width($0.detail) + 8 }.max() ?? 0
        let width = min(size.width - 2, max(TextWidth.width(menu.title) + 6, widest + 4))
        let height = min(size.height - 2, menu.choices.count + 2)
        let rect = Rect(x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
        canvas.fill(rect, .text)
        Box.draw(in: rect, title: menu.title, on: &canvas)
        let inner = Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2)
        for row in 0..<min(inner.height, menu.choices.count - menu.cursor.top) {
            let choice = menu.choices[menu.cursor.top + row]
            let label = TextWidth.fitted(
                Sanitize.line(choice.label), columns: max(4, inner.width - 6 - TextWidth.width(choice.detail)))
            let spans = [Span(choice.isOn ? " ✔ " : "   ", .good), Span(label), Span(" \(choice.detail) ", .number)]
            if menu.cursor.top + row == menu.cursor.selected {
                canvas.drawSelected(spans, .selected, in: inner, row: row)
            } else {
                canvas.draw(spans, in: inner, row: row)
            }
        }
    }
}

/// A box with a title.
enum Box {
    static func draw(in rect: Rect, title: String, on canvas: inout Canvas) {
        guard rect.width >= 2, rect.height >= 2 else { return }
        let rule = String(repeating: "─", count: rect.width - 2)
        canvas.draw("┌\(rule)┐", .rule, in: rect, row: 0)
        canvas.draw("└\(rule)┘", .rule, in: rect, row: rect.height - 1)
        for row in 1..<max(1, rect.height - 1) {
            canvas.draw("│", .rule, in: rect, row: row)
            canvas.draw("│", .rule, in: rect, row: row, indent: rect.width - 1)
        }
        canvas.draw(" \(Sanitize.line(title)) ", .title, in: rect, row: 0, indent: 2)
    }
}
