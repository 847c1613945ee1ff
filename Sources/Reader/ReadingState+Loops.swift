import Shell
import Trajectory
package import Wire

// What the survey of the steps told: what stands out, loops, what was spent.
extension ReadingState {
    mutating func take(surveyed steps: [SurveyedStep], next: Int) -> [EffectRequest] {
        survey.add(steps)
        // All of it is reckoned each time: not for every batch of a long run.
        if choices.isTimeline,
            survey.steps.count >= stepCount || survey.steps.count * 4 >= (timeline?.stepCount ?? 0) * 5
        {
            timeline = makeTimeline()
        }
        updateShown()
        guard let document else { return [] }
        survey.waits = !document.progress.isComplete
        guard !survey.waits, !steps.isEmpty else { return [] }
        guard next < document.stepCount else {
            // What the sums say about the document's own stands below the last step.
            cache.forget(from: max(0, document.stepCount - 1))
            return []
        }
        return [EffectRequest(.survey, SurveyWork(document, from: next))]
    }

    /// What was spent up to the current step, and how long it took: `31k tok  $0.11  1m03s`, the least important last.
    package var spent: [String] {
        guard current < survey.steps.count else { return [] }
        let sums = survey.totals.sums(upTo: current, survey.steps)
        var words: [String] = []
        if sums.tokens > 0 { words.append("\(NumberFormat.short(sums.tokens)) tok") }
        if let cost = sums.cost { words.append(NumberFormat.cost(cost)) }
        if let start = survey.steps.first?.time, let time = survey.steps[current].time {
            words += [NumberFormat.passed(time - start)].compactMap(\.self)
        }
        return words
    }

    /// Whether any step says how many tokens it was given.
    package var hasTokens: Bool { survey.totals.largestContext > 0 }

    /// How full the context was in a step, against the fullest of the run: 0 to 1; nil where it does not say.
    package func contextShare(of tokens: Quantity?) -> Double? {
        guard let tokens, survey.totals.largestContext > 0 else { return nil }
        return min(1, max(0, tokens.value / survey.totals.largestContext.value))
    }

    // MARK: Loops

    /// The loop that a row of the outline stands for; nil for the row of a single step.
    package func foldedLoop(at step: Int) -> Range<Int>? {
        guard foldsLoops, let loop = survey.loops.loop(at: step), !choices.openLoops.contains(loop.lowerBound) else {
            return nil
        }
        return loop
    }

    /// Loops are folded where every step has its row: not among the steps that match, nor on the timeline.
    private var foldsLoops: Bool { shown == nil && timeline == nil && !survey.loops.ranges.isEmpty }

    /// Finds anew which loops take one row.
    mutating func foldLoops() {
        folded = FoldedRows(foldsLoops ? survey.loops.ranges.filter { !choices.openLoops.contains($0.lowerBound) } : [])
        outline.select(outlineRow(ofStep: current), count: outlineCount, height: outlineHeight)
    }

    /// zo, zc and Enter on the outline; nil where the current step is part of no loop.
    mutating func setLoop(isFolded: Bool) -> Reaction? {
        guard shown == nil, timeline == nil, let loop = survey.loops.loop(at: current) else { return nil }
        if isFolded { choices.openLoops.remove(loop.lowerBound) } else { choices.openLoops.insert(loop.lowerBound) }
        foldLoops()
        return .done
    }

    mutating func setAllLoops(isFolded: Bool) -> Reaction {
        guard !survey.loops.ranges.isEmpty else {
            return .say("No loop here: the same call three times or more", .warning)
        }
        choices.openLoops = isFolded ? [] : Set(survey.loops.ranges.map(\.lowerBound))
        foldLoops()
        let count = survey.loops.ranges.count
        return .say("\(NumberFormat.counted(count, "loop")) \(isFolded ? "folded" : "unfolded")")
    }

    // MARK: Rows of the outline

    package var outlineCount: Int { shownCount - folded.hiddenSteps }

    /// The step that a row of the outline shows; of a loop, the first one.
    package func step(atOutlineRow row: Int) -> Int? { step(atRow: folded.isEmpty ? row : folded.step(atRow: row)) }

    func outlineRow(ofStep step: Int) -> Int {
        folded.isEmpty ? row(ofStep: step) : folded.row(ofStep: step)
    }
}
