import Terminal

/// Lays out a table of Markdown: columns as wide as they need, cells that do not fit broken into several rows.
struct MarkdownTable {
    enum Alignment { case left, centre, right }

    /// Cells by row; the first row is the header.
    var rows: [[[Span]]] = []
    /// Of the columns, as the header's cells say.
    var alignments: [Alignment] = []

    /// Rows that a cell is broken into at most: the text itself is behind `:raw`.
    private static let tallest = 40

    /// Columns below which no cell is made narrower.
    private static let narrowest = 6

    /// The lines of the table at a width, and the row that each is of; nil for rules between rows.
    func lines(width: Int) -> [(line: RichLine, row: Int?)] {
        let columns = rows.map(\.count).max() ?? 0
        guard columns > 0 else { return [] }
        let widths = widths(columns, within: width)
        var lines: [(RichLine, Int?)] = []
        for (index, row) in rows.enumerated() {
            let cells = row.map { index == 0 ? $0.map(Self.strong) : $0 }
            let isTall = widths.indices.contains { $0 < row.count && Self.width(row[$0]) > widths[$0] }
            lines += rowLines(cells, widths).map { ($0, index) }
            if index == 0 || isTall && index < rows.count - 1 {
                let rule = widths.map { String(repeating: index == 0 ? "─" : "┈", count: $0) }
                lines.append((RichLine([Span(rule.joined(separator: index == 0 ? "─┼─" : "┈┼┈"), .rule)]), nil))
            }
        }
        return lines
    }

    private func widths(_ columns: Int, within width: Int) -> [Int] {
        var widths = (0..<columns).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        var excess = widths.reduce(0, +) - max(columns * Self.narrowest, width - (columns - 1) * 3)
        // The widest column gives way to the next one first, then both.
        while excess > 0, let widest = widths.max(), widest > Self.narrowest {
            let wide = widths.indices.filter { widths[$0] == widest }
            let next = max(Self.narrowest, widths.filter { $0 < widest }.max() ?? 0)
            let each = max(1, min(widest - next, excess / wide.count))
            for column in wide where excess > 0 {
                let less = min(each, excess)
                widths[column] -= less
                excess -= less
            }
        }
        return widths
    }

    private func rowLines(_ cells: [[Span]], _ widths: [Int]) -> [RichLine] {
        let broken = widths.enumerated().map { column, width in
            column < cells.count ? Self.broken(cells[column], width: max(1, width)) : []
        }
        return (0..<max(1, broken.map(\.count).max() ?? 1)).map { line in
            var spans: [Span] = []
            for (column, width) in widths.enumerated() {
                if column > 0 { spans.append(Span(" │ ", .rule)) }
                spans += aligned(line < broken[column].count ? broken[column][line] : [], column, width)
            }
            return RichLine(spans)
        }
    }

    private static func broken(_ cell: [Span], width: Int) -> [[Span]] {
        let rows = Wrap.rows(cell, width: width, limit: tallest + 1)
        return rows.count > tallest ? rows.prefix(tallest) + [[Span("…", .folded)]] : rows
    }

    private func aligned(_ cell: [Span], _ column: Int, _ width: Int) -> [Span] {
        let left = max(0, width - Self.width(cell))
        let before =
            switch column < alignments.count ? alignments[column] : .left {
            case .left: 0
            case .centre: left / 2
            case .right: left
            }
        return [Span(String(repeating: " ", count: before))] + cell
            + [Span(String(repeating: " ", count: left - before))]
    }

    private static func strong(_ span: Span) -> Span { span.ink.slot == .text ? Span(span.text, .strong) : span }

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + TextWidth.width($1.text) } }
}
