import Trajectory

/// Where in a run a refusal stands: it means something else at each place.
package enum RefusalPlace: String, Hashable, Sendable {
    /// The agent's first turn: it never started.
    case first
    /// Between first and last: it hesitated, or went on.
    case middle
    /// The agent's last turn: it gave up.
    case final
    /// The only turn of the agent.
    case only

    /// The place of a step (0-based) among the agent's steps.
    package init(of step: Int, among turns: [Int]) {
        self = turns.count == 1 ? .only : step == turns.first ? .first : step == turns.last ? .final : .middle
    }
}

/// One refusal of an agent.
package struct RefusalFinding: Hashable, Sendable {
    /// The step's number.
    package var step: Int
    /// The phrase as its set writes it, or how the document itself marks a refusal (`refusal`, `stop_reason: refusal`).
    package var phrase: String
    /// The sentence around it.
    package var snippet: String
    /// The document says so itself: no phrase had to be guessed at.
    package var isStructured: Bool
    package var place: RefusalPlace
}

extension RefusalSet {
    private static let refusingStops: Set<String> = [
        "refusal", "content_filter", "content-filter", "safety", "blocked",
    ]

    /// The refusals in a trajectory: in the agent's own messages, never in reasoning, prompts or tool output.
    package func findings(in steps: some Sequence<Step>) -> [RefusalFinding] {
        let agent = steps.filter { $0.source == .agent && !$0.flags.contains(.copied) }
        return agent.enumerated().flatMap { index, step in
            findings(in: step, place: Self.place(index, of: agent.count))
        }
    }

    private static func place(_ index: Int, of count: Int) -> RefusalPlace {
        if count == 1 { return .only }
        return index == 0 ? .first : index == count - 1 ? .final : .middle
    }

    /// The refusals in one step; none where the step is not the agent's.
    package func findings(in step: Step, place: RefusalPlace) -> [RefusalFinding] {
        guard step.source == .agent else { return [] }
        var found: [RefusalFinding] = []
        func add(_ phrase: String, _ snippet: String, isStructured: Bool) {
            found.append(
                RefusalFinding(
                    step: step.number, phrase: phrase, snippet: snippet, isStructured: isStructured, place: place))
        }
        for part in step.message {
            switch part {
            case .refusal(let text): add("refusal", Self.snippet(of: text), isStructured: true)
            case .text(let text):
                for match in matches(in: text) {
                    add(match.phrase, Self.snippet(of: text, around: match.range), isStructured: false)
                }
            case .reasoning, .media, .unknown: continue
            }
        }
        if let stop = step.stopReason, Self.refusingStops.contains(stop.lowercased()) {
            add("stop_reason: \(stop)", Self.snippet(of: step.message.plainText), isStructured: true)
        } else if step.flags.contains(.refusal), !found.contains(where: \.isStructured) {
            add("refusal", Self.snippet(of: step.message.plainText), isStructured: true)
        }
        return found
    }

    /// About 120 characters on one line around a place.
    static func snippet(of text: String, around range: Range<String.Index>? = nil) -> String {
        let range = range ?? text.startIndex..<text.startIndex
        let start = text.index(range.lowerBound, offsetBy: -40, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 80, limitedBy: text.endIndex) ?? text.endIndex
        let piece = text[start..<end].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (start > text.startIndex ? "…" : "") + piece + (end < text.endIndex ? "…" : "")
    }
}
