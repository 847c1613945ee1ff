import Trajectory

// Finding a text in all steps.
extension TrajectoryModel {
    /// A find begins to be typed: every key looks from here on, and giving up comes back here.
    package mutating func beginFind() { findOrigin = top }

    /// What was typed is in force; ^O comes back to where it began.
    package mutating func keepFind() {
        if let origin = findOrigin, origin.step != top.step { jumps.left(origin) }
        findOrigin = nil
    }

    /// What was typed is given up: what was in force before is again, at the place where it was.
    package mutating func revertFind(to text: String) -> [Request] {
        let requests = find(text)
        if let origin = findOrigin { jump(to: origin) }
        findOrigin = nil
        return requests
    }

    /// Looks for what was typed (`FindPattern.read`); blank ends it. The first match from where the find began comes into
    /// view. What makes no sense is told in `findProblem`, and what was in force stays.
    package mutating func find(_ text: String) -> [Request] {
        let read: FindPattern?
        do {
            read = try FindPattern.read(text)
            findProblem = nil
        } catch {
            findProblem = error.text
            return []
        }
        guard let document, let pattern = read else { return endFind() }
        guard pattern != find?.pattern else { return [] }
        find = TrajectoryFind(pattern: pattern)
        options.pattern = pattern
        updateShown()
        goToMatch(from: findOrigin ?? top, forward: true, includingHere: true)
        return [Request(.match, .match(DocumentReference(document), pattern, from: (findOrigin ?? top).step))]
    }

    private mutating func endFind() -> [Request] {
        find = nil
        options.pattern = nil
        limit.isToMatches = false
        updateShown()
        return [Request(.match, .cancel)]
    }

    /// Goes to the next match, unfolding what hides it. Steps that hold the text are known from the count behind; until
    /// it has reached a step, the steps near by are looked at one by one.
    @discardableResult
    mutating func goToMatch(from position: BodyPosition, forward: Bool, includingHere: Bool) -> Bool {
        guard var find, let document else { return false }
        // The last match is where one is, also where the end of the document keeps it from the top of the screen.
        let place = includingHere ? nil : find.place.flatMap { $0.top == position ? $0 : nil }
        let (step, row) = (place?.step ?? position.step, place?.row ?? position.row + (includingHere ? 0 : 1))
        let here = rows(of: step).matchRows
        let inStep =
            forward
            ? here.firstIndex { includingHere ? $0 >= row : $0 > row } : here.lastIndex { $0 < row }
        if let ordinal = inStep {
            show(match: ordinal, of: here, in: step)
            return true
        }
        guard let found = shownMatch(find, from: step, forward: forward, includingHere: includingHere, document)
        else {
            find.isWaiting = !find.isComplete && includingHere
            self.find = find
            return false
        }
        find.isWaiting = false
        self.find = find
        unfold(found)
        let matches = rows(of: found).matchRows
        show(match: forward ? 0 : max(0, matches.count - 1), of: matches, in: found)
        return true
    }

    /// Brings a match into the upper part of the body, with some of what stands before it.
    private mutating func show(match ordinal: Int, of rows: [Int], in step: Int) {
        let row = rows.indices.contains(ordinal) ? rows[ordinal] : 0
        point(at: step)
        top = clamped(BodyPosition(step: step, row: max(0, row - 1 - size.bodyHeight / 4)))
        find?.isWaiting = false
        find?.place = TrajectoryFind.Place(step: step, row: row, ordinal: ordinal, top: top)
    }

    /// The row of the match that was gone to last.
    package var currentMatch: BodyPosition? { find?.place.map { BodyPosition(step: $0.step, row: $0.row) } }

    /// Unfolds the parts of a step whose matches are hidden by folds.
    mutating func unfold(_ step: Int) {
        let folded = rows(of: step).rows.filter { $0.spans.contains { $0.ink.slot == .folded } }
        guard let pattern = options.pattern, let document, !folded.isEmpty else { return }
        // Of a step that is decoded behind only an excerpt is laid out.
        guard document.outline(step).map({ $0.size <= HeavySteps.least }) == true else { return }
        let shown = rows(of: step).matchRows.count
        guard let whole = document.step(step), shown < StepText.count(pattern, in: whole) else { return }
        for row in folded { options.folds[PartKey(step: step, kind: row.part)] = false }
    }

    /// The next step with a match among those that are shown.
    private func shownMatch(
        _ find: TrajectoryFind, from step: Int, forward: Bool, includingHere: Bool, _ document: TrajectoryDocument
    ) -> Int? {
        var found = find.step(after: step, forward: forward, includingHere: includingHere, in: document)
        while let hidden = found, !limit.isToMatches, !isShown(hidden) {
            found = find.step(after: hidden, forward: forward, includingHere: false, in: document)
        }
        return found
    }
}
