import Trajectory

/// The state of a find in one trajectory: which steps hold the pattern, as far as they have been counted.
package struct TrajectoryFind: Hashable, Sendable {
    package let pattern: FindPattern
    /// Matches by step index.
    package private(set) var counts: [Int: Int] = [:]
    /// Matches in context that was copied from another trajectory: lit, and not counted with the others.
    private var copiedCounts: [Int: Int] = [:]
    /// Steps counted so far.
    package private(set) var scanned = 0
    package private(set) var isComplete = false
    /// The first match has not been found yet: go there when it is.
    package internal(set) var isWaiting = false
    private var sorted: [Int] = []

    /// The match that was gone to last, and the top of the body then: from there the next one is looked for.
    struct Place: Hashable, Sendable {
        var step: Int
        var row: Int
        /// 0-based, within its step.
        var ordinal: Int
        var top: BodyPosition
    }

    var place: Place?

    /// Steps, and bytes of them, that are looked at at once, before the count behind has reached them.
    private static let nearby = 50
    private static let nearbyBytes = 256 << 10

    package init(pattern: FindPattern) { self.pattern = pattern }

    package var copied: Int { copiedCounts.values.reduce(0, +) }
    package var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ matches: [StepMatches], scanned: Int, isLast: Bool) {
        for match in matches {
            if match.isCopied { copiedCounts[match.index] = match.count } else { counts[match.index] = match.count }
        }
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
        var left = Self.nearbyBytes
        for index in near {
            // Megabytes are not decoded between two keys: the count behind comes to them.
            left -= document.rawJSON(index).reduce(0) { $0 + $1.count }
            guard left >= 0 else { break }
            if let step = document.step(index), !step.flags.contains(.copied), StepText.count(pattern, in: step) > 0 {
                return index
            }
        }
        return known
    }

    /// "3 of 27"; "27+, 40 %" while steps are still to be counted.
    package func words(of stepCount: Int) -> String {
        let count = Figures.grouped(total)
        guard isComplete else {
            guard scanned > 0 else { return "…" }
            let share = stepCount > 0 ? scanned * 100 / stepCount : 0
            return "\(count)+, \(share) %"
        }
        if let number { return "\(Figures.grouped(number)) of \(count)" }
        return copied > 0 ? "\(count), \(copied) in copied context" : count
    }

    /// Which of all matches was gone to last, from 1; nil before one was, and while steps are still to be counted.
    var number: Int? {
        guard let place, isComplete, total > 0 else { return nil }
        let before = sorted.prefix { $0 < place.step }.reduce(0) { $0 + (counts[$1] ?? 0) }
        return min(total, before + place.ordinal + 1)
    }
}
