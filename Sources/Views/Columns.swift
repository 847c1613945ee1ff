import Platform
import Shell
import Terminal
import Wire

/// One column of a list: its title, its width, and what it shows of a row.
struct Column<Row> {
    enum Width {
        case fixed(Int)
        /// At least and at most so much: the bars.
        case flexible(least: Int, most: Int)
        /// The same of names: columns of rank 2 and more go before a name is cut.
        case name(least: Int, most: Int)
        /// So much, or the little that the brief content takes.
        case either(Int, brief: Int)
        /// A text: at least so much, and all that the columns leave of which enough is known. From `good` on columns of a
        /// higher rank are served first.
        case growing(least: Int, good: Int)
    }

    /// What the user calls it who chooses columns.
    let name: String
    var title: String
    var width: Width
    var isRight = false
    /// Columns of a lower rank get their room first, and those of a higher one go first when the screen is narrow; rank 0
    /// always stays.
    var rank: Int
    /// What it shows where it does not have all its room, such as a model without its provider.
    var brief: ((Row) -> Span)?
    var content: (Row) -> Span

    init(
        _ name: String? = nil, title: String, width: Width, isRight: Bool = false, rank: Int,
        brief: ((Row) -> Span)? = nil,
        content: @escaping (Row) -> Span
    ) {
        self.name = name ?? String(title.lowercased().prefix { $0 != " " })
        self.title = title
        self.width = width
        self.isRight = isRight
        self.rank = rank
        self.brief = brief
        self.content = content
    }

    /// A column of names: whole if at all possible.
    static func names(
        _ title: String, widest: Int, rank: Int = 0, least: Int = 12, content: @escaping (Row) -> Span
    ) -> Column {
        let whole = max(widest, title.count)
        return Column(
            title: title, width: .name(least: min(whole, least), most: whole), rank: rank, content: content)
    }

    /// A column of models: the provider goes before any of the name does.
    static func models(
        of names: some Sequence<String>, rank: Int, _ slot: ThemeSlot = .dim,
        model: @escaping (Row) -> String?
    ) -> Column {
        let title = "Model"
        let whole = max(title.count, names.map(\.utf8.count).max() ?? 0)
        let brief = max(title.count, names.map { ModelName.brief($0).utf8.count }.max() ?? 0)
        return Column(
            title: title, width: .flexible(least: min(12, brief), most: whole), rank: rank,
            brief: { Span(Sanitize.line(model($0).map(ModelName.brief) ?? "-"), slot) }
        ) { Span(Sanitize.line(model($0) ?? "-"), slot) }
    }

    /// How something stands: its sign and its word, or, unless `needsWord`, the sign alone.
    static func status(width: Int, rank: Int, needsWord: Bool = false, _ look: @escaping (Row) -> StatusStyle?)
        -> Column
    {
        Column(
            title: "Status", width: needsWord ? .fixed(width) : .either(width, brief: 1), rank: rank,
            brief: { row in look(row).map { Span($0.sign, $0.slot) } ?? Span("?", .dim) }
        ) { row in look(row).map { Span("\($0.sign) \($0.word)", $0.slot) } ?? Span("?", .dim) }
    }
}

extension Column {
    /// How a column is made of what stands at a path in a row.
    struct Definition {
        var make: (ColumnChoice) -> Column?

        /// Of the item that a row is of: what its verifier and its metadata say.
        static func value(of item: @escaping (Row) -> EvaluationItem?) -> Definition {
            Definition { choice in
                guard let root = choice.path?.first, let title = choice.title else { return nil }
                return Column(
                    choice.source, title: Sanitize.line(title),
                    width: .flexible(least: max(6, min(10, title.count)), most: 20), rank: 0
                ) { row in
                    let item = item(row)
                    let words = choice.words(in: root == "result" ? item?.result : item?.metadata)
                    return words.map { Span(Sanitize.line(String($0.prefix(200)))) } ?? Span("-", .dim)
                }
            }
        }
    }
}

/// The columns that fit a width, each with its place.
struct ColumnLayout<Row> {
    struct Placed {
        var column: Column<Row>
        var width: Int
        var content: (Row) -> Span
    }

    private(set) var placed: [Placed] = []
    static var gap: Int { 2 }

