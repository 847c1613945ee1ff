import Wire

/// How a step of one run stands to the step beside it.
package enum StepChange: String, CaseIterable, Hashable, Sendable {
    case same
    /// The same was done, and something else came back.
    case answer
    /// Something else was done.
    case action
    /// One of the runs has a step for which the other has none.
    case onlyLeft = "only_left"
    case onlyRight = "only_right"
}

/// One step of either run, side by side; 0-based.
package struct AlignedStep: Hashable, Sendable {
    package var left: Int?
    package var right: Int?
    package var change: StepChange

    package func step(_ side: DiffSide) -> Int? { side == .left ? left : right }
}

/// Which of two runs.
package enum DiffSide: String, CaseIterable, Hashable, Sendable {
    case left, right

    package var other: DiffSide { self == .left ? .right : .left }
}

/// What a run did from the first divergence on.
package struct RunTail: Hashable, Sendable {
    package var steps = 0
    package var calls = 0
    package var errors = 0
    /// From the first step to the last one; nil where the steps have no times.
    package var seconds: Double?

    init(_ sketches: ArraySlice<StepSketch>) {
        steps = sketches.count
        calls = sketches.reduce(0) { $0 + $1.callCount }
        errors = sketches.count { $0.isFailed }
        let times = sketches.lazy.compactMap(\.timestamp)
        if let first = times.first, let last = sketches.reversed().lazy.compactMap(\.timestamp).first {
            seconds = max(0, last - first)
        }
    }
}

