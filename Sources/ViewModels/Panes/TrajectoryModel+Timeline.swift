import Trajectory
import Wire

// How long each step took, for the outline as a timeline.
extension TrajectoryModel {
    mutating func toggleTimeline() -> Reaction {
        if !isTimeline, span == nil { return .say("The steps have no times", .warning) }
        isTimeline.toggle()
        foldLoops()
        return .say(isTimeline ? "timeline: █ model  ▒ tools  ░ waiting" : "outline")
    }

    /// The first and the last time of the run, as far as it was looked at.
    package var span: ClosedRange<Timestamp>? {
        let times = surveyed.compactMap(\.time)
        guard let first = times.min(), let last = times.max(), first < last else { return nil }
        return first...last
    }

    /// When a step began and when the next one did; nil where one of them is not known.
    package func stretch(of step: Int) -> ClosedRange<Timestamp>? {
        guard surveyed.indices.contains(step + 1), let start = surveyed[step].time, let end = surveyed[step + 1].time
        else { return nil }
        return min(start, end)...max(start, end)
    }
}
