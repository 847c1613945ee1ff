package import Shell
import Trajectory
import Wire

/// The state of a find in one trajectory: which steps hold the pattern, as far as they have been counted.
package struct TrajectoryFind: Hashable, Sendable {
    package let pattern: FindPattern
    /// What is not shown of the steps: matches there are told and not gone to.
    let hides: Set<StepFilter.Kind>
    /// Matches by step index.
    package private(set) var counts: [Int: Int] = [:]
    /// Matches in context that was copied from another trajectory: lit, and not counted with the others.
    private var copiedCounts: [Int: Int] = [:]
    private var hiddenCounts: [Int: Int] = [:]
    /// Matches in the sub-agents' trajectories that the document holds.
    var inside = 0
    /// Steps counted so far.
    package private(set) var scanned = 0
    package private(set) var isComplete = false
    /// The first match has not been found yet: go there when it is.
    package internal(set) var isWaiting = false
    /// It was typed: the first match may stand before where one is.
    var goesRound = false
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

    package init(pattern: FindPattern, hiding hides: Set<StepFilter.Kind> = []) {
        self.pattern = pattern
        self.hides = hides
    }

    package var copied: Int { copiedCounts.values.reduce(0, +) }
    package var hidden: Int { hiddenCounts.values.reduce(0, +) }
    package var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ matches: [StepMatches], scanned: Int, isLast: Bool) {
        for match in matches {
            if match.hidden > 0 { hiddenCounts[match.index] = match.hidden }
            guard match.count > 0 else { continue }
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
            if let step = document.step(index), !step.flags.contains(.copied),
                StepText.count(pattern, in: step, hiding: hides).shown > 0
            {
                return index
            }
        }
        return known
    }

    /// "3 of 27"; "27+, 40 %" while steps are still to be counted; "27+" where more steps may come. What is not gone to is
    /// told beside: "no match here, 3 hidden".
    package func words(of stepCount: Int, isGrowing: Bool = false) -> String {
        let count = NumberFormat.grouped(total) + (isGrowing || scanned < stepCount ? "+" : "")
        guard isComplete else {
            guard scanned > 0 else { return "…" }
            let share = stepCount > 0 ? scanned * 100 / stepCount : 0
            return "\(NumberFormat.grouped(total))+, \(share) %"
        }
        let apart = [
            (copied, "in copied context"), (hidden, "hidden"), (inside, "in sub-agents"),
        ].filter { $0.0 > 0 }.map { "\(NumberFormat.grouped($0.0)) \($0.1)" }
        guard total > 0 else { return ([apart.isEmpty ? "no match" : "no match here"] + apart).joined(separator: ", ") }
        let place = number.map { "\(NumberFormat.grouped($0)) of \(count)" } ?? count
        return ([place] + apart).joined(separator: ", ")
    }

    /// Which of all matches was gone to last, from 1; nil before one was, and while steps are still to be counted.
    package var number: Int? {
        guard let place, isComplete, total > 0 else { return nil }
        let before = sorted.prefix { $0 < place.step }.reduce(0) { $0 + (counts[$1] ?? 0) }
        return min(total, before + place.ordinal + 1)
    }
}
