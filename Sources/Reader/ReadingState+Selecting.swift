import RichText
package import Shell
import Terminal
import Trajectory
import Wire

// Selecting lines of the body: from where it began to a cursor that all motions move. What is selected is kept as places in
// the texts, so it stays the same whatever is folded, wrapped, resized or still to come.
extension ReadingState {
    /// V: begins where one is, the match that was gone to last or the line on top, in the outline the step; again: leaves.
    private mutating func toggleSelection(bySteps: Bool) -> Reaction {
        guard selection == nil else { return endSelection() }
        guard stepCount > 0, shownCount > 0 else { return .say("Nothing to select here", .warning) }
        let start = bySteps ? BodyPosition(step: current) : startOfSelection
        let line = bySteps ? LineRange(step: current) : lines(at: start)
        selection = LineSelection(anchor: line, cursor: line)
        if !bySteps { putCursor(at: start) }
        return .done
    }

    /// Motions of the outline select whole steps.
    mutating func selectStep() {
        let step = current
        selection?.cursor = LineRange(step: step)
    }

    @discardableResult
    package mutating func endSelection() -> Reaction {
        selection = nil
        return .done
    }

    private var startOfSelection: BodyPosition {
        if let place = find?.place, place.top == top { return BodyPosition(step: place.step, row: place.row) }
        let start = current == top.step ? top : BodyPosition(step: current)
        return rows(of: start.step).rows.count > start.row + 1 ? walked(start, by: 1) : start
    }

    /// Space: what is selected begins at the cursor.
    private mutating func selectHere() -> Reaction {
        guard let cursor = selection?.cursor else { return .done }
        selection?.anchor = cursor
        return .done
    }

    /// `o`: the cursor goes to where the selection began, which from then on is its moving end.
    mutating func swapEnds() -> Reaction {
        guard let selected = selection else { return .done }
        selection = LineSelection(anchor: selected.cursor, cursor: selected.anchor)
        point(at: selected.anchor.lower.step)
        reveal()
        return .done
    }

    // MARK: Places and rows

    /// The row that the cursor is on.
    package var cursor: BodyPosition? {
        guard let selection else { return nil }
        let first = position(of: selection.cursor.lower)
        let rows = rows(of: first.step).rows
        return BodyPosition(
            step: first.step, row: min(first.row + selection.row, Self.end(ofLineAt: first.row, in: rows)))
    }

    /// Whether the text of a row is selected.
    package func isSelected(_ row: BodyRow, of step: Int) -> Bool {
        guard let range = selection?.range else { return false }
        guard (range.lower.step...range.upper.step).contains(step) else { return false }
        return isOneLine(step) || isSelected(row, of: step, in: range)
    }

    /// The same of a step that has its rows.
    func isSelected(_ row: BodyRow, of step: Int, in range: LineRange) -> Bool {
        guard let line = row.line else { return false }
        let place = LineRange(step: step, row)
        // What is only drawn belongs to what stands around it.
        return line.count > 0 ? range.overlaps(place) : range.lower < place.lower && place.lower <= range.upper
    }

    /// Whether all of a step is selected.
    package func isSelected(step: Int) -> Bool {
        guard let range = selection?.range else { return false }
        return range.lower <= LineRange(step: step).lower && LineRange(step: step).upper <= range.upper
    }

    /// The step is one line of the body, which stands for all of it.
    func isOneLine(_ step: Int) -> Bool {
        (choices.folds.densities[step] ?? preferences.density) == .line
            || document.map { heavy.awaits(step, of: $0) } ?? false
    }

    private func lines(at position: BodyPosition) -> LineRange {
        let rows = rows(of: position.step).rows
        guard !isOneLine(position.step), rows.indices.contains(position.row) else {
            return LineRange(step: position.step)
        }
        return LineRange(step: position.step, rows[position.row])
    }

    /// The first row of the line that a place is in.
    func position(of place: TextPosition) -> BodyPosition {
        let step = min(place.step, max(0, stepCount - 1))
        guard !isOneLine(step) else { return BodyPosition(step: step) }
        let rows = rows(of: step).rows
        let behind = Self.firstRow(behind: place, in: rows)
        guard behind > 0 else { return BodyPosition(step: step) }
        return BodyPosition(step: step, row: Self.start(ofLineAt: behind - 1, in: rows))
    }

    private static func firstRow(behind place: TextPosition, in rows: [BodyRow]) -> Int {
        rows.partitioningIndex { LineRange(step: place.step, $0).lower > place }
    }

    private static func isSameLine(_ row: BodyRow, _ other: BodyRow) -> Bool {
        row.block == other.block && row.line == other.line
    }

    private static func start(ofLineAt row: Int, in rows: [BodyRow]) -> Int {
        var first = row
        while first > 0, isSameLine(rows[first - 1], rows[row]) { first -= 1 }
        return first
    }

    private static func end(ofLineAt row: Int, in rows: [BodyRow]) -> Int {
        var last = row
        while last + 1 < rows.count, isSameLine(rows[last + 1], rows[row]) { last += 1 }
        return last
    }

