/// Elements that two sequences have in common, in the same order: by what occurs once in both (patience), and between
/// those by the longest common subsequence where that is cheap. Bounded: about linear for long sequences, which may miss
/// some of what is common but never crosses two pairs.
package struct CommonOrder {
    /// One element of each sequence that belong together.
    package typealias Pair = (left: Int, right: Int)

    /// Cells of a table that is filled: 1,000 by 1,000, some 3 ms.
    private static let mostCells = 1 << 20
    /// Levels of anchors between anchors.
    private static let mostLevels = 24
    /// How far ahead a long sequence without anchors is looked for where it meets the other one again.
    private static let reach = 48

    private struct Block {
        var left: Range<Int>
        var right: Range<Int>
        var level: Int
    }

    private let left: [Int]
    private let right: [Int]
    private var pairs: [Pair] = []
    private var blocks: [Block] = []

    /// The pairs of equal keys among two ranges, in ascending order on both sides.
    package static func pairs(
        _ left: [Int], _ right: [Int], in leftRange: Range<Int>? = nil, _ rightRange: Range<Int>? = nil
    ) -> [Pair] {
        var order = CommonOrder(left: left, right: right)
        order.blocks = [Block(left: leftRange ?? left.indices, right: rightRange ?? right.indices, level: 0)]
        while let block = order.blocks.popLast() { order.match(block) }
        return order.pairs.sorted { $0.left < $1.left }
    }

    private init(left: [Int], right: [Int]) {
        self.left = left
        self.right = right
    }

    private mutating func match(_ block: Block) {
        var block = block
        while let first = block.left.first, let other = block.right.first, left[first] == right[other] {
            pairs.append((first, other))
            block.left = first + 1..<block.left.upperBound
            block.right = other + 1..<block.right.upperBound
        }
        while let last = block.left.last, let other = block.right.last, left[last] == right[other] {
            pairs.append((last, other))
            block.left = block.left.lowerBound..<last
            block.right = block.right.lowerBound..<other
        }
        guard !block.left.isEmpty, !block.right.isEmpty else { return }
        if block.left.count <= Self.mostCells / block.right.count { return fill(block) }
        let anchors = block.level < Self.mostLevels ? anchors(block) : []
        if anchors.isEmpty { return walk(block) }
        split(block, at: anchors)
    }

    // MARK: Anchors

    /// Elements that occur once on either side, as far as they come in the same order.
    private func anchors(_ block: Block) -> [Pair] {
        let once = Self.once(left, block.left)
        let other = Self.once(right, block.right)
        let common = block.left.compactMap { place -> Pair? in
            guard once[left[place]] == place, let there = other[left[place]], there >= 0 else { return nil }
            return (place, there)
        }
        return Self.ascending(common)
    }

    /// Where each key stands; -1 for a key that occurs more than once.
    private static func once(_ keys: [Int], _ range: Range<Int>) -> [Int: Int] {
        var places: [Int: Int] = [:]
        places.reserveCapacity(range.count)
        for place in range { places[keys[place]] = places[keys[place]] == nil ? place : -1 }
        return places
    }

    /// The longest run of pairs that ascends on the right as it does on the left.
    private static func ascending(_ pairs: [Pair]) -> [Pair] {
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            let place = ends.partitioningIndex { pairs[$0].right >= pair.right }
            before[index] = place > 0 ? ends[place - 1] : -1
            if place < ends.count { ends[place] = index } else { ends.append(index) }
        }
        var run: [Pair] = []
        var at = ends.last ?? -1
        while at >= 0 {
            run.append(pairs[at])
            at = before[at]
        }
        return run.reversed()
    }

    private mutating func split(_ block: Block, at anchors: [Pair]) {
        var from: Pair = (block.left.lowerBound, block.right.lowerBound)
        for anchor in anchors {
            pairs.append(anchor)
            blocks.append(
                Block(left: from.left..<anchor.left, right: from.right..<anchor.right, level: block.level + 1))
            from = (anchor.left + 1, anchor.right + 1)
        }
        blocks.append(
            Block(
                left: from.left..<block.left.upperBound, right: from.right..<block.right.upperBound,
                level: block.level + 1))
    }

    // MARK: The longest common subsequence

    private mutating func fill(_ block: Block) {
        let (rows, columns) = (block.left.count, block.right.count)
        // The length of what is common from a cell on, to the ends.
        var lengths = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
        for row in stride(from: rows - 1, through: 0, by: -1) {
            let key = left[block.left.lowerBound + row]
            let at = row * (columns + 1)
            for column in stride(from: columns - 1, through: 0, by: -1) {
                lengths[at + column] =
                    key == right[block.right.lowerBound + column]
                    ? lengths[at + columns + 2 + column] + 1
                    : max(lengths[at + columns + 1 + column], lengths[at + column + 1])
            }
        }
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let at = row * (columns + 1) + column
            if left[block.left.lowerBound + row] == right[block.right.lowerBound + column] {
                pairs.append((block.left.lowerBound + row, block.right.lowerBound + column))
                row += 1
                column += 1
            } else {
                // Of ways that are as good, the one on which both sides keep step: what repeats is met where it comes first.
                let (down, across) = (lengths[at + columns + 1], lengths[at + 1])
                if down > across || down == across && row <= column { row += 1 } else { column += 1 }
            }
        }
    }

    // MARK: Long and without anchors

    /// Goes along both sides, and where they part to where they meet again soonest.
    private mutating func walk(_ block: Block) {
        var (from, other) = (block.left.lowerBound, block.right.lowerBound)
        while from < block.left.upperBound, other < block.right.upperBound {
            if left[from] == right[other] {
                pairs.append((from, other))
                from += 1
                other += 1
                continue
            }
            let (skip, otherSkip) = meeting(from, other, block)
            from += skip
            other += otherSkip
        }
    }

    /// How many elements of either side are passed over until they are equal; one each where that is too far.
    private func meeting(_ from: Int, _ other: Int, _ block: Block) -> (Int, Int) {
        for distance in 1...Self.reach {
            if from + distance < block.left.upperBound, left[from + distance] == right[other] { return (distance, 0) }
            if other + distance < block.right.upperBound, left[from] == right[other + distance] { return (0, distance) }
        }
        return (1, 1)
    }
}
