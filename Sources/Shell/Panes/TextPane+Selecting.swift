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
        return "\(SelectionFigures.lines(selection.lines.count)) selected, \(NumberFormat.bytes(text.utf8.count))"
    }

    /// Whether a row is of a line that is selected.
    package func isSelected(row: Int) -> Bool { selection?.lines.contains(line(ofRow: row)) ?? false }

    /// Whether the cursor is on the row.
    package func isCursor(row: Int) -> Bool {
        guard let cursor = selection?.cursor ?? cursor else { return false }
        return line(ofRow: row) == cursor && (row == 0 || line(ofRow: row - 1) != cursor)
    }

    package mutating func endSelection() {
        if cursor != nil { cursor = selection?.cursor }
        selection = nil
    }

    /// What commands do to a selection, or move the cursor; false for what does neither.
    mutating func applyToSelection(_ command: Command) -> Bool {
        if command == .select, selection == nil { return beginSelection() }
        guard let at = selection?.cursor ?? cursor else { return false }
        let row = firstRow(ofLine: at)
        let page = max(1, height - 1)
        switch command {
        case .select, .back, .selectHere, .swapEnds:
            guard let selection else { return false }
            switch command {
            case .selectHere: self.selection?.anchor = at
            case .swapEnds:
                self.selection = TextSelection(anchor: at, cursor: selection.anchor)
                reveal()
            default: endSelection()
            }
        case .down: putCursor(onLine: at + 1)
        case .up: putCursor(onLine: at - 1)
        case .halfPageDown: putCursor(onLine: max(at + 1, line(ofRow: row + max(1, height / 2))))
        case .halfPageUp: putCursor(onLine: min(at - 1, line(ofRow: row - max(1, height / 2))))
        case .pageDown: putCursor(onLine: max(at + 1, line(ofRow: row + page)))
        case .pageUp: putCursor(onLine: min(at - 1, line(ofRow: row - page)))
        case .top: putCursor(onLine: 0)
        case .bottom: putCursor(onLine: lines.count - 1)
        default: return false
        }
        return true
    }

    private mutating func beginSelection() -> Bool {
        guard !lines.isEmpty else { return false }
        let line = cursor ?? line(ofRow: top)
        selection = TextSelection(anchor: line, cursor: line)
        return true
    }

    mutating func putCursor(onLine line: Int) {
        let line = min(max(0, line), max(0, lines.count - 1))
        if selection == nil { cursor = line } else { selection?.cursor = line }
        reveal()
    }
}
