import Terminal

/// A table for people on a terminal, and for `cut` and `awk` in a pipe: there it is tab-separated, uncut, without
/// heading.
struct Table {
    struct Column {
        var title: String
        var isNumber = false
        /// Gives way when the terminal is too narrow.
        var isFlexible = false

        static func text(_ title: String) -> Column { Column(title: title) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
        static func flexible(_ title: String) -> Column { Column(title: title, isFlexible: true) }
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []
    private static let leastFlexible = 8

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row: one text for each column.
    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines to print.
    func lines(isTerminal: Bool, width: Int) -> [String] {
        isTerminal ? fitted(width: width) : rows.map { $0.map(Self.flat).joined(separator: "\t") }
    }

    func print(to output: Output) {
        for line in lines(isTerminal: output.isTerminal, width: output.width) { output.line(line) }
    }

    /// A cell that cannot break its line.
    private static func flat(_ text: String) -> String {
        text.utf8.contains(where: { $0 < 0x20 })
            ? String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }) : text
    }

    private func fitted(width: Int) -> [String] {
        let clean = ([columns.map(\.title)] + rows).map { $0.map { Sanitize.line($0) } }
        let widths = widths(clean, total: width)
        return clean.map { row in
            let cells = columns.indices.map { column in
                let text = row.indices.contains(column) ? row[column] : ""
                let cut = TextWidth.fitted(text, columns: widths[column])
                return columns[column].isNumber ? TextWidth.leftPadded(text, columns: widths[column]) : cut
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }

    private func widths(_ rows: [[String]], total: Int) -> [Int] {
        var widths = columns.indices.map { column in
            rows.map { $0.indices.contains(column) ? TextWidth.width($0[column]) : 0 }.max() ?? 0
        }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - total
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > Self.leastFlexible }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
