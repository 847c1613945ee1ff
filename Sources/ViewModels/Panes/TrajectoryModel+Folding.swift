import Trajectory

// Folding parts by hand.
extension TrajectoryModel {
    /// The part at the top of the body, below the header; the first part of the step where that is the header itself.
    package var currentPart: PartKey {
        let rows = rows(of: current).rows
        let at = top.step == current ? top.row + 1 : 1
        let kind = at < rows.count ? rows[at].part : .message
        return PartKey(step: current, kind: kind == .header ? rows.dropFirst().first?.part ?? .message : kind)
    }

    mutating func setFold(_ isFolded: Bool) {
        let part = currentPart
        options.folds[part] = isFolded
        let row = rows(of: part.step).row(of: part.kind) ?? 1
        top = clamped(BodyPosition(step: part.step, row: max(0, row - 1)))
    }

    /// Opens the first thing on the screen that can be opened, a folded part or a sub-agent's trajectory; else folds the
    /// part at the top.
    mutating func openOnScreen() -> Reaction {
        for (position, row) in visibleRows() {
            if let reference = row.subagent { return open(reference) }
            guard row.spans.contains(where: { $0.ink.slot == .folded }) else { continue }
            options.folds[PartKey(step: position.step, kind: row.part)] = false
            return .done
        }
        setFold(options.folds[currentPart].map { !$0 } ?? true)
        return .done
    }
}
