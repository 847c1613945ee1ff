import Shell
import Trajectory

// What of other trajectories a document holds or names.
extension ReadingState {
    /// What the current step refers to, in the order of its results.
    var references: [SubagentReference] {
        guard !isHeavy, let step = document?.step(current) else { return [] }
        return (step.calls.flatMap(\.results) + step.results).flatMap(\.subagents)
    }

    /// The first sub-agent on the screen, that of the current step before others.
    var shownSubagent: (step: Int, reference: SubagentReference)? {
        let visible = visibleRows().compactMap { entry in entry.row.subagent.map { (entry.position.step, $0) } }
        return visible.first { $0.0 == current } ?? visible.first
    }

    /// "part 2 of 3", where the document holds several trajectories.
    var partWords: String? {
        guard let document, document.partCount > 1, let place = document.place(ofStep: current) else { return nil }
        return "part \(place.part + 1) of \(document.partCount)"
    }

    /// To the first step of another part of the document; backwards first to the beginning of this one. Nil where it holds no
    /// such part.
    mutating func goToPart(forward: Bool) -> Reaction? {
        guard let document, document.partCount > 1, let place = document.place(ofStep: current) else { return nil }
        let part = forward ? place.part + 1 : place.step > 0 ? place.part : place.part - 1
        guard (0..<document.partCount).contains(part) else { return nil }
        select(step: document.firstStep(ofPart: part))
        return .say(partWords ?? "")
    }
}
