import Trajectory

/// The state of a find in one trajectory: which steps hold the pattern, as far as they have been counted.
package struct TrajectoryFind: Hashable, Sendable {
    package let pattern: FindPattern
    /// Matches by step index.
    package private(set) var counts: [Int: Int] = [:]
    /// Steps counted so far.
    package private(set) var scanned = 0
    package private(set) var isComplete = false
    /// The first match has not been found yet: go there when it is.
    package internal(set) var isWaiting = false
    private var sorted: [Int] = []

    /// Steps that are looked at at once, before the count behind has reached them.
    private static let nearby = 50

    package init(pattern: FindPattern) { self.pattern = pattern }

    package var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ matches: [StepMatches], scanned: Int, isLast: Bool) {
        for match in matches { counts[match.index] = match.count }
        sorted = counts.keys.sorted()
        self.scanned = scanned
        isComplete = isLast
    }

    /// The next step that holds the pattern; round the end is not gone.
    func step(after step: Int, forward: Bool, includingHere: Bool, in document: TrajectoryDocument) -> Int? {
        let known =
            forward
            ? sorted.first { includingHere ? $0 >= step : $0 > step } : sorted.last { $0 < step }
        if isComplete { return known }
        let near =
            forward
            ? Array((includingHere ? step : step + 1)..<max(step + 1, min(document.stepCount, step + Self.nearby)))
            : Array((max(0, step - Self.nearby)..<max(0, step)).reversed())
        let found = near.first { index in
            // A step of megabytes is not decoded between two keys: the count behind comes to it.
            guard document.outline(index).map({ $0.size <= HeavySteps.least }) == true else { return false }
            return document.step(index).map { StepText.count(pattern, in: $0) > 0 } ?? false
        }
        return found ?? known
    }

    /// Matches in the steps before one: for "3 of 27".
    package func countBefore(_ step: Int) -> Int {
        sorted.prefix { $0 < step }.reduce(0) { $0 + (counts[$1] ?? 0) }
    }
}

/// The texts of a step in which people look for things: what is drawn, without headers.
package enum StepText {
    package static func count(_ pattern: FindPattern, in step: Step) -> Int {
        texts(of: step).reduce(0) { $0 + pattern.count(in: $1) }
    }

    /// Reasoning, message, calls with their results, loose results: in the order in which they are drawn.
    package static func texts(of step: Step) -> [String] {
        var texts: [String] = []
        if let reasoning = step.reasoning { texts.append(reasoning) }
        texts.append(step.message.plainText)
        for call in step.calls {
            texts.append(call.name)
            texts.append(contentsOf: CallLines.render(call).map(\.text))
            texts.append(contentsOf: call.results.map(\.text))
        }
        texts.append(contentsOf: step.results.map(\.text))
        return texts
    }
}
