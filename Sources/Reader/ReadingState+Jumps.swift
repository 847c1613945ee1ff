package import Shell
import Trajectory
import Wire

// Places in a trajectory: the way back, and the clock.
extension ReadingState {
    mutating func retrace(forward: Bool) -> Reaction {
        guard let position = jumps.retrace(from: top, forward: forward) else {
            return .say(forward ? "No place further on" : "No place to go back to", .warning)
        }
        jump(to: position)
        return .done
    }

    /// Goes to a step as a jump that ^O comes back from.
    package mutating func visit(step: Int) {
        let before = top
        select(step: step)
        if top.step != before.step { jumps.left(before) }
    }

    /// Goes to a step by its number, from 1.
    package mutating func go(toStep number: Int) -> Reaction {
        guard stepCount > 0 else { return .say("No trajectory is open", .warning) }
        guard (1...stepCount).contains(number) else { return .say("Steps go from 1 to \(stepCount)", .warning) }
        visit(step: number - 1)
        return .done
    }

    /// Goes to the first step at or after a time of day (`12:30`, `12:30:05`, in the zone of the headers); past midnight
    /// where the run began later in the day than that.
    package mutating func visit(time text: String) -> Reaction {
        guard let wanted = Self.secondsOfDay(text) else {
            return .say("time takes a time of day, such as :time 12:30", .warning)
        }
        guard let start = survey.steps.lazy.compactMap(\.time).first else {
            return .say("The steps have no times", .warning)
        }
        let day: Double = 86_400
        let midnight = ((start.seconds + start.zoneOffset) / day).rounded(.down) * day - start.zoneOffset
        let target = midnight + wanted + (midnight + wanted < start.seconds.rounded(.down) ? day : 0)
        guard let found = survey.steps.first(where: { ($0.time?.seconds ?? -1) >= target }) else {
            let times = survey.steps.compactMap(\.time)
            let (first, last) = (times.first ?? start, times.last ?? start)
            return .say("No step at or after \(text): the run goes from \(first.clock) to \(last.clock)", .warning)
        }
        visit(step: found.index)
        return .done
    }

    private static func secondsOfDay(_ text: String) -> Double? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count) else { return nil }
        let numbers = fields.compactMap { UInt($0) }
        guard numbers.count == fields.count, numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
            return nil
        }
        return Double(numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0))
    }
}
