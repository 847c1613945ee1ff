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
        var index = 0
        let count = stepCount
        while index < count, found.count < limit {
            if let step = stepWithoutTexts(index) {
                found += StepValidation.problems(of: step, index: index, isATIF: format == .atif)
            }
            index += 1
        }
        return Array((found + disagreement).prefix(limit))
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
        guard let said, let summed, said != summed, !said.isClamped, !summed.isClamped else { return nil }
        return Problem(message: "final metrics say \(said) \(name), the steps sum to \(summed)")
    }
}

/// What is wrong with one step.
enum StepValidation {
    static func problems(of step: Step, index: Int, isATIF: Bool) -> [Problem] {
        var found: [String] = []
        if case .other(let role) = step.source {
            found.append(role.isEmpty ? "does not say who speaks" : "unknown source \"\(role.prefix(64))\"")
        }
        if isATIF, let id = step.id, Int(id) != index + 1 {
            found.append("step_id is \(id.prefix(32)), its place is \(index + 1)")
        }
        found += pairing(step)
        if !step.unshown.isEmpty { found.append("not shown: \(step.unshown.joined(separator: ", ").prefix(200))") }
        return found.map { Problem(step: index + 1, message: $0) }
    }

    private static func pairing(_ step: Step) -> [String] {
        var found: [String] = []
        let ids = step.calls.map(\.id)
        if ids.contains(""), ids.count > 1 { found.append("a tool call has no id") }
        if Set(ids).count < ids.count { found.append("tool calls share an id") }
        let orphans = step.results.filter { $0.callID?.isEmpty == false }
        if let orphan = orphans.first?.callID {
            found.append("a result answers \"\(orphan.prefix(64))\", which no call of the step has")
        }
        if step.results.isEmpty, step.calls.contains(where: { $0.results.isEmpty }) {
            found.append("a tool call has no result")
        }
        return found
    }
}