/// Two runs of one task, step beside step. Every step of both occurs once, in its order.
package struct TrajectoryAlignment: Sendable {
    package let rows: [AlignedStep]
    /// The first row in which the agents did something else, or one of the runs had ended; nil where they did the same,
    /// whatever they said.
    package let divergence: Int?
    /// Before that the agents were told different things.
    package let hasDifferentInstructions: Bool
    /// The first row in which the same was done and something else came back, where that is before the divergence.
    package let firstResultDifference: Int?
    /// Rows that are not the same.
    package let differences: Int
    /// What each run did from the divergence on; nil where there is none.
    package let leftTail: RunTail?
    package let rightTail: RunTail?

    /// Pairs of steps between two common ones whose likeness is weighed: 256 by 256.
    private static let mostCells = 1 << 16

    package init(left: [StepSketch], right: [StepSketch]) {
        let rows = Self.align(left, right)
        func steps(_ row: AlignedStep) -> [StepSketch] {
            [row.left.map { left[$0] }, row.right.map { right[$0] }].compactMap(\.self)
        }
        func differs(_ row: AlignedStep) -> Bool { row.change != .same && row.change != .answer }
        // What is done parts runs. What is only said does where nothing is done any more: a greeting does not.
        let lastCall = rows.lastIndex { row in steps(row).contains { $0.callCount > 0 } } ?? -1
        let divergence = rows.indices.first { row in
            differs(rows[row])
                && steps(rows[row]).contains { $0.isAgent && ($0.callCount > 0 || row > lastCall) }
        }
        self.rows = rows
        self.divergence = divergence
        firstResultDifference = rows[..<(divergence ?? rows.count)].firstIndex { $0.change == .answer }
        hasDifferentInstructions = rows[..<(divergence ?? rows.count)].contains { row in
            differs(row) && steps(row).contains { !$0.isAgent }
        }
        differences = rows.count { $0.change != .same }
        let rest = divergence.map { rows[$0...] }
        leftTail = rest.map { RunTail(left[($0.lazy.compactMap(\.left).first ?? left.count)...]) }
        rightTail = rest.map { RunTail(right[($0.lazy.compactMap(\.right).first ?? right.count)...]) }
    }

    /// The next row that is not the same, after or before a row.
    package func difference(from row: Int, forward: Bool) -> Int? {
        forward
            ? rows.indices.dropFirst(row + 1).first { rows[$0].change != .same }
            : rows[..<min(max(0, row), rows.count)].lastIndex { $0.change != .same }
    }

    private static func align(_ left: [StepSketch], _ right: [StepSketch]) -> [AlignedStep] {
        var rows: [AlignedStep] = []
        rows.reserveCapacity(max(left.count, right.count))
        var from: CommonOrder.Pair = (0, 0)
        let common = CommonOrder.pairs(left.map(\.identity), right.map(\.identity))
        for pair in common + [(left.count, right.count)] {
            rows += between(left, right, from.left..<pair.left, from.right..<pair.right)
            guard pair.left < left.count else { break }
            let isSame = left[pair.left].answersAlike(right[pair.right])
            rows.append(AlignedStep(left: pair.left, right: pair.right, change: isSame ? .same : .answer))
            from = (pair.left + 1, pair.right + 1)
        }
        return rows
    }

    /// Steps between two common ones: those that may stand for each other side by side, the others alone.
    private static func between(
        _ left: [StepSketch], _ right: [StepSketch], _ leftRange: Range<Int>, _ rightRange: Range<Int>
    ) -> [AlignedStep] {
        var rows: [AlignedStep] = []
        var (here, there) = (leftRange.lowerBound, rightRange.lowerBound)
        func alone(to pair: CommonOrder.Pair) {
            rows += (here..<pair.left).map { AlignedStep(left: $0, right: nil, change: .onlyLeft) }
            rows += (there..<pair.right).map { AlignedStep(left: nil, right: $0, change: .onlyRight) }
        }
        for pair in alike(left, right, leftRange, rightRange) {
            alone(to: pair)
            rows.append(AlignedStep(left: pair.left, right: pair.right, change: .action))
            (here, there) = (pair.left + 1, pair.right + 1)
        }
        alone(to: (leftRange.upperBound, rightRange.upperBound))
        return rows
    }

    /// Pairs of steps that are not equal but alike: those with the most in common as far as they are few enough to weigh.
    private static func alike(
        _ left: [StepSketch], _ right: [StepSketch], _ leftRange: Range<Int>, _ rightRange: Range<Int>
    ) -> [CommonOrder.Pair] {
        guard !leftRange.isEmpty, !rightRange.isEmpty else { return [] }
        guard leftRange.count <= mostCells / rightRange.count else {
            return CommonOrder.pairs(left.map(\.source), right.map(\.source), in: leftRange, rightRange)
        }
        let (rows, columns) = (leftRange.count, rightRange.count)
        let width = columns + 1
        var best = [Int32](repeating: 0, count: (rows + 1) * width)
        func weight(_ row: Int, _ column: Int) -> Int32 {
            left[leftRange.lowerBound + row].likeness(right[rightRange.lowerBound + column])
        }
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for column in stride(from: columns - 1, through: 0, by: -1) {
                let paired = weight(row, column) + best[(row + 1) * width + column + 1]
                best[row * width + column] = max(
                    paired, best[(row + 1) * width + column], best[row * width + column + 1])
            }
        }
        var pairs: [CommonOrder.Pair] = []
        var (row, column) = (0, 0)
        while row < rows, column < columns {
            let (here, weight) = (best[row * width + column], weight(row, column))
            if weight > 0, here == weight + best[(row + 1) * width + column + 1] {
                pairs.append((leftRange.lowerBound + row, rightRange.lowerBound + column))
                row += 1
                column += 1
            } else {
                let (down, across) = (best[(row + 1) * width + column], best[row * width + column + 1])
                if down > across || down == across && row <= column { row += 1 } else { column += 1 }
            }
        }
        return pairs
    }
}

extension StepSketch {
    /// Steps with one identity did the same.
    fileprivate var identity: Int {
        var hasher = Hasher()
        hasher.combine(source)
        hasher.combine(tools)
        hasher.combine(action)
        return hasher.finalize()
    }

    fileprivate func answersAlike(_ other: StepSketch) -> Bool {
        answer == other.answer && isFailed == other.isFailed
    }
}
