import TestSupport
import Testing

@testable import Reader

@Suite("Scrolling over the rows of all steps")
struct BodyScrollTests {
    /// Documents of random shape: steps of one row up to a screenful and more.
    private static func shape(_ seed: UInt64) -> (rows: [Int], height: Int) {
        var random = SeededGenerator(seed: seed)
        let steps = Int.random(in: 1...60, using: &random)
        return (
            (0..<steps).map { _ in Int.random(in: 1...40, using: &random) }, Int.random(in: 1...50, using: &random)
        )
    }

    private static func scroll(_ shape: (rows: [Int], height: Int)) -> BodyScroll {
        BodyScroll(stepCount: shape.rows.count, height: shape.height) { shape.rows[$0] }
    }

    /// Rows from the first one to a position.
    private static func offset(_ position: BodyPosition, _ rows: [Int]) -> Int {
        rows[..<position.step].reduce(0, +) + position.row
    }

    @Test("So many rows down and up again is where one was; no row is skipped", arguments: 0..<300 as Range<UInt64>)
    func thereAndBack(seed: UInt64) {
        let shape = Self.shape(seed)
        let scroll = Self.scroll(shape)
        var random = SeededGenerator(seed: seed ^ 0xabcd)
        let room = Self.offset(scroll.last, shape.rows)
        var position = BodyPosition()
        for _ in 0..<40 {
            let here = Self.offset(position, shape.rows)
            let count = Int.random(in: 0...80, using: &random)
            let down = scroll.moved(position, by: count)
            #expect(Self.offset(down, shape.rows) == min(here + count, room))
            let moved = Self.offset(down, shape.rows) - here
            #expect(scroll.moved(down, by: -moved) == position)
            position = Bool.random(using: &random) ? down : scroll.moved(position, by: -count)
        }
    }

    @Test("The end fills the pane, or is the start of a document that is shorter", arguments: 0..<100 as Range<UInt64>)
    func end(seed: UInt64) {
        let shape = Self.shape(seed)
        let left = shape.rows.reduce(0, +) - Self.offset(Self.scroll(shape).last, shape.rows)
        #expect(left == min(shape.height, shape.rows.reduce(0, +)))
    }

    @Test("Any position is put back into the document", arguments: 0..<100 as Range<UInt64>)
    func clamped(seed: UInt64) {
        let shape = Self.shape(seed)
        let scroll = Self.scroll(shape)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let wild = BodyPosition(
                step: Int.random(in: -5...80, using: &random), row: Int.random(in: -5...80, using: &random))
            let position = scroll.clamped(wild)
            #expect(shape.rows.indices.contains(position.step))
            #expect((0..<shape.rows[position.step]).contains(position.row))
            #expect(position <= scroll.last)
            #expect(scroll.clamped(position) == position)
        }
    }

    @Test("Without steps there is only the start")
    func nothing() {
        let scroll = BodyScroll(stepCount: 0, height: 10) { _ in 0 }
        #expect(scroll.last == BodyPosition())
        #expect(scroll.clamped(BodyPosition(step: 3, row: 4)) == BodyPosition())
    }
}
