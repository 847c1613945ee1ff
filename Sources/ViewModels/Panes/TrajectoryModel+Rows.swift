import Trajectory

// Which rows are on the screen.
extension TrajectoryModel {
    /// Takes the sizes of the panes; the position stays on its step.
    package mutating func resize(_ size: PaneSize) {
        guard size != self.size else { return }
        self.size = size
        if options.width != size.bodyWidth {
            options.width = size.bodyWidth
            top.row = 0
        }
        outline.reveal(count: stepCount, height: size.listHeight)
        if document != nil { top = scroll.clamped(top) }
    }

    package func rows(of step: Int) -> StepRows {
        guard let document else { return StepRows(rows: []) }
        return cache.rows(of: step, in: document, options: options, isRaw: isRaw)
    }

    var scroll: BodyScroll {
        BodyScroll(stepCount: stepCount, height: size.bodyHeight) { rows(of: $0).rows.count }
    }

    /// The rows on the screen: the header of the top step first, then what follows the top row.
    package func visibleRows() -> [(position: BodyPosition, row: BodyRow)] {
        guard stepCount > 0, size.bodyHeight > 0 else { return [] }
        var visible: [(BodyPosition, BodyRow)] = []
        var step = top.step
        if let header = rows(of: step).rows.first { visible.append((BodyPosition(step: step), header)) }
        var row = top.row + 1
        while visible.count < size.bodyHeight, step < stepCount {
            let rows = rows(of: step).rows
            for at in row..<max(row, rows.count) {
                guard visible.count < size.bodyHeight else { break }
                visible.append((BodyPosition(step: step, row: at), rows[at]))
            }
            step += 1
            row = 0
        }
        return visible
    }
}
