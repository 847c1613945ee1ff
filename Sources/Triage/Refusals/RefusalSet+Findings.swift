package import Platform
import TextSearch
package import Trajectory

extension RefusalSet {
    /// The refusals of a run: what its item says, what its document marks, what the agent says itself. Reasoning, prompts and
    /// what tools print do not count. What the item says of the run stands alone where no step shows it.
    package func findings(of item: EvaluationItem?, in steps: some Sequence<Step>) -> [RefusalFinding] {
        let found = findings(in: steps)
        guard found.isEmpty, let item, let fact = RefusalFacts.finding(of: item) else { return found }
        return [fact]
    }

    /// The refusals that a trajectory holds.
    package func findings(in steps: some Sequence<Step>) -> [RefusalFinding] {
        let agent = steps.filter { $0.source == .agent && !$0.flags.contains(.copied) }
        return agent.enumerated().flatMap { index, step in
            findings(in: step, place: Self.place(index, of: agent.count))
        }
    }

    private static func place(_ index: Int, of count: Int) -> RefusalPosition {
        if count == 1 { return .only }
        return index == 0 ? .first : index == count - 1 ? .final : .middle
    }

    /// The refusals in one step; none where the step is not the agent's.
    package func findings(in step: Step, place: RefusalPosition) -> [RefusalFinding] {
        guard step.source == .agent else { return [] }
        var found: [RefusalFinding] = []
        func add(_ phrase: String, _ snippet: String, _ strength: RefusalStrength, _ source: RefusalSource) {
            found.append(
                RefusalFinding(
                    step: step.number, phrase: phrase, snippet: snippet, strength: strength, source: source,
                    place: place))
        }
        for part in step.message {
            switch part {
            case .refusal(let text): add("refusal", TextSnippet.beginning(of: text), .marked, .document)
            case .text(let text):
                for match in matches(in: text) {
                    add(match.phrase, TextSnippet.sentence(around: match.range, in: text), match.strength, .words)
                }
            case .reasoning, .media, .unknown: continue
            }
        }
        let isMarked = found.contains { $0.source == .document }
        if step.flags.contains(.refusal) || ErrorMarkers.isRefusal(stopReason: step.stopReason), !isMarked {
            let why = step.stopReason.map { "stop_reason: \($0)" } ?? "refusal"
            add(why, TextSnippet.beginning(of: step.message.plainText), .marked, .document)
        }
        return found
    }
}
