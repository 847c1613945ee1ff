import Trajectory
import Wire

// What the survey of the steps told: what stands out, loops, what was spent.
extension TrajectoryModel {
    mutating func survey(_ steps: [SurveyedStep], next: Int) -> [Request] {
        let first = steps.first?.index ?? surveyed.count
        if first < surveyed.count {
            totals.forget(from: first, surveyed)
            surveyed.removeSubrange(first...)
        }
        surveyed += steps
        for step in steps {
            totals.add(step)
            loops.add(step)
        }
        while let last = landmarks.last, last.index >= first { landmarks.removeLast() }
        landmarks += steps.filter(Self.standsOut)
        // All of it is reckoned each time: not for every batch of a long run.
        if isTimeline, surveyed.count >= stepCount || surveyed.count * 4 >= (timeline?.stepCount ?? 0) * 5 {
            timeline = reckonTimeline()
        }
        updateShown()
        guard let document else { return [] }
        surveyWaits = !document.progress.isComplete
        guard !surveyWaits, !steps.isEmpty else { return [] }
        guard next < document.stepCount else {
            // What the sums say about the document's own stands below the last step.
            cache.forget(from: max(0, document.stepCount - 1))
            return []
        }
        return [Request(.survey, SurveyWork(document, from: next))]
    }

    mutating func forgetSurvey() {
        surveyed = []
        surveyWaits = false
        landmarks = []
        loops = Loops()
        openLoops = []
        totals = RunningTotals()
        folded = FoldedRows()
        timeline = nil
    }

    /// What was spent up to the current step, and how long it took: `31k tok  $0.11  1m03s`, the least important last.
    package var spent: [String] {
        guard current < surveyed.count else { return [] }
        let sums = totals.sums(upTo: current, surveyed)
        var words: [String] = []
        if sums.tokens > 0 { words.append("\(Figures.short(sums.tokens)) tok") }
        if let cost = sums.cost { words.append(Figures.cost(cost)) }
        if let start = surveyed.first?.time, let time = surveyed[current].time {
            words += [Figures.passed(time - start)].compactMap(\.self)
        }
        return words
    }

    /// Whether any step says how many tokens it was given.
    package var hasTokens: Bool { totals.largestContext > 0 }

    /// How full the context was in a step, against the fullest of the run: 0 to 1; nil where it does not say.
    package func contextShare(of tokens: Quantity?) -> Double? {
        guard let tokens, totals.largestContext > 0 else { return nil }
        return min(1, max(0, tokens.value / totals.largestContext.value))
    }

    // MARK: Loops

    /// The loop that a row of the outline stands for; nil for the row of a single step.
    package func foldedLoop(at step: Int) -> Range<Int>? {
        guard foldsLoops, let loop = loops.loop(at: step), !openLoops.contains(loop.lowerBound) else { return nil }
        return loop
    }

    /// Loops are folded where every step has its row: not among the steps that match, nor on the timeline.
    private var foldsLoops: Bool { shown == nil && timeline == nil && !loops.ranges.isEmpty }

    /// Finds anew which loops take one row.
    mutating func foldLoops() {
        folded = FoldedRows(foldsLoops ? loops.ranges.filter { !openLoops.contains($0.lowerBound) } : [])
        outline.select(outlineRow(ofStep: current), count: outlineCount, height: outlineHeight)
    }

    /// zo, zc and Enter on the outline; nil where the current step is part of no loop.
    mutating func setLoop(isFolded: Bool) -> Reaction? {
        guard shown == nil, timeline == nil, let loop = loops.loop(at: current) else { return nil }
        if isFolded { openLoops.remove(loop.lowerBound) } else { openLoops.insert(loop.lowerBound) }
        foldLoops()
        return .done
    }

    mutating func setAllLoops(isFolded: Bool) -> Reaction {
        guard !loops.ranges.isEmpty else { return .say("No loop here: the same call three times or more", .warning) }
        openLoops = isFolded ? [] : Set(loops.ranges.map(\.lowerBound))
        foldLoops()
        let count = loops.ranges.count
        return .say("\(count) \(count == 1 ? "loop" : "loops") \(isFolded ? "folded" : "unfolded")")
    }

    // MARK: Rows of the outline

    package var outlineCount: Int { shownCount - folded.hiddenSteps }

    /// The step that a row of the outline shows; of a loop, the first one.
    package func step(atOutlineRow row: Int) -> Int? { step(atRow: folded.isEmpty ? row : folded.step(atRow: row)) }

    func outlineRow(ofStep step: Int) -> Int {
        folded.isEmpty ? row(ofStep: step) : folded.row(ofStep: step)
    }
}
