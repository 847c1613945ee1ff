import RichText

/// What lies between two places, the end of the later one's line included.
package struct LineRange: Hashable, Sendable {
    package var lower: TextPosition
    package var upper: TextPosition

    /// All of a step.
    init(step: Int) {
        lower = TextPosition(step: step, block: .header, offset: 0)
        upper = TextPosition(step: step, block: .end, offset: .max)
    }

    /// What a row stands for.
    init(step: Int, _ row: BodyRow) {
        lower = TextPosition(step: step, block: row.block, offset: row.line?.bytes.lowerBound ?? 0)
        upper = TextPosition(step: step, block: row.block, offset: row.line?.bytes.upperBound ?? 0)
    }

    func union(_ other: LineRange) -> LineRange {
        var range = self
        range.lower = min(lower, other.lower)
        range.upper = max(upper, other.upper)
        return range
    }

    func overlaps(_ other: LineRange) -> Bool { lower <= other.upper && other.lower <= upper }

    /// Bytes of a block's text that lie in the range; nil where the block lies outside.
    func bytes(of block: BlockID, in step: Int, count: Int) -> Range<Int>? {
        guard (lower.step, lower.block) <= (step, block), (step, block) <= (upper.step, upper.block) else { return nil }
        let from = (lower.step, lower.block) == (step, block) ? min(lower.offset, count) : 0
        let to = (upper.step, upper.block) == (step, block) ? min(upper.offset, count) : count
        return from..<max(from, to)
    }
}

/// Lines that the user selects: from where it began to where the cursor is.
package struct LineSelection: Hashable, Sendable {
    var anchor: LineRange
    var cursor: LineRange
    /// Rows of the cursor's line above the cursor, where the line is wrapped.
    var row = 0

    package var range: LineRange { anchor.union(cursor) }
}
