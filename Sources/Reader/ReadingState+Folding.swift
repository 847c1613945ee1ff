import Shell
import Terminal
import Trajectory

// Folding parts by hand.
extension ReadingState {
    /// The part at the top of the body, below the header; the first part of the step where that is the header itself.
    package var currentPart: SectionKey {
        if let cursor { return part(at: cursor) }
        let rows = rows(of: current).rows
        let at = top.step == current ? top.row + 1 : 1
        let kind = at < rows.count ? rows[at].part : .message
        return SectionKey(step: current, kind: kind == .header ? rows.dropFirst().first?.part ?? .message : kind)
    }

    /// The part that a row of the body is of.
    private func part(at position: BodyPosition) -> SectionKey {
        let rows = rows(of: position.step).rows
        return SectionKey(
            step: position.step, kind: rows.indices.contains(position.row) ? rows[position.row].part : .message)
    }

    /// Folds or unfolds the part at the top, or, where that has nothing to fold, the first one on the screen that has.
    mutating func setFold(_ isFolded: Bool) -> Reaction {
        guard stepCount > 0 else { return .done }
        let first = currentPart
        for part in [first] + visibleParts where changes(part, isFolded) {
            keepingPlace { $0.choices.folds.parts[part] = isFolded }
            if isFolded, part == first { showStart(of: part) }
            return .done
        }
        return .say(isFolded ? "Nothing here is long enough to fold" : "Nothing is folded here", .warning)
    }

    mutating func setAllFolds(_ isFolded: Bool) -> Reaction {
        keepingPlace { model in
            model.choices.folds.all = isFolded
            model.choices.folds.parts = [:]
            model.preferences.groupFolds = [:]
        }
        return .say(
            isFolded
                ? "every part folded; \(key: .unfoldAll) unfolds"
                : "every part unfolded; \(key: .density) folds the long ones again")
    }

    /// The parts on the screen, from the top; while lines are selected only the one that the cursor is in.
    private var visibleParts: [SectionKey] {
        guard selection == nil else { return [] }
        var parts: [SectionKey] = []
        for (position, row) in visibleRows() where row.part != .header {
            let part = SectionKey(step: position.step, kind: row.part)
            if parts.last != part { parts.append(part) }
        }
        return parts
    }

    /// Whether a part has more or fewer rows when it is folded so.
    private func changes(_ part: SectionKey, _ isFolded: Bool) -> Bool {
        var model = self
        model.choices.folds.parts[part] = isFolded
        return model.rows(of: part.step).rows.count != rows(of: part.step).rows.count
    }

    private mutating func showStart(of part: SectionKey) {
        let row = rows(of: part.step).row(of: part.kind) ?? 1
        top = clamped(BodyPosition(step: part.step, row: max(0, row - 1)))
    }

    /// The current step alone on one line, in a few, or in full; as all the others are, it is no exception any more.
    mutating func cycleStepDensity() -> Reaction {
        guard stepCount > 0 else { return .done }
        let next = (choices.folds.densities[current] ?? preferences.density).next
        let step = current
        if top.step != step { top = clamped(BodyPosition(step: step)) }
        keepingPlace { $0.choices.folds.densities[step] = next == $0.preferences.density ? nil : next }
        return .say("step \(current + 1): \(next.word)")
    }

    /// Folds or unfolds all parts of the kind of the one at the top, in every step.
    mutating func setGroupFold(_ isFolded: Bool) -> Reaction {
        guard stepCount > 0 else { return .done }
        let part = currentPart
        keepingPlace { model in
            model.preferences.groupFolds[part.kind.group] = isFolded
            model.choices.folds.parts = model.choices.folds.parts.filter { $0.key.kind.group != part.kind.group }
        }
        if isFolded, top.row > 0 { showStart(of: part) }
        return .say("\(part.kind.group.rawValue) \(isFolded ? "folded" : "unfolded") in all steps")
    }

    /// The text of the part at the top of the body, and what it is called; nil where the step as a whole is meant.
    package var partText: (text: String, name: String)? {
        guard top.step == current, top.row > 0, let step = document?.step(current) else { return nil }
        let part = matchedPart ?? currentPart
        return StepText.text(of: part.kind, in: step).map { ($0, "\(part.kind.word) of step \(step.number)") }
    }

    /// The part that holds the match that was gone to last, while that is where one is.
    private var matchedPart: SectionKey? {
        guard let place = find?.place, place.top == top, place.step == current else { return nil }
        let rows = rows(of: place.step).rows
        return rows.indices.contains(place.row) ? SectionKey(step: place.step, kind: rows[place.row].part) : nil
    }

    /// The first thing on the screen that can be opened, while no lines are selected.
    var openable: Openable? {
        guard selection == nil else { return nil }
        for (position, row) in visibleRows() {
            if let reference = row.subagent { return .subagent(reference) }
            guard row.spans.contains(where: { $0.ink.slot == .folded }) else { continue }
            return .part(SectionKey(step: position.step, kind: row.part))
        }
        return nil
    }

    /// Unfolds the first part on the screen that is folded; else folds the part at the top.
    mutating func openOnScreen() -> Reaction {
        if case .part(let part) = openable {
            keepingPlace { $0.choices.folds.parts[part] = false }
            return .done
        }
        // What was unfolded by hand is folded again; what was not stays: Enter hides nothing that nobody opened.
        guard choices.folds.parts[currentPart] == false else {
            return .say("Nothing to open here; \(key: .fold) folds this part")
        }
        return setFold(true)
    }
}