    // MARK: Motions

    /// What commands do while lines are selected; nil for what they do anyway.
    mutating func applyToSelection(_ command: Command, in context: Context) -> Reaction? {
        switch command {
        case .select: return toggleSelection(bySteps: context == .outline)
        case .selectHere: return selectHere()
        case .swapEnds: return swapEnds()
        case .back where selection != nil: return endSelection()
        case .nextMatch, .previousMatch:
            guard let cursor, find != nil else { return nil }
            let from = BodyPosition(step: cursor.step, row: cursor.row - 1)
            guard goToMatch(from: from, forward: command == .nextMatch, includingHere: false), let place = currentMatch
            else { return .say("No further match", .warning) }
            putCursor(at: place)
            return .done
        case .copyID, .copyText: return takeSelection(.copy)
        case .pager: return takeSelection(.page)
        case .editor: return takeSelection(.edit)
        default: return context == .outline ? nil : moveSelection(command)
        }
    }

    /// Motions of the body while lines are selected; nil for what is none.
    mutating func moveSelection(_ command: Command) -> Reaction? {
        guard let cursor else { return nil }
        let page = max(1, size.bodyHeight - 2)
        switch command {
        case .down: putCursor(at: nextLine(after: cursor))
        case .up: putCursor(at: lineBefore(cursor))
        case .halfPageDown: putCursor(at: walked(cursor, by: max(1, page / 2)))
        case .halfPageUp: putCursor(at: walked(cursor, by: -max(1, page / 2)))
        case .pageDown: putCursor(at: walked(cursor, by: page))
        case .pageUp: putCursor(at: walked(cursor, by: -page))
        case .top: putCursor(at: BodyPosition(step: step(atRow: 0) ?? 0))
        case .bottom: putCursor(at: end)
        case .nextStep:
            let next = step(atRow: row(ofStep: cursor.step) + 1)
            putCursor(at: next.map { BodyPosition(step: $0) } ?? end)
        case .previousStep:
            let before = cursor.row > 0 ? cursor.step : step(atRow: row(ofStep: cursor.step) - 1) ?? cursor.step
            putCursor(at: BodyPosition(step: before))
        case .open: return unfoldAtCursor(cursor)
        default: return nil
        }
        return .done
    }

    private var end: BodyPosition {
        let step = step(atRow: shownCount - 1) ?? 0
        return BodyPosition(step: step, row: max(0, rows(of: step).rows.count - 1))
    }

    private func nextLine(after position: BodyPosition) -> BodyPosition {
        let rows = rows(of: position.step).rows
        let row = rows.indices.contains(position.row) ? Self.end(ofLineAt: position.row, in: rows) + 1 : 1
        if rows.indices.contains(row) { return BodyPosition(step: position.step, row: row) }
        return step(atRow: self.row(ofStep: position.step) + 1).map { BodyPosition(step: $0) } ?? position
    }

    private func lineBefore(_ position: BodyPosition) -> BodyPosition {
        let rows = rows(of: position.step).rows
        let first = rows.isEmpty ? 0 : Self.start(ofLineAt: min(position.row, rows.count - 1), in: rows)
        let before = walked(BodyPosition(step: position.step, row: first), by: -1)
        let around = self.rows(of: before.step).rows
        guard around.indices.contains(before.row) else { return before }
        return BodyPosition(step: before.step, row: Self.start(ofLineAt: before.row, in: around))
    }

    private mutating func unfoldAtCursor(_ cursor: BodyPosition) -> Reaction {
        let rows = rows(of: cursor.step).rows
        guard rows.indices.contains(cursor.row), rows[cursor.row].spans.contains(where: { $0.ink.slot == .folded })
        else { return .say("\(key: .copyText) copies the lines, \(key: .pager) views them, \(key: .back) leaves") }
        choices.folds.parts[SectionKey(step: cursor.step, kind: rows[cursor.row].part)] = false
        return .done
    }

    /// Moves the selection's end to a row, and that into view.
    mutating func putCursor(at position: BodyPosition) {
        let rows = rows(of: position.step).rows
        let line = lines(at: position)
        selection?.cursor = line
        let first = rows.indices.contains(position.row) ? Self.start(ofLineAt: position.row, in: rows) : 0
        selection?.row = max(0, position.row - first)
        point(at: position.step)
        reveal()
    }

    /// Brings the cursor into view, and of its line as much as there is room for.
    mutating func reveal() {
        guard let cursor, size.bodyHeight > 0, shownCount > 0 else { return }
        if cursor.step == top.step ? cursor.row <= top.row : cursor < top {
            top = clamped(BodyPosition(step: cursor.step, row: max(0, cursor.row - 1)))
            return
        }
        let rows = rows(of: cursor.step).rows
        let end = Self.end(ofLineAt: cursor.row, in: rows)
        let room = size.bodyHeight - 1
        let lowest = BodyPosition(step: cursor.step, row: end - cursor.row < room ? end : cursor.row)
        guard !visibleRows().contains(where: { $0.position == lowest }) else { return }
        top = clamped(walked(lowest, by: -room))
    }
}
