import Shell
import Terminal

/// Lines that are scrolled.
enum TextPaneView {
    static func draw(_ pane: TextPane, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let last = min(pane.count, pane.top + panes.rest.height)
        let position = pane.count > panes.rest.height ? [Span("\(last)/\(pane.count)", .dim)] : []
        PaneTitle.draw(pane.title, right: position, in: panes.top, isFocused: isFocused, on: &canvas)
        if isFocused { canvas.rest(on: panes.rest, row: 0) }
        for (row, spans) in pane.visible.enumerated() {
            let place = pane.visible.startIndex + row
            let isCursor = pane.isCursor(row: place)
            // Without a selection the line of the cursor is what is selected, and its text stands as it is.
            if pane.isSelected(row: place) || isCursor && pane.selection == nil {
                canvas.drawBand([Span(" ")] + spans, on: .selection, in: panes.rest, row: row)
            } else {
                canvas.draw(spans, in: panes.rest, row: row, indent: 1)
            }
            if isCursor, isFocused { canvas.rest(on: panes.rest, row: row) }
            if isCursor, pane.selection != nil {
                canvas.draw([Span("▌", isFocused ? .titleFocused : .title)], in: panes.rest, row: row)
            }
        }
    }
}
