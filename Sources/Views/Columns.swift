import Terminal

/// One column of a list: its title, its width, and what it shows of a row.
struct Column<Row> {
    enum Width {
        case fixed(Int)
        /// Takes what the others leave, in proportion to its weight, and at least so much.
        case flexible(least: Int, weight: Int)
    }

    var title: String
    var width: Width
    var isRight = false
    /// Columns of a lower rank go first when the screen is narrow; rank 0 always stays.
    var rank: Int
    var content: (Row) -> Span
}

/// The columns that fit a width, each with its place.
struct ColumnLayout<Row> {
    struct Placed {
        var column: Column<Row>
        var width: Int
    }

    private(set) var placed: [Placed] = []
    static var gap: Int { 2 }

    init(_ columns: [Column<Row>], width: Int) {
        var kept = columns
        while kept.count > 1, Self.least(kept) > width,
            let drop = kept.indices.max(by: { kept[$0].rank < kept[$1].rank }),
            kept[drop].rank > 0
        {
            kept.remove(at: drop)
        }
        let spare = max(0, width - Self.least(kept))
        let weights = kept.reduce(0) { $0 + $1.weight }
        var given = 0
        let lastFlexible = kept.lastIndex { $0.weight > 0 }
        placed = kept.enumerated().map { index, column in
            guard column.weight > 0, weights > 0 else { return Placed(column: column, width: column.least) }
            let share = index == lastFlexible ? spare - given : spare * column.weight / weights
            given += share
            return Placed(column: column, width: column.least + share)
        }
    }

    private static func least(_ columns: [Column<Row>]) -> Int {
        columns.reduce(0) { $0 + $1.least } + gap * max(0, columns.count - 1)
    }

    /// The titles, as one row.
    var header: [Span] {
        var spans: [Span] = []
        for (index, place) in placed.enumerated() {
            if index > 0 { spans.append(Span("  ", .header)) }
            spans.append(Span(Self.fit(place.column.title, place.width, place.column.isRight), .header))
        }
        return spans
    }

    /// Where a column stands, from the first one's left border; nil where it had to go.
    func place(of title: String) -> (x: Int, width: Int)? {
        var x = 0
        for place in placed {
            if place.column.title == title { return (x, place.width) }
            x += place.width + Self.gap
        }
        return nil
    }

    /// Draws one row of a list: the lead, then each cell in its column, cut where it is too long. The gap has the look of
    /// the cell before it: blanks show no colour, and a change of colour costs bytes. A selected row has one look
    /// throughout, for the same reason.
    func draw(
        _ row: Row, lead: Span = Span(" "), selected: Slot? = nil, in rect: Rect, at y: Int, on canvas: inout Canvas
    ) {
        if let selected { canvas.fill(Rect(x: rect.x, y: rect.y + y, width: rect.width, height: 1), selected) }
        var x = canvas.draw(lead, as: selected, in: rect, row: y, indent: 0, width: rect.width)
        for (index, place) in placed.enumerated() {
            let cell = place.column.content(row)
            let gap = index == placed.count - 1 ? 0 : Self.gap
            let width = TextWidth.width(cell.text)
            let isCut = width > place.width
            let text = isCut ? TextWidth.fitted(cell.text, columns: place.width) : cell.text
            let start = place.column.isRight && !isCut ? place.width - width : 0
            if selected == nil { canvas.fill(cell.ink, in: rect, row: y, indent: x, width: place.width + gap) }
            canvas.draw(
                Span(text, ink: cell.ink), as: selected, in: rect, row: y, indent: x + start, width: place.width - start
            )
            x += place.width + gap
        }
    }

    private static func fit(_ text: String, _ width: Int, _ isRight: Bool) -> String {
        isRight && TextWidth.width(text) <= width
            ? TextWidth.leftPadded(text, columns: width) : TextWidth.fitted(text, columns: width)
    }
}

extension Column {
    fileprivate var least: Int {
        switch width {
        case .fixed(let width): width
        case .flexible(let least, _): least
        }
    }

    fileprivate var weight: Int {
        switch width {
        case .fixed: 0
        case .flexible(_, let weight): weight
        }
    }
}
