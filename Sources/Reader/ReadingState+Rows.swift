package import Shell
import Trajectory

// Which rows are on the screen.
extension ReadingState {
    /// Takes over how documents are drawn by now; the line that is read stays where it is.
    mutating func take(_ frame: ReadingFrame) {
        guard frame.size != size || frame.preferences != preferences else {
            self.frame = frame
            return
        }
        keepingPlace { $0.frame = frame }
        outline.reveal(count: outlineCount, height: outlineHeight)
        if document != nil { top = clamped(top) }
    }

    /// Everything that rows are drawn by.
    package var options: ReaderOptions {
        var options = ReaderOptions(width: size.bodyWidth)
        options.preferences = preferences
        options.folds = choices.folds
        options.pattern = find?.pattern
        options.hidden = limit.parts
        options.media = media
        options.keys = frame.keys
        return options
    }

    package func rows(of step: Int) -> StepRows {
        guard let document else { return StepRows(rows: []) }
        return cache.rows(of: step, in: document, options: options, heavy: heavy)
    }

    /// What has to be decoded behind for the rows on the screen.
    package mutating func wanted() -> [EffectRequest] {
        guard let document else { return [] }
        _ = visibleRows()
        return (heavy.takeWanted().map { [EffectRequest(.decode, DecodeWork(document, $0))] } ?? [])
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
