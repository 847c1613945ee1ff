import Shell
import Trajectory
package import Wire

/// What passes the time from one step to the next.
package enum TimeUse: CaseIterable, Hashable, Sendable {
    /// The model thinks and writes.
    case model
    case tools
    /// Tools run, and the model takes its next turn: the document does not say when the tools were done.
    case toolsAndModel
    /// Somebody else is waited for.
    case waiting
}

/// When each step of a run began, and what the time until the next one was for.
package struct Timeline: Hashable, Sendable {
    /// A time, and what it was for.
    package struct Stretch: Hashable, Sendable {
        package var time: ClosedRange<Timestamp>
        package var use: TimeUse

        package var seconds: Double { time.upperBound - time.lowerBound }
    }

    /// How a run ended of which more is known than its document says: nothing but a call that never came back tells there
    /// that it timed out.
    package struct Ending: Hashable, Sendable {
        package var time: Timestamp
        /// `timed out`, `cancelled`, `running`; nil for an end that says nothing.
        package var word: String?
    }

    /// The first and the last time of the run, as far as it was looked at.
    package let span: ClosedRange<Timestamp>
    /// Seconds over all steps.
    package let sums: [TimeUse: Double]
    package let ending: Ending?
    /// Steps that took much longer than the others, in order.
    package let longSteps: [Int]
    private let steps: [SurveyedStep]

    /// A step is long from so many times the usual one on, and from so many seconds on.
    private static let longFactor = 5.0
    private static let longSeconds = 20.0

    /// Nil where the steps have no times.
    init?(_ steps: [SurveyedStep], ending: Ending? = nil) {
        let times = steps.lazy.compactMap(\.time)
        let ending = ending.flatMap { end in steps.last?.time.map { $0 <= end.time } == true ? end : nil }
        guard let first = times.min(), let last = times.max().map({ max($0, ending?.time ?? $0) }), first < last
        else { return nil }
        span = first...last
        self.steps = steps
        self.ending = ending
        var sums: [TimeUse: Double] = [:]
        var taken: [(step: Int, seconds: Double)] = []
        for index in steps.indices {
            let stretches = Self.stretches(of: index, in: steps, ending)
            for stretch in stretches { sums[stretch.use, default: 0] += stretch.seconds }
            if !stretches.isEmpty { taken.append((index, stretches.reduce(0) { $0 + $1.seconds })) }
        }
        self.sums = sums
        let usual = taken.map(\.seconds).sorted()[safe: taken.count / 2] ?? 0
        let least = max(Self.longSeconds, Self.longFactor * usual)
        longSteps = taken.filter { $0.seconds >= least }.map(\.step)
    }

    /// What passed from the beginning of a step to that of the next one, of the last one to the end of the run where that
    /// is known; nothing where one of them has no time, or where the clock went back.
    package func stretches(of step: Int) -> [Stretch] { Self.stretches(of: step, in: steps, ending) }

    package func isLong(_ step: Int) -> Bool {
        longSteps[safe: longSteps.partitioningIndex { $0 >= step }] == step
    }

    /// Steps that were looked at.
    var stepCount: Int { steps.count }

    /// The run ended in this step, and not because it was done: it timed out, was cancelled, or still runs.
    package func isOpenEnd(_ step: Int) -> Bool { ending?.word != nil && step == steps.count - 1 }

    package func time(of step: Int) -> Timestamp? { steps[safe: step]?.time }

    /// Seconds by which the clock went back from a step to the next one; nil where it did not.
    package func setBack(after step: Int) -> Double? {
        guard let start = steps[safe: step]?.time, let end = steps[safe: step + 1]?.time, end < start else {
            return nil
        }
        return start - end
    }

    private static func stretches(of step: Int, in steps: [SurveyedStep], _ ending: Ending?) -> [Stretch] {
        guard let this = steps[safe: step] else { return [] }
        if let next = steps[safe: step + 1] { return stretches(from: this, to: next) }
        guard let ending, let start = this.time else { return [] }
        let waits = this.source == .agent && !this.flags.contains(.toolCall)
        guard let answered = this.answered, start <= answered, answered <= ending.time else {
            let use: TimeUse = this.source == .agent ? (waits ? .waiting : .tools) : .model
            return [Stretch(time: start...ending.time, use: use)]
        }
        return [Stretch(time: start...answered, use: .tools), Stretch(time: answered...ending.time, use: .model)]
    }

    private static func stretches(from step: SurveyedStep, to next: SurveyedStep) -> [Stretch] {
        guard let start = step.time, let end = next.time, start <= end else { return [] }
        let rest: TimeUse = next.source == .agent ? .model : .waiting
        guard step.source == .agent, step.flags.contains(.toolCall) else {
            return [Stretch(time: start...end, use: rest)]
        }
        guard let answered = step.answered, start <= answered, answered <= end else {
            return [Stretch(time: start...end, use: next.source == .agent ? .toolsAndModel : .tools)]
        }
        return [Stretch(time: start...answered, use: .tools), Stretch(time: answered...end, use: rest)]
    }
}

extension Array {
    /// The element at an index; nil where there is none.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
