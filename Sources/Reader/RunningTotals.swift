import Shell
import Trajectory
import Wire

/// What was spent up to each step. Sums are kept every so many steps, so that a run of a million costs little.
struct RunningTotals: Hashable, Sendable {
    struct Sums: Hashable, Sendable {
        var tokens: Quantity = 0
        /// US dollars; nil while no step said.
        var cost: Quantity?

        mutating func add(_ step: SurveyedStep) {
            // Context that was copied from another trajectory was paid for there.
            guard let metrics = step.metrics, !step.flags.contains(.copied) else { return }
            tokens += metrics.promptTokens ?? 0
            tokens += metrics.completionTokens ?? 0
            if let more = metrics.cost { cost = (cost ?? 0) + more }
        }
    }

    private var marks: [Sums] = []
    private var rest = Sums()
    private var count = 0
    /// The most tokens that any step was given.
    private(set) var largestContext: Quantity = 0

    private static let distance = 256

    mutating func add(_ step: SurveyedStep) {
        if count.isMultiple(of: Self.distance) { marks.append(rest) }
        rest.add(step)
        count += 1
        largestContext = max(largestContext, step.metrics?.promptTokens ?? 0)
    }

    /// Takes back a step and those behind it, which come anew. `steps` are those that were added, in order. The fullest
    /// context stays: a step that comes anew has only grown.
    mutating func forget(from step: Int, _ steps: [SurveyedStep]) {
        guard step < count else { return }
        rest = step > 0 ? sums(upTo: step - 1, steps) : Sums()
        marks.removeLast(marks.count - (step + Self.distance - 1) / Self.distance)
        count = step
    }

    /// With the step itself. `steps` are those that were added, in order.
    func sums(upTo step: Int, _ steps: [SurveyedStep]) -> Sums {
        guard !marks.isEmpty, !steps.isEmpty else { return Sums() }
        let last = min(step, steps.count - 1, count - 1)
        var sums = marks[last / Self.distance]
        for index in (last / Self.distance * Self.distance)...last { sums.add(steps[index]) }
        return sums
    }
}
