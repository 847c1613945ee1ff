import Trajectory

// Finding a text in all steps.
extension TrajectoryModel {
    /// Looks for a text; blank ends it. The first match from here on comes into view.
    package mutating func find(_ text: String) -> [Request] {
        guard let document, let pattern = FindPattern(text) else {
            find = nil
            options.pattern = nil
            limit.isToMatches = false
            updateShown()
            return [Request(.match, .cancel)]
        }
        find = TrajectoryFind(pattern: pattern)
        options.pattern = pattern
        updateShown()
        goToMatch(from: top, forward: true, includingHere: true)
        return [Request(.match, .match(DocumentReference(document), pattern, from: current))]
    }

    /// Goes to the next match, unfolding what hides it. Steps that hold the text are known from the count behind; until
    /// it has reached a step, the steps near by are looked at one by one.
    @discardableResult
    mutating func goToMatch(from position: BodyPosition, forward: Bool, includingHere: Bool) -> Bool {
        guard var find, let document else { return false }
        let here = rows(of: position.step).matchRows.map { max(0, $0 - 1) }
        let inStep =
            forward
            ? here.first { includingHere ? $0 >= position.row : $0 > position.row } : here.last { $0 < position.row }
        if let row = inStep {
            show(match: BodyPosition(step: position.step, row: row))
            return true
        }
        guard let step = shownMatch(find, from: position.step, forward: forward, includingHere: includingHere, document)
        else {
            find.isWaiting = !find.isComplete && includingHere
            self.find = find
            return false
        }
        find.isWaiting = false
        self.find = find
        unfold(step)
        let matches = rows(of: step).matchRows
        let row = (forward ? matches.first : matches.last) ?? 0
        show(match: BodyPosition(step: step, row: max(0, row - 1)))
        return true
    }

    mutating func show(match: BodyPosition) {
        point(at: match.step)
        top = clamped(match)
    }

    /// Unfolds the parts of a step whose matches are hidden by folds.
    mutating func unfold(_ step: Int) {
        let folded = rows(of: step).rows.filter { $0.spans.contains { $0.ink.slot == .folded } }
        guard let pattern = options.pattern, let document, !folded.isEmpty else { return }
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
