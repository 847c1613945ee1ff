import Terminal
import Wire

/// A table for people on a terminal, and for `cut` and `awk` in a pipe: there it is tab-separated, uncut, without
/// heading.
struct Table {
    struct Column {
        var title: String
        var isNumber = false
        /// Gives way when the terminal is too narrow.
        var isFlexible = false
        /// The words of a status, coloured by what they mean.
        var isStatus = false

        static func text(_ title: String) -> Column { Column(title: title) }
        static let status = Column(title: "status", isStatus: true)
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
        static func flexible(_ title: String) -> Column { Column(title: title, isFlexible: true) }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []
    private static let leastFlexible = 8
    /// A whole id.
    private static let leastFirst = 36
    /// The longest status, a time.
    private static let leastOther = 16

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row: one text for each column.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    func print(to output: Output) {
        let lines =
            output.isLinear
            ? linear()
            : output.isTerminal
                ? fitted(width: output.width, inColour: output.usesColour) : separated(isRaw: output.isRaw)
        for line in lines { output.clean(line) }
    }

    /// The rows to be read out: a line for every cell that says something, behind the title of its column, and an empty
    /// line after each row. `number` is that of a row that comes alone.
    func linear(_ number: Int? = nil) -> [String] {
        rows.enumerated().flatMap { at, row in
            let facts = zip(columns, row).compactMap { column, cell in
                let text = Sanitize.line(cell)
                return text.isEmpty || text == "-" ? nil : "\(column.title): \(text)"
            }
            return [number.map(String.init) ?? "\(at + 1) of \(rows.count)"] + facts + [""]
        }
    }

    /// The rows for a pipe: cells are cleaned, or else only kept from breaking their line.
    func separated(isRaw: Bool = false) -> [String] {
        rows.map { $0.map { isRaw ? Self.flat($0) : Sanitize.line($0) }.joined(separator: "\t") }
    }

    private static func flat(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
        var flat = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { flat.append((0x09...0x0D).contains(scalar.value) ? " " : scalar) }
        return String(flat)
    }

    /// Lines no wider than the terminal, and clean; in colour the headings are bold and the statuses coloured.
    func fitted(width: Int, inColour: Bool = false) -> [String] {
        let clean = ([columns.map(\.title)] + rows).map { $0.map { Sanitize.line($0) } }
        let widths = widths(clean, total: width)
        return clean.enumerated().map { number, row in
            let cells = columns.indices.map { column in
                let text = row.indices.contains(column) ? row[column] : ""
                let cell =
                    columns[column].isNumber
                    ? TextWidth.leftPadded(text, columns: widths[column])
                    : TextWidth.fitted(text, columns: widths[column])
                guard inColour, number > 0, columns[column].isStatus else { return cell }
                return Self.colour(of: text).map { "\u{1B}[\($0)m\(cell)\u{1B}[0m" } ?? cell
            }
            let line = String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
            return inColour && number == 0 ? "\u{1B}[1m\(line)\u{1B}[0m" : line
        }
    }

    /// The colour of a status: as the screen has it, in the eight that every terminal knows.
    private static func colour(of status: String) -> Int? {
        switch status {
        case "passed", "completed": 32
        case "failed", "timed_out", "infra_error": 31
        case "cancelled", "partial": 33
        default: status.isEmpty ? nil : 36
        }
    }

    private func widths(_ rows: [[String]], total: Int) -> [Int] {
        var widths = columns.indices.map { column in
            rows.map { $0.indices.contains(column) ? TextWidth.width($0[column]) : 0 }.max() ?? 0
        }
        // No cell is wider than the terminal, and none makes room for an id that somebody made up.
        widths = widths.map { min($0, max(total, Self.leastFirst)) }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - total
        // One odd status is not worth everybody's room.
        if excess > 0 {
            for column in columns.indices where !columns[column].isFlexible && !columns[column].isNumber {
                widths[column] = min(widths[column], Self.leastFirst)
            }
            excess = widths.reduce(0, +) + 2 * (columns.count - 1) - total
        }
        // What is there to be read gives way first; of the rest the ids, which are typed again, last.
        let least = columns.indices.map { column in
            columns[column].isFlexible ? Self.leastFlexible : column == 0 ? Self.leastFirst : Self.leastOther
        }
        for isFlexible in [true, false] {
            while excess > 0 {
                let giving = columns.indices.filter {
                    columns[$0].isFlexible == isFlexible && !columns[$0].isNumber && widths[$0] > least[$0]
                }
                guard let widest = giving.max(by: { widths[$0] < widths[$1] }) else { break }
                widths[widest] -= 1
                excess -= 1
            }
        }
        return widths
    }
}

extension Output {
    /// Prints rows: each as a line of JSON, or all as a table.
    func list<Element>(
        _ rows: [Element], asJSON: Bool, _ json: (Element) -> JSONValue, _ columns: [Table.Column],
        _ cells: (Element) -> [String]
    ) {
        defer { flush() }
        if asJSON {
            for row in rows { self.json(json(row)) }
            return
        }
        var table = Table(columns)
        for row in rows { table.add(cells(row)) }
        table.print(to: self)
    }
}
