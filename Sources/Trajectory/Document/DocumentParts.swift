import Synchronization
import Wire

// Several trajectories in one file: a top-level array of them, JSON Lines of conversations, Harbor's SFT traces, the
// transcripts of a Docent run. As one document they are walked one after the other; each can also be had by itself.
extension TrajectoryDocument {
    /// Trajectories in this file; 0 where it is a single one.
    package var partCount: Int { state.withLock { $0.parts.count } }

    /// The trajectory with this 0-based index, as a document of its own. It shares the store.
    package func part(_ index: Int) -> TrajectoryDocument? {
        let (kept, range) = state.withLock { state in
            (
                state.parts.remembered(index),
                state.parts.ranges.indices.contains(index) ? state.parts.ranges[index] : nil
            )
        }
        if let kept { return kept }
        guard let range else { return nil }
        let part = document(range, name: partName(index))
        state.withLock { $0.parts.remember(part, at: index) }
        return part
    }

    /// The part that holds a step of the whole document, and the step's index in it.
    package func place(ofStep index: Int) -> (part: Int, step: Int)? {
        state.withLock { state in
            state.parts.part(ofStep: index).map { ($0, index - state.parts.steps(before: $0)) }
        }
    }

    /// The index, in the whole document, of a part's first step.
    package func firstStep(ofPart part: Int) -> Int { state.withLock { $0.parts.steps(before: part) } }

    func document(_ range: Range<Int>, name: String) -> TrajectoryDocument {
        let document = TrajectoryDocument(
            store: store, expectedBytes: range.count, name: name, origin: range.lowerBound, end: range.upperBound,
            depth: depth + 1)
        document.finish(interrupted: false)
        return document
    }

    private func partName(_ index: Int) -> String { "\(name)#\(index + 1)" }

    /// Follows the parts that were completed, and the one that is arriving. Only the writer calls this.
    func advanceParts() {
        let (pending, openStart) = state.withLock { ($0.takePendingParts(), $0.openPart) }
        for range in pending { complete(range) }
        guard let openStart else { return }
        let open = state.withLock { $0.parts.openStart == openStart ? $0.parts.open : nil } ?? begin(openStart)
        open.advance()
    }

    private func begin(_ start: Int) -> TrajectoryDocument {
        let index = state.withLock { $0.parts.ranges.count }
        let part = TrajectoryDocument(
            store: store, expectedBytes: nil, name: partName(index), origin: start, end: nil, depth: depth + 1)
        state.withLock { state in
            state.parts.open = part
            state.parts.openStart = start
        }
        return part
    }

    private func complete(_ range: Range<Int>) {
        let (open, index) = state.withLock { state in
            (state.parts.openStart == range.lowerBound ? state.parts.open : nil, state.parts.ranges.count)
        }
        // A part that was cut off at the end of its line has read into the next one: it is read again.
        let isWhole = open.map { $0.progress.bytes <= range.count } ?? false
        let part = isWhole ? open ?? document(range, name: partName(index)) : document(range, name: partName(index))
        if isWhole { part.finish(interrupted: false) }
        let (steps, problems) = (part.stepCount, part.problems)
        let repeated = index > 0 ? self.part(index - 1).map { part.repeats($0) ? $0.stepCount : 0 } ?? 0 : 0
        state.withLock { state in
            state.parts.append(range, steps: steps, repeating: repeated)
            state.parts.note(problems, ofPart: index)
            state.parts.open = nil
            state.parts.openStart = nil
            state.parts.remember(part, at: index)
        }
    }

    /// Whether this document begins with all that another one of the same store holds, as the prefixes of a conversation
    /// do that are exported one after the other.
    private func repeats(_ other: TrajectoryDocument) -> Bool {
        let theirs = other.state.withLock { $0.index.elements }
        guard let first = theirs.first, let own = state.withLock({ $0.index.elements.first }), first.count == own.count
        else { return false }
        let ours = state.withLock { $0.index.elements }
        guard ours.count >= theirs.count, other.stepCount <= stepCount else { return false }
        return store.withBytes { bytes in
            zip(ours, theirs).allSatisfy { $0.count == $1.count && bytes[$0].elementsEqual(bytes[$1]) }
        }
    }
}
