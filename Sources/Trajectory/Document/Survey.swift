import Wire

/// What one piece of a survey found.
package struct SurveyBatch: Sendable {
    /// The steps that were looked at, 0-based.
    package var range: Range<Int>
    /// Their flags, in order.
    package var flags: [StepFlags]
    /// Where to go on; nil where no further step is here now.
    package var next: Int?
}

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

/// The flags of every step that was surveyed: two bytes a step.
struct SurveyState {
    private var known: [UInt16] = []
    private(set) var totals = TrajectoryTotals()

    private static let isKnown: UInt16 = 1 << 15

    /// Steps from the first on whose flags are all known.
    private(set) var prefix = 0

    func flags(_ index: Int) -> StepFlags? {
        guard known.indices.contains(index), known[index] & Self.isKnown != 0 else { return nil }
        return StepFlags(rawValue: known[index] & ~Self.isKnown)
    }

    mutating func note(_ step: Step, at index: Int) {
        while known.count <= index { known.append(0) }
        if known[index] & Self.isKnown == 0 { totals.add(step) }
        known[index] = step.flags.rawValue | Self.isKnown
        while prefix < known.count, known[prefix] & Self.isKnown != 0 { prefix += 1 }
    }

    /// The nearest step with any of these flags, going up or down from `index`, which is not looked at itself.
    func nearest(_ flags: StepFlags, from index: Int, forward: Bool) -> Int? {
        let way =
            forward
            ? Array(stride(from: index + 1, to: known.count, by: 1))
            : Array(stride(from: index - 1, through: 0, by: -1))
        return way.first { known.indices.contains($0) && known[$0] & flags.rawValue != 0 }
    }
}
