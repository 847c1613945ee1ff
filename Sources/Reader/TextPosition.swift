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
package struct TextPosition: Hashable, Comparable, Sendable {
    package var step: Int
    package var block: BlockID
    /// UTF-8 bytes into the text of the block.
    package var offset: Int

    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.step, left.block, left.offset) < (right.step, right.block, right.offset)
    }
}
