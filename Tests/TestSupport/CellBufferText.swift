package import Terminal

extension Cell {
    /// What the cell shows, as text; empty in the right half of a wide character.
    package var text: String {
        guard width > 0, let scalar = Unicode.Scalar(scalar) else { return "" }
        var text = String.UnicodeScalarView([scalar])
        text.append(contentsOf: marks)
        return String(text)
    }
}

extension CellBuffer {
    /// The cell there; a blank outside of the buffer.
    package subscript(x: Int, y: Int) -> Cell {
        let cells = row(y)
        return cells.indices.contains(x) ? cells[x] : Cell()
    }

    /// The cells of a row.
    package func row(_ y: Int) -> [Cell] { withRow(y, Array.init) }

    /// The text of a row, without the blanks at its end.
    package func line(_ y: Int) -> String {
        var text = ""
        for cell in row(y) { text += cell.text }
        let end = text.lastIndex { $0 != " " }
        return end.map { String(text[...$0]) } ?? ""
    }

    /// How a row looks, as runs of columns that are not plain: `0-7 bold; 10-13 fg2 bg236 reverse`.
    package func attributesLine(_ y: Int) -> String {
        var runs: [(start: Int, end: Int, style: Style)] = []
        for (x, cell) in row(y).enumerated() where cell.style != .plain {
            if let last = runs.last, last.end == x - 1, last.style == cell.style {
                runs[runs.count - 1].end = x
            } else {
                runs.append((x, x, cell.style))
            }
        }
        return runs.map { "\($0.start)-\($0.end) \($0.style.summary)" }.joined(separator: "; ")
    }
}

extension Style {
    /// The style in words: `fg2 bg236 bold`.
    package var summary: String {
        var words: [String] = []
        if foreground >= 0 { words.append("fg\(foreground)") }
        if background >= 0 { words.append("bg\(background)") }
        return (words + attributes.names).joined(separator: " ")
    }
}

extension Attributes {
    package var names: [String] { Attributes.named.filter { contains($0.attribute) }.map(\.name) }
}
