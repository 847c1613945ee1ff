import Shell
import Trajectory
import Wire

/// Runs of steps that ask their tools for the same thing over and over.
package struct Loops: Hashable, Sendable {
    /// In order, each of at least `least` steps.
    private(set) var ranges: [Range<Int>] = []
    private var last: (start: Int, end: Int, action: Int)?

    /// Fewer steps than this are no loop.
    private static let least = 3

    init() {}

    package static func == (left: Loops, right: Loops) -> Bool { left.ranges == right.ranges }

    package func hash(into hasher: inout Hasher) { hasher.combine(ranges) }

    /// Takes the next step that was surveyed; steps come in order, and the last ones may come anew.
    mutating func add(_ step: SurveyedStep) {
        if let run = last, step.index < run.end { forget(from: step.index) }
        if let run = last, run.action == step.action, run.end == step.index {
            last = (run.start, step.index + 1, run.action)
            if step.index + 1 - run.start == Self.least {
                ranges.append(run.start..<step.index + 1)
            } else if step.index + 1 - run.start > Self.least {
                ranges[ranges.count - 1] = run.start..<step.index + 1
            }
        } else {
            last = step.action.map { (step.index, step.index + 1, $0) }
        }
    }

    mutating func forget(from step: Int) {
        while let range = ranges.last, range.upperBound > step {
            ranges.removeLast()
            if step - range.lowerBound >= Self.least { ranges.append(range.lowerBound..<step) }
        }
        if let run = last { last = run.start < step ? (run.start, step, run.action) : nil }
    }

    /// The loop that a step is part of.
    package func loop(at step: Int) -> Range<Int>? {
        let place = ranges.partitioningIndex { $0.upperBound > step }
        return place < ranges.count && ranges[place].contains(step) ? ranges[place] : nil
    }
}

/// Rows of an outline in which loops take one row each.
struct FoldedRows: Hashable, Sendable {
    private struct Fold: Hashable, Sendable {
        var steps: Range<Int>
        /// The row that stands for all of them.
        var row: Int
    }

    private var folds: [Fold] = []

    init(_ loops: [Range<Int>] = []) {
        var hidden = 0
        for loop in loops {
            folds.append(Fold(steps: loop, row: loop.lowerBound - hidden))
            hidden += loop.count - 1
        }
    }

    var isEmpty: Bool { folds.isEmpty }
    var hiddenSteps: Int { folds.last.map { $0.steps.lowerBound - $0.row + $0.steps.count - 1 } ?? 0 }

    func row(ofStep step: Int) -> Int {
        guard let fold = last({ $0.steps.lowerBound <= step }) else { return step }
        if fold.steps.contains(step) { return fold.row }
        return step - (fold.steps.upperBound - 1 - fold.row)
    }

    func step(atRow row: Int) -> Int {
        guard let fold = last({ $0.row <= row }) else { return row }
        return row == fold.row ? fold.steps.lowerBound : row + (fold.steps.upperBound - 1 - fold.row)
    }

    /// The last fold for which something holds that holds for all before it.
    private func last(_ holds: (Fold) -> Bool) -> Fold? {
        let end = folds.partitioningIndex { !holds($0) }
        return end > 0 ? folds[end - 1] : nil
    }
}
