import Wire

/// Sums over the steps that were surveyed, copied ones left out.
package struct TrajectoryTotals: Hashable, Sendable {
    /// Steps that were looked at, copied ones included.
    package var steps = 0
    package var copiedSteps = 0
    package var toolCalls = 0
    /// Of these, the ones with a result.
    package var answeredCalls = 0
    /// Steps that are flagged as failed.
    package var errors = 0
    /// Steps that hold a structured refusal.
    package var refusals = 0
    package var metrics = Metrics()

    package init() {}

    mutating func add(_ step: Step) {
        steps += 1
        guard !step.flags.contains(.copied) else { return copiedSteps += 1 }
        toolCalls += step.calls.count
        answeredCalls += step.calls.count(where: step.isAnswered)
        errors += step.flags.contains(.error) ? 1 : 0
        refusals += step.flags.contains(.refusal) ? 1 : 0
        guard let new = step.metrics else { return }
        metrics.promptTokens = Self.sum(metrics.promptTokens, new.promptTokens)
        metrics.completionTokens = Self.sum(metrics.completionTokens, new.completionTokens)
        metrics.cachedTokens = Self.sum(metrics.cachedTokens, new.cachedTokens)
        metrics.cost = Self.sum(metrics.cost, new.cost)
    }

    private static func sum(_ left: Quantity?, _ right: Quantity?) -> Quantity? {
        right.map { (left ?? 0) + $0 } ?? left
    }
}

/// The sums so far, and of which steps they are.
struct SurveyState {
    private var known: [Bool] = []
    private(set) var totals = TrajectoryTotals()

    mutating func note(_ step: Step, at index: Int) {
        while known.count <= index { known.append(false) }
        if !known[index] { totals.add(step) }
        known[index] = true
    }
}
