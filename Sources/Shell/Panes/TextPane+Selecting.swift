import RichText
import Wire

// Selecting lines, with the keys of the trajectory's body.
extension TextPane {
    /// The selected lines as they are taken away, and what they are called; nil while nothing is selected.
    package var selectedText: (text: String, name: String)? {
        guard let selection else { return nil }
        let count = SelectionFigures.lines(selection.lines.count)
        return (RichLine.taken(Array(lines[selection.lines])), "\(count) of \(title)")
    }

    /// "3 lines selected, 40 B"; nil while nothing is selected.
    package var selectionWords: String? {
        guard let selection, let text = selectedText?.text else { return nil }
        return "\(SelectionFigures.lines(selection.lines.count)) selected, \(Figures.bytes(text.utf8.count))"
    }

    /// Whether a row is of a line that is selected.
    package func isSelected(row: Int) -> Bool { selection?.lines.contains(line(ofRow: row)) ?? false }

    /// Whether the cursor is on the row.
    package func isCursor(row: Int) -> Bool {
        guard let cursor = selection?.cursor else { return false }
        return line(ofRow: row) == cursor && (row == 0 || line(ofRow: row - 1) != cursor)
    }

    package mutating func endSelection() { selection = nil }

    /// What commands do to a selection; false for what is none of it.
    mutating func applyToSelection(_ command: Command) -> Bool {
        if command == .select, selection == nil { return beginSelection() }
        guard let selected = selection else { return false }
        let row = firstRow(ofLine: selected.cursor)
        let page = max(1, height - 1)
        switch command {
        case .select, .back: endSelection()
        case .selectHere: selection?.anchor = selected.cursor
        case .swapEnds:
            selection = TextSelection(anchor: selected.cursor, cursor: selected.anchor)
            reveal()
        case .down: putCursor(onLine: selected.cursor + 1)
        case .up: putCursor(onLine: selected.cursor - 1)
        case .halfPageDown: putCursor(onLine: max(selected.cursor + 1, line(ofRow: row + max(1, height / 2))))
        case .halfPageUp: putCursor(onLine: min(selected.cursor - 1, line(ofRow: row - max(1, height / 2))))
        case .pageDown: putCursor(onLine: max(selected.cursor + 1, line(ofRow: row + page)))
        case .pageUp: putCursor(onLine: min(selected.cursor - 1, line(ofRow: row - page)))
        case .top: putCursor(onLine: 0)
        case .bottom: putCursor(onLine: lines.count - 1)
        default: return false
        }
        return true
    }

    private mutating func beginSelection() -> Bool {
        guard !lines.isEmpty else { return false }
        let line = line(ofRow: top)
        selection = TextSelection(anchor: line, cursor: line)
        return true
    }

    mutating func putCursor(onLine line: Int) {
        selection?.cursor = min(max(0, line), lines.count - 1)
        reveal()
    }
}
