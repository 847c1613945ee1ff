package import Shell
package import Triage
import Wire

/// What is looked for in two runs, and in which of their steps it stands as far as they were counted.
package struct TrajectoryDiffFind: Hashable, Sendable {
    package let pattern: FindPattern
    private var left: TrajectoryFind
    private var right: TrajectoryFind

    init(_ pattern: FindPattern) {
        self.pattern = pattern
        left = TrajectoryFind(pattern: pattern)
        right = left
    }

    package private(set) subscript(side: DiffSide) -> TrajectoryFind {
        get { side == .left ? left : right }
        set { if side == .left { left = newValue } else { right = newValue } }
    }

    var isComplete: Bool { left.isComplete && right.isComplete }

    mutating func add(_ matches: [StepMatches], scanned: Int, isLast: Bool, of side: DiffSide) {
        self[side].add(matches, scanned: scanned, isLast: isLast)
    }

    /// `needle: A 12, B 3`, with a `+` while steps are still to be counted.
    package var words: String {
        let counts = DiffSide.allCases.map { side in
            "\(side.letter) \(NumberFormat.grouped(self[side].total))\(self[side].isComplete ? "" : "+")"
        }
        return "\(pattern.text): \(counts.joined(separator: ", "))"
    }
}
