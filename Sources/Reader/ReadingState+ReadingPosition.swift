import RichText

// The line that is read stays on the screen, whatever changes how it is drawn.
extension ReadingState {
    /// Changes how steps are drawn, and keeps the line that is read at the top.
    package mutating func keepingPlace(_ change: (inout Self) -> Void) {
        guard stepCount > 0 else { return change(&self) }
        let (place, before, matches) = (place, top, currentMatches)
        change(&self)
        show(place)
        guard find?.place != nil else { return }
        // What is folded away or laid out anew is not where the match was.
        let now = currentMatches
        guard let ordinal = find?.place?.ordinal, now.count == matches.count, now.indices.contains(ordinal) else {
            find?.place = nil
            return
        }
        find?.place?.row = now[ordinal]
        if find?.place?.top == before { find?.place?.top = top }
    }

    private var currentMatches: [Int] { find?.place.map { rows(of: $0.step).matchRows } ?? [] }

    private var place: ReadingPosition {
        if let kept, kept.top == top, kept.currentStep == currentStep { return kept.place }
        guard current == top.step, top.row > 0 else { return ReadingPosition(step: current) }
        let rows = rows(of: top.step).rows
        guard !rows.isEmpty else { return ReadingPosition(step: current) }
        let at = min(top.row + 1, rows.count - 1)
        let first = LineRange(step: top.step, rows[at]).lower
        let above = rows[..<at].reversed().prefix { $0.block == rows[at].block && $0.line == rows[at].line }.count
        return ReadingPosition(line: first, columns: above * size.bodyWidth)
    }

    private mutating func show(_ place: ReadingPosition) {
        let rows = rows(of: place.line.step).rows
        let first = position(of: place.line).row
        var row = first
        if preferences.isWrapping, rows.indices.contains(first),
            rows[first].line?.bytes.contains(place.line.offset) == true
        {
            let ofLine = rows[first...].prefix { $0.block == rows[first].block && $0.line == rows[first].line }.count
            row += min(place.columns / max(1, size.bodyWidth), ofLine - 1)
        }
        top = clamped(BodyPosition(step: place.line.step, row: max(0, row - 1)))
        kept = ReadingAnchor(place: place, top: top, currentStep: currentStep)
    }
}
