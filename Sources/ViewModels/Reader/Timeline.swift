import Trajectory
import Wire

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

    /// The first and the last time of the run, as far as it was looked at.
    package let span: ClosedRange<Timestamp>
    /// Seconds over all steps.
    package let sums: [TimeUse: Double]
    private let steps: [SurveyedStep]

    /// Nil where the steps have no times.
    init?(_ steps: [SurveyedStep]) {
        let times = steps.lazy.compactMap(\.time)
        guard let first = times.min(), let last = times.max(), first < last else { return nil }
        span = first...last
        self.steps = steps
        var sums: [TimeUse: Double] = [:]
        for (step, next) in zip(steps, steps.dropFirst()) {
            for stretch in Self.stretches(from: step, to: next) {
                sums[stretch.use, default: 0] += stretch.seconds
            }
        }
        self.sums = sums
    }

    /// What passed from the beginning of a step to that of the next one; nothing where one of them has no time, or where
    /// the clock went back.
    package func stretches(of step: Int) -> [Stretch] {
        guard steps.indices.contains(step), steps.indices.contains(step + 1) else { return [] }
        return Self.stretches(from: steps[step], to: steps[step + 1])
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
