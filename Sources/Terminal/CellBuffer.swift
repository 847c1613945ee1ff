import Glibc

/// One frame: a grid of cells that views draw into. Drawing outside of it is clipped, never an error.
package struct CellBuffer: Hashable, Sendable {
    package private(set) var size: Size
    /// Where the cursor stands when the frame is shown: in the line that is typed, or on the row that is selected, where
    /// screen readers, magnifiers and tmux look for it; nil where there is neither.
    package var cursor: Position?
    /// It is to be seen: something is typed there. What is selected shows already.
    package var showsCursor = false
    private(set) var cells: [Cell]

    package init(size: Size) {
        self.size = Size(width: max(0, size.width), height: max(0, size.height))
        cells = Array(repeating: Cell(), count: self.size.width * self.size.height)
    }

    /// Blanks everywhere, and no cursor.
    package mutating func clear() {
        cells.withUnsafeMutableBufferPointer { $0.update(repeating: Cell()) }
        (cursor, showsCursor) = (nil, false)
    }

    /// One character, a blank unless said, in one style. The character takes one column.
    package mutating func fill(_ rect: Rect, _ style: Style, with character: Unicode.Scalar = " ") {
        let cell = Cell(scalar: character.value, width: 1, style: style)
        let columns = clipped(rect)
        guard !columns.isEmpty else { return }
        for y in rows(of: rect) {
            mend(row: y, from: columns.lowerBound, to: columns.upperBound)
            let base = y * size.width
            cells.withUnsafeMutableBufferPointer { cells in
                cells[(base + columns.lowerBound)..<(base + columns.upperBound)].update(repeating: cell)
            }
        }
    }

    /// Draws at most `limit` columns of one line of text, clipped to the buffer.
    ///
    /// The text should have been through `Sanitize`; a control character that gets here is drawn as U+FFFD.
    /// - Returns: the columns used.
    @discardableResult
    package mutating func write(_ text: String, x: Int, y: Int, limit: Int, style: Style) -> Int {
        let limit = min(limit, size.width - x)
        guard y >= 0, y < size.height, limit > 0 else { return 0 }
        var text = text
        return text.withUTF8 { bytes in draw(bytes, x: x, y: y, limit: limit, style: style) }
    }

    /// Draws spans one after the other, each as the theme has it.
    ///
    /// - Parameter base: a look under the spans, such as the selected row's: its background shows where a span has none,
    ///   its foreground (if it names one) wins, attributes add up.
    /// - Returns: the columns used.
    @discardableResult
    package mutating func write(
        _ spans: [Span], x: Int, y: Int, limit: Int, theme: Theme, over base: Style? = nil
    ) -> Int {
        var used = 0
        for span in spans where used < limit {
            let style = theme.style(span.ink, over: base)
            used += write(span.text, x: x + used, y: y, limit: limit - used, style: style)
        }
        return used
    }

    /// Gives the cells of a row without copying them; none outside of the buffer.
    package func withRow<Result>(_ y: Int, _ body: (UnsafeBufferPointer<Cell>) throws -> Result) rethrows -> Result {
        let range = y >= 0 && y < size.height ? (y * size.width)..<((y + 1) * size.width) : 0..<0
        return try cells.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    /// Whether a row shows the same as that row of another buffer of this size.
    package func rowEquals(_ y: Int, _ other: CellBuffer) -> Bool {
        guard size == other.size, y >= 0, y < size.height, size.width > 0 else { return false }
        let length = size.width * MemoryLayout<Cell>.stride
        return cells.withUnsafeBytes { mine in
            other.cells.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return false }
                return memcmp(mine + y * length, theirs + y * length, length) == 0
            }
        }
    }

    private func clipped(_ rect: Rect) -> Range<Int> {
        let start = min(max(0, rect.x), size.width)
        return start..<min(max(start, rect.maxX), size.width)
    }

    private func rows(of rect: Rect) -> Range<Int> {
        let start = min(max(0, rect.y), size.height)
        return start..<min(max(start, rect.maxY), size.height)
    }
}

extension CellBuffer {
    /// Draws into a row that exists; `limit` is within the row's right end, `x` may be left of its start.
    private mutating func draw(
        _ bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, limit: Int, style: Style
    ) -> Int {
        if x > 0 { mend(row: y, at: x) }
        let range = (y * size.width)..<((y + 1) * size.width)
        return cells.withUnsafeMutableBufferPointer { cells in
            var pen = Pen(row: UnsafeMutableBufferPointer(rebasing: cells[range]), x: x, limit: limit, style: style)
            return pen.draw(bytes)
        }
    }

    /// Blanks both halves of the wide characters that a change to these columns would cut in two.
    private mutating func mend(row y: Int, from start: Int, to end: Int) {
        mend(row: y, at: start)
        if end < size.width { mend(row: y, at: end) }
    }

    /// When a wide character lies across the left edge of column x, blanks it.
    private mutating func mend(row y: Int, at x: Int) {
        let index = y * size.width + x
        guard x > 0, x < size.width, cells[index].width == 0 else { return }
        cells[index] = Cell(style: cells[index].style)
        cells[index - 1] = Cell(style: cells[index - 1].style)
    }
}
