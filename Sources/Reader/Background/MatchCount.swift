import Shell
import Trajectory
import Wire

/// Counts a pattern in every step of a document, and tells of the first step that holds it at once.
struct MatchCount {
    private let document: TrajectoryDocument
    private let pattern: FindPattern
    private let hidden: Set<StepFilter.Kind>
    /// Nil where every step must be decoded.
    private let hint: StepPrefilter?

    init(_ document: TrajectoryDocument, _ pattern: FindPattern, hiding hidden: Set<StepFilter.Kind> = []) {
        self.document = document
        self.pattern = pattern
        self.hidden = hidden
        hint = document.isSelfContained ? pattern.hint : nil
    }

    /// From one step on and round to it; what was found is told some 20 times a second.
    func run(from: Int, _ answer: (EffectResult) -> Void) throws {
        let count = document.stepCount
        let start = min(max(0, from), count)
        var found: [StepMatches] = []
        var hasFound = false
        var posted = ContinuousClock.now
        for (scanned, index) in [start..<count, 0..<start].joined().enumerated() {
            try Task.checkCancellation()
            if let matches = matches(index) { found.append(matches) }
            if !hasFound && !found.isEmpty || posted.duration(to: .now) > .milliseconds(50) {
                answer(.matched(found, scanned: scanned + 1, isLast: false))
                hasFound = hasFound || !found.isEmpty
                found = []
                posted = .now
            }
        }
        let inside = try self.inside()
        if inside > 0 { answer(.matchedInSubagents(inside)) }
        answer(.matched(found, scanned: count, isLast: true))
    }

    /// How often the pattern stands in the sub-agents' trajectories that the document holds.
    private func inside() throws -> Int {
        try document.subdocuments.reduce(0) { total, inner in
            let count = MatchCount(inner, pattern)
            return try (0..<inner.stepCount).reduce(total) { total, index in
                try Task.checkCancellation()
                return total + (count.matches(index)?.count ?? 0)
            } + count.inside()
        }
    }

    private func matches(_ index: Int) -> StepMatches? {
        guard mayHold(index) else { return nil }
        if BackgroundDecoder.isHeavy(index, of: document) {
            return LongTextCount.count(pattern, in: document, index, hiding: hidden)
        }
        guard let step = document.step(index) else { return nil }
        return StepMatches(index: index, StepText.count(pattern, in: step, hiding: hidden), in: step)
    }

    /// Looks at the bytes as they were received: only what may match is decoded.
    private func mayHold(_ index: Int) -> Bool {
        guard let hint else { return true }
        return document.rawJSON(index).contains { document.store.withBytes($0, hint.mayHold) }
    }
}
