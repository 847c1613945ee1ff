import App
import Shell
import Terminal

/// What a line or a sequence of keys can go on with, in a box above the foot of the screen.
enum FootList {
    private static let mostRows = 10

    static func draw(_ state: AppState, in frame: ScreenLayout, on canvas: inout Canvas) {
        if let prompt = state.prompt, !prompt.candidates.isEmpty {
            let rows = prompt.candidates.map { (Sanitize.line($0.label), Sanitize.line(canvas.keys.resolve($0.help))) }
            draw(rows, title: "\(fixed: .tab)", chosen: prompt.chosen, in: frame.size, on: &canvas)
        } else if state.listsContinuations {
            let keys = state.pending.map(KeyNotation.shown).joined()
            draw(
                state.continuations.map { ($0.keys, Sanitize.line($0.words)) }, title: keys, chosen: nil,
                in: frame.size, on: &canvas)
        }
    }

    private static func draw(
        _ rows: [(key: String, words: String)], title: String, chosen: Int?, in size: Size, on canvas: inout Canvas
    ) {
        guard !rows.isEmpty else { return }
        let keyWidth = min(size.width / 2, rows.map { TextWidth.width($0.key) }.max() ?? 1)
        let wordWidth = rows.map { TextWidth.width($0.words) }.max() ?? 0
        let most = max(1, min(mostRows, size.height - 6))
        // As many columns as fit, where the rows need them.
        let cell = keyWidth + wordWidth + 5
        let columns = max(1, min((size.width - 2) / max(1, cell), (rows.count + most - 1) / most))
        let height = min(most, (rows.count + columns - 1) / columns)
        let box = Rect(x: 0, y: size.height - 3 - height, width: size.width, height: height + 2)
        canvas.fill(box, .text)
        Box.draw(in: box, title: title, on: &canvas)
        let inner = Rect(x: 1, y: box.y + 1, width: box.width - 2, height: height)
        let page = height * columns
        let first = (chosen ?? 0) / page * page
        let width = inner.width / columns
        for place in first..<min(rows.count, first + page) {
            let (column, row) = ((place - first) / height, (place - first) % height)
            let part = Rect(x: inner.x + column * width, y: inner.y, width: width, height: height)
            let spans = [
                Span(" " + TextWidth.fitted(rows[place].key, columns: keyWidth) + "  ", .helpKey),
                Span(rows[place].words),
            ]
            if place == chosen {
                canvas.drawSelected(spans, .selected, in: part, row: row)
            } else {
                canvas.draw(spans, in: part, row: row)
            }
        }
        if rows.count > page {
            canvas.drawRight(
                [Span(" \(first + 1)-\(min(rows.count, first + page)) of \(rows.count) ", .dim)], in: box, row: 0)
        }
    }
}
