// How long each step took, for the outline as a timeline.
extension TrajectoryModel {
    mutating func toggleTimeline() -> Reaction {
        let times = isTimeline ? nil : Timeline(surveyed)
        guard isTimeline || times != nil else { return .say("The steps have no times", .warning) }
        isTimeline.toggle()
        timeline = times
        foldLoops()
        return .say(isTimeline ? "each bar is the time until the next step; t goes back" : "outline")
    }
}
