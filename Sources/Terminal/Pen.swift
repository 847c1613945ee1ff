/// Draws text into one row of cells. It works on the row's memory: this runs for every character of every frame.
struct Pen {
    private let row: UnsafeMutableBufferPointer<Cell>
    /// Where the text starts; may be left of the row.
    private let x: Int
    private let limit: Int
    private let blank: Cell
    private var used = 0
    /// The cell that marks go to.
    private var last: Int?

    init(row: UnsafeMutableBufferPointer<Cell>, x: Int, limit: Int, style: Style) {
        self.row = row
        self.x = x
        self.limit = limit
        blank = Cell(style: style)
    }

    /// - Returns: the columns used.
    mutating func draw(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var walk = UTF8Walk(bytes)
        while used < limit || last != nil, let scalar = walk.next() {
            if scalar < 0x80 {
                guard used < limit else { break }
                put(scalar >= 0x20 && scalar != 0x7f ? scalar : 0xfffd)
            } else {
                guard other(scalar) else { break }
            }
        }
        mendRight()
        return used
    }

    /// False when the character does not fit.
    private mutating func other(_ scalar: UInt32) -> Bool {
        switch WidthTable.width(scalar) {
        case 0:
            if let last { row[last].add(mark: scalar) }
        case 2:
            guard used + 2 <= limit else { return false }
            putWide(scalar)
        case WidthTable.unprintable:
            guard used < limit else { return false }
            put(0xfffd)
        default:
            guard used < limit else { return false }
            put(scalar)
        }
        return true
    }

    @inline(__always)
    private mutating func put(_ scalar: UInt32) {
        let column = x + used
        used += 1
        guard column >= 0 else { return }
        row[column] = blank.showing(scalar, width: 1)
        last = column
    }

    private mutating func putWide(_ scalar: UInt32) {
        let column = x + used
        used += 2
        if column == -1 { row[0] = blank }
        guard column >= 0 else { return }
        row[column] = blank.showing(scalar, width: 2)
        row[column + 1] = blank.showing(0, width: 0)
        last = column
    }

    /// Blanks the right half that is left of a wide character whose left half has been drawn over.
    private func mendRight() {
        let next = x + used
        guard next > 0, next < row.count, row[next].width == 0 else { return }
        row[next] = Cell(style: row[next].style)
    }
}
