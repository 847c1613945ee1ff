package import Shell
import Terminal
import Trajectory
package import Triage
import Wire

extension DiffSide {
    /// What the screen calls the run.
    package var letter: String { self == .left ? "A" : "B" }
}

// Finding a text in both runs.
extension TrajectoryDiffModel {
    /// Ends the counts of what was looked for.
    package static let noFind = DiffSide.allCases.map { EffectRequest(.sidesMatch($0), .cancel) }

    /// A find begins to be typed: every key looks from here on, and giving up comes back here.
    package mutating func beginFind() { findOrigin = line }

    package mutating func keepFind() { findOrigin = nil }

    package mutating func revertFind(to text: String) -> [EffectRequest] {
        let requests = find(text)
        seeking = nil
        if let origin = findOrigin { select(line: origin) }
        findOrigin = nil
        return requests
    }

    /// Looks for what was typed (`FindPattern.read`) from where the find began; blank ends it.
    package mutating func find(_ text: String) -> [EffectRequest] {
        let read = FindPattern.parsed(text)
        findProblem = read.problem
        guard findProblem == nil else { return [] }
        guard let pattern = read.pattern, alignment != nil else {
            find = nil
            seeking = nil
            detailCache.forget()
            return Self.noFind
        }
        guard pattern != find?.pattern else { return [] }
        find = TrajectoryDiffFind(pattern)
        detailCache.forget()
        seeking = findOrigin ?? line
        return DiffSide.allCases.compactMap { side in
            self[side].document.map {
                EffectRequest(.sidesMatch(side), MatchWork($0, pattern, from: 0))
            }
        }
    }

    /// What was looked for beside another run is looked for beside this one; the place stays where the runs part.
    package mutating func findAgain() -> [EffectRequest] {
        guard alignment != nil, let text = keptFind else { return [] }
        keptFind = nil
        let requests = find(text)
        seeking = nil
        return requests
    }

    package mutating func take(matches answer: EffectResult, of side: DiffSide) {
        guard case .matched(let matches, let scanned, let isLast) = answer, find != nil else { return }
        self.find?.add(matches, scanned: scanned, isLast: isLast, of: side)
        guard let origin = seeking else { return }
        let isComplete = self.find?.isComplete == true
        if isComplete { seeking = nil }
        let start = place(of: origin)
        let ahead = lines.indices.dropFirst(start).first(where: isMatch)
        if let found = ahead ?? (isComplete ? lines.indices.first(where: isMatch) : nil) { show(match: found) }
    }

    mutating func goToMatch(forward: Bool) -> Reaction {
        let here = cursor.selected
        let found =
            forward
            ? lines.indices.dropFirst(here + 1).first(where: isMatch)
            : lines.indices.prefix(max(0, here)).last(where: isMatch)
        if let found {
            show(match: found)
            return .done
        }
        guard let find else { return FindWords.noPattern }
        guard find.isComplete else { return FindWords.unfinished(forward: forward) }
        guard let round = forward ? lines.indices.first(where: isMatch) : lines.indices.last(where: isMatch) else {
            return FindWords.absent(find.pattern, " in A or B")
        }
        show(match: round)
        return FindWords.wrapped(forward: forward, isOnly: round == here)
    }

    /// Whether a step of a run holds what is looked for.
    package func isMatch(_ side: DiffSide, _ step: Int) -> Bool { find?[side].counts[step] != nil }

    private func isMatch(_ place: Int) -> Bool {
        guard let alignment else { return false }
        let (line, row) = (lines[place], alignment.rows[lines[place].row])
        return DiffSide.allCases.contains { side in
            (line.side ?? side) == side && row.step(side).map { isMatch(side, $0) } ?? false
        }
    }

    private mutating func show(match place: Int) {
        select(place: place)
        let isLit = { (spans: [Span]?) in spans?.contains { $0.ink.slot == .match } == true }
        if let row = detail.dropFirst().firstIndex(where: { isLit($0.left) || isLit($0.right) }), row > detailRoom {
            detailTop = row - 3
            clampDetail()
        }
    }

    private func place(of line: SideLine) -> Int { lines.firstIndex(of: line) ?? 0 }

    private mutating func select(line: SideLine) { select(place: place(of: line)) }
}
