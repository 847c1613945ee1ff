import Trajectory

// Which rows are on the screen.
extension TrajectoryModel {
    /// Takes the sizes of the panes; the position stays on its step.
    package mutating func resize(_ size: PaneSize) {
        guard size != self.size else { return }
        keepingPlace { model in
            model.size = size
            model.options.width = size.bodyWidth
        }
        outline.reveal(count: outlineCount, height: outlineHeight)
        if document != nil { top = clamped(top) }
    }

    package func rows(of step: Int) -> StepRows {
        guard let document else { return StepRows(rows: []) }
        return cache.rows(of: step, in: document, options: options, isRaw: isRaw, heavy: heavy)
    }

    /// What has to be decoded behind for the rows on the screen.
    package mutating func wanted() -> [Request] {
        guard let document else { return [] }
        _ = visibleRows()
        return (heavy.takeWanted().map { [Request(.decode, DecodeWork(document, $0))] } ?? [])
            + wantedMedia()
    }

    /// The rows on the screen: the header of the top step first, then what follows the top row.
    package func visibleRows() -> [(position: BodyPosition, row: BodyRow)] {
        guard shownCount > 0, size.bodyHeight > 0 else { return [] }
        var visible: [(BodyPosition, BodyRow)] = []
        if let header = rows(of: top.step).rows.first { visible.append((BodyPosition(step: top.step), header)) }
        var place = row(ofStep: top.step)
        var row = top.row + 1
        while visible.count < size.bodyHeight, let step = step(atRow: place) {
            let rows = rows(of: step).rows
            for at in row..<max(row, rows.count) {
                guard visible.count < size.bodyHeight else { break }
                visible.append((BodyPosition(step: step, row: at), rows[at]))
            }
            place += 1
            row = 0
        }
        return visible
    }
}
