import RichText

/// Which block of a step: in the order in which they are drawn, and the same when others come or go, as a result that
/// arrives later or a kind of parts that is hidden.
package struct BlockID: Hashable, Comparable, Sendable {
    /// The header, the reasoning, the message, then the calls.
    package var part: Int
    /// 0 for what is no result, else the result's number.
    package var result = 0
    package var number = 0

    static let header = BlockID(part: 0)
    static let reasoning = BlockID(part: 1)
    static let message = BlockID(part: 2)
    static let looseResults = BlockID(part: .max - 1)
    static let ending = BlockID(part: .max)
    /// The blank row that parts a step from the next.
    static let end = BlockID(part: .max, result: .max)

    static func call(_ number: Int) -> BlockID { BlockID(part: 3 + number) }

    package static func < (left: BlockID, right: BlockID) -> Bool {
        (left.part, left.result, left.number) < (right.part, right.result, right.number)
    }
}

/// A place in what the steps say, whatever of it is folded, however it is wrapped.
package struct LinePlace: Hashable, Comparable, Sendable {
    package var step: Int
    package var block: BlockID
    /// UTF-8 bytes into the text of the block.
    package var offset: Int

    package static func < (left: LinePlace, right: LinePlace) -> Bool {
        (left.step, left.block, left.offset) < (right.step, right.block, right.offset)
    }
}

/// What lies between two places, the end of the later one's line included.
package struct LineRange: Hashable, Sendable {
    package var lower: LinePlace
    package var upper: LinePlace

    /// All of a step.
    init(step: Int) {
        lower = LinePlace(step: step, block: .header, offset: 0)
        upper = LinePlace(step: step, block: .end, offset: .max)
    }

    /// What a row stands for.
    init(step: Int, _ row: BodyRow) {
        lower = LinePlace(step: step, block: row.block, offset: row.line?.bytes.lowerBound ?? 0)
        upper = LinePlace(step: step, block: row.block, offset: row.line?.bytes.upperBound ?? 0)
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