    /// - Parameters:
    ///   - wish: the columns that the user wants, in their order; nil for all that there are.
    ///   - value: makes a column of what stands at a path.
    init(
        _ columns: [Column<Row>], as wish: [ColumnChoice]? = nil, width: Int, value: Column<Row>.Definition? = nil
    ) {
        var kept = wish.map { Self.chosen($0, of: columns, value) } ?? columns
        // A text that gets less than it wants is still worth more than what would go for it.
        Self.drop(from: &kept, above: 1, texts: false) { Self.sum($0, \.comfort) > width }
        Self.drop(from: &kept, above: 0) { Self.sum($0, \.least) > width }
        var spare = max(0, width - Self.sum(kept, \.least))
        var widths = kept.map(\.least)
        for index in kept.indices.sorted(by: { (kept[$0].rank, $0) < (kept[$1].rank, $1) }) {
            let more = kept[index].wish(for: spare)
            widths[index] += more
            spare -= more
        }
        // What is left is for texts: they have no end.
        if let last = kept.lastIndex(where: \.grows) { widths[last] += spare }
        placed = zip(kept, widths).map { column, width in
            let isWhole = width >= column.most
            return Placed(
                column: column, width: width, content: isWhole ? column.content : column.brief ?? column.content)
        }
    }

    /// What stands first is wanted most.
    private static func chosen(
        _ wish: [ColumnChoice], of columns: [Column<Row>], _ value: Column<Row>.Definition?
    ) -> [Column<Row>] {
        wish.enumerated().compactMap { rank, choice in
            guard var column = columns.first(where: { $0.name == choice.source }) ?? value?.make(choice) else {
                return nil
            }
            column.rank = rank
            if let title = choice.title { column.title = Sanitize.line(title) }
            return column
        }
    }

    /// Leaves out columns above a rank, the highest first, as long as they are too wide.
    private static func drop(
        from columns: inout [Column<Row>], above rank: Int, texts: Bool = true,
        while areTooWide: ([Column<Row>]) -> Bool
    ) {
        while columns.count > 1, areTooWide(columns),
            let last = columns.indices.filter({ texts || !columns[$0].grows })
                .max(by: { columns[$0].rank < columns[$1].rank }), columns[last].rank > rank
        {
            columns.remove(at: last)
        }
    }

    private static func sum(_ columns: [Column<Row>], _ width: (Column<Row>) -> Int) -> Int {
        columns.reduce(0) { $0 + width($1) } + gap * max(0, columns.count - 1)
    }

    /// The titles, as one row.
    var header: [Span] {
        var spans: [Span] = []
        for (index, place) in placed.enumerated() {
            if index > 0 { spans.append(Span("  ", .header)) }
            spans.append(
                Span(Self.fit(place.width < 2 ? "" : place.column.title, place.width, place.column.isRight), .header))
        }
        return spans
    }

    /// Where a column stands, from the first one's left border; nil where it had to go.
    func place(of name: String) -> (x: Int, width: Int)? {
        var x = 0
        for place in placed {
            if place.column.name == name { return (x, place.width) }
            x += place.width + Self.gap
        }
        return nil
    }

    /// Draws one row of a list: the lead, then each cell in its column, cut where it is too long. The gap has the look of
    /// the cell before it: blanks show no colour, and a change of colour costs bytes. A selected row has one look
    /// throughout, for the same reason.
    func draw(
        _ row: Row, lead: Span = Span(" "), selected: ThemeSlot? = nil, in rect: Rect, at y: Int,
        on canvas: inout Canvas
    ) {
        if selected == .selected { canvas.rest(on: rect, row: y) }
        if let selected { canvas.fill(Rect(x: rect.x, y: rect.y + y, width: rect.width, height: 1), selected) }
        var x = canvas.draw(lead, as: selected, in: rect, row: y, indent: 0, width: rect.width)
        for (index, place) in placed.enumerated() {
            let cell = place.content(row)
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
        case .flexible(let least, _), .name(let least, _), .growing(let least, _), .either(_, let least): least
        }
    }

    /// Columns of a name that others go for.
    private static var wholeName: Int { 28 }

    fileprivate var comfort: Int {
        switch width {
        case .name(let least, let most): max(least, min(most, Self.wholeName))
        case .growing(let least, let good): max(least, good / 2)
        default: least
        }
    }

    fileprivate var most: Int {
        switch width {
        case .fixed(let width), .either(let width, _): width
        case .flexible(_, let most), .name(_, let most): most
        case .growing(let least, _): least
        }
    }

    fileprivate var grows: Bool { if case .growing = width { true } else { false } }

    /// How much of what is left it has use for.
    fileprivate func wish(for spare: Int) -> Int {
        switch width {
        case .fixed: 0
        case .flexible(let least, let most), .name(let least, let most): min(spare, max(0, most - least))
        case .either(let whole, let brief): whole - brief <= spare ? whole - brief : 0
        case .growing(let least, let good): min(spare, max(0, good - least))
        }
    }
}
