import Synchronization
import Wire

// Soft validation: what is not as the format says is listed, and the document is shown all the same.
extension TrajectoryDocument {
    /// What is wrong with the document as a whole, as far as it is known now; of what is no trajectory, the reason.
    package var problems: [Problem] {
        let torn = store.isTorn ? [Problem(message: TornFile().description)] : []
        return torn + state.withLock { $0.problems + $0.parts.problems }
    }

    /// Walks all steps and lists everything that is wrong, at most `limit` problems. For a background task: it decodes the
    /// whole document.
    package func validate(limit: Int = 1000) -> [Problem] {
        var found = problems
        var answers = Answers()
        var index = 0
        let count = stepCount
        while index < count, found.count < limit {
            if let step = stepWithoutTexts(index) {
                let place = place(ofStep: index)?.step ?? index
                found += StepValidation.problems(of: step, index: index, place: place, isATIF: format == .atif)
                answers.note(step)
            }
            index += 1
        }
        return Array((found + answers.problems + disagreement).prefix(limit))
    }

    /// What the final metrics say that the sums over the steps do not; nothing while steps are not surveyed.
    package var disagreement: [Problem] {
        let totals = totals
        guard totals.steps == stepCount, totals.steps > 0, let final = finalMetrics else { return [] }
        return [
            Self.note("prompt tokens", final.promptTokens, totals.metrics.promptTokens),
            Self.note("completion tokens", final.completionTokens, totals.metrics.completionTokens),
        ].compactMap(\.self)
    }

    private static func note(_ name: String, _ said: Quantity?, _ summed: Quantity?) -> Problem? {
        // More than the steps have was used by what is no step: summaries, sub-agents.
        guard let said, let summed, said < summed, !said.isClamped, !summed.isClamped else { return nil }
        return Problem(message: "final metrics say \(said) \(name), the steps sum to \(summed)")
    }
}

/// What is wrong with one step.
enum StepValidation {
    static func problems(of step: Step, index: Int, place: Int, isATIF: Bool) -> [Problem] {
        var found: [String] = []
        if step.source == .other("") { found.append("does not say who speaks") }
        if isATIF, let id = step.id, Int(id) != place + 1 {
            found.append("step_id is \(id.prefix(32)), its place is \(place + 1)")
        }
        found += pairing(step)
        if let time = step.strangeTime { found.append("its time cannot be right: \(time.prefix(64))") }
        if !step.unshown.isEmpty { found.append("not shown: \(step.unshown.joined(separator: ", ").prefix(200))") }
        return found.map { Problem(step: index + 1, message: $0) }
    }

    private static func pairing(_ step: Step) -> [String] {
        var found: [String] = []
        let ids = step.calls.map(\.id)
        let isOpen = step.calls.contains { $0.results.isEmpty }
        if isOpen, ids.contains(""), ids.count > 1 { found.append("a tool call has no id") }
        if Set(ids).count < ids.count, !ids.contains("") { found.append("tool calls share an id") }
        let orphans = step.results.filter { $0.callID?.isEmpty == false }
        if let orphan = orphans.first?.callID {
            found.append("a result answers \"\(orphan.prefix(64))\", which no call of the step has")
        }
        return found
    }
}

/// Whether calls find their results: a few that do not are part of a run that was stopped or went on without them, and are
/// marked where they stand; many say that something was not understood.
private struct Answers {
    private var calls = 0
    private var open = 0
    /// Calls behind the last answer.
    private var last = 0

    mutating func note(_ step: Step) {
        let unanswered = step.calls.count { !step.isAnswered($0) }
        if step.calls.count > unanswered || !step.results.isEmpty { last = 0 }
        calls += step.calls.count
        open += unanswered
        last += unanswered
    }

    var problems: [Problem] {
        let lost = open - last
        guard lost > 1, lost * 2 > calls else { return [] }
        return [Problem(message: "\(lost) of \(calls) tool calls have no result")]
    }
}
