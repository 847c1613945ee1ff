import Platform
import Shell
import Trajectory
import Wire

// How long each step took, for the outline as a timeline.
extension ReadingState {
    mutating func toggleTimeline() -> Reaction {
        let times = choices.isTimeline ? nil : makeTimeline()
        guard choices.isTimeline || times != nil else {
            let known = survey.steps.count { $0.time != nil }
            let why =
                known == 0
                ? "The steps have no times"
                : known == 1 ? "Only one step has a time" : "All \(known) steps have the same time"
            return .say(survey.steps.count < stepCount ? "\(why) so far" : why, .warning)
        }
        choices.isTimeline.toggle()
        timeline = times
        foldLoops()
        return .say(choices.isTimeline ? "each bar is the time until the next step" : "outline")
    }

    func makeTimeline() -> Timeline? { Timeline(survey.steps, ending: ending) }

    /// When the run was over, or as long as it has run by now: of the sample's own trajectory, once all of it was looked at.
    private var ending: Timeline.Ending? {
        guard let item = source?.item, document?.progress.isComplete == true, survey.steps.count == stepCount else {
            return nil
        }
        if !item.status.isTerminal {
            return item.status == .agentRunning ? Timeline.Ending(time: frame.now, word: "running") : nil
        }
        let word = [ItemStatus.timedOut, .cancelled].contains(item.status) ? StatusStyle(item.status).word : nil
        let time = item.agentFinishedAt ?? (word == nil ? nil : item.completedAt)
        return time.map { Timeline.Ending(time: $0, word: word) }
    }

    /// `]w`, `[w`: the next step that took much longer than the others.
    mutating func goToLongStep(forward: Bool) -> Reaction {
        guard let timeline = timeline ?? makeTimeline() else { return .say("The steps have no times", .warning) }
        let steps = timeline.longSteps.filter(isShown)
        guard let step = forward ? steps.first(where: { $0 > current }) : steps.last(where: { $0 < current }) else {
            let rest = timeline.longSteps.isEmpty ? ": no step took much longer than the others" : ""
            return .say("No \(forward ? "further" : "earlier") long wait\(rest)", .warning)
        }
        select(step: step)
        let seconds = timeline.stretches(of: step).reduce(0) { $0 + $1.seconds }
        return .say("step \(step + 1) took \(NumberFormat.duration(seconds))")
    }

    /// The whole run stands on a row of its own where its steps have more rows than there is room for.
    package var hasTimeStrip: Bool { timeline != nil && size.listHeight >= 5 && outlineCount > size.listHeight }

    /// Rows of the outline that are steps.
    var outlineHeight: Int { size.listHeight - (hasTimeStrip ? 1 : 0) }
}
