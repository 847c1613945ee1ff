import Terminal

/// A table as lines of text: columns as wide as what they hold, or as the pane allows.
struct MarkdownTable {
    /// Cells by row, the titles first.
    let rows: [[[Span]]]
    let slot: Slot

    /// The rows, with a rule below the first; none where there is no column.
    func render(width: Int) -> [RichLine] {
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return [] }
        var widths = (0..<columns).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        let room = max(columns * 4, width - (columns - 1) * 3)
        while widths.reduce(0, +) > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > 4
        {
            widths[widest] -= 1
        }
        var lines = rows.map { line($0, widths) }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
        lines.insert(RichLine([Span(rule, .rule)]), at: 1)
        return lines
    }

    /// One row. A cell that does not fit is cut with an ellipsis; `:raw` shows the source.
    private func line(_ cells: [[Span]], _ widths: [Int]) -> RichLine {
        var spans: [Span] = []
        for (column, width) in widths.enumerated() {
            if column > 0 { spans.append(Span(" │ ", .rule)) }
            let cell = column < cells.count ? cells[column] : []
            let text = cell.map(\.text).joined()
            if Self.width(cell) <= width {
                spans += cell + [Span(String(repeating: " ", count: width - Self.width(cell)))]
            } else {
                spans.append(Span(TextWidth.fitted(text, columns: width), cell.first?.ink.slot ?? slot))
            }
        }
        return RichLine(spans)
    }

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + TextWidth.width($1.text) } }
}
