import CNCurses
import Terminal

/// Brings frames to curses: compares with the frame before, hands over the rows that differ, whole, and lets curses find
/// the fewest bytes (a list that has moved by a line becomes one scroll).
final class Presenter {
    private var shown: CellBuffer?
    /// Frames with no more changed rows than this are read in one piece: what marks a frame would be bytes for nothing.
    private static let most = 4

    /// The next frame counts as new from top to bottom.
    func forget() { shown = nil }

    /// Shows a frame and gives back the one before in its place, so that no frame is ever copied.
    func present(_ frame: inout CellBuffer, modes: PrivateModes) {
        let changed = Presenter.changedRows(from: shown, to: frame)
        let isSameCursor = shown?.cursor == frame.cursor && shown?.showsCursor == frame.showsCursor
        if changed.isEmpty, isSameCursor { return }
        for y in changed { draw(frame, row: y) }
        let cursor = frame.cursor
        nc_cursor(Int32(cursor?.x ?? -1), Int32(cursor?.y ?? -1), frame.showsCursor)
        let isLarge = changed.count > Presenter.most
        nc_flush(isLarge ? modes.beginFrame : "", isLarge ? modes.endFrame : "")
        let previous = shown ?? CellBuffer(size: frame.size)
        shown = frame
        frame = previous
    }

    /// The rows that do not show the same; all of them where there is nothing to compare with.
    static func changedRows(from old: CellBuffer?, to new: CellBuffer) -> [Int] {
        let rows = 0..<new.size.height
        guard let old, old.size == new.size else { return Array(rows) }
        return rows.filter { !new.rowEquals($0, old) }
    }

    private func draw(_ frame: CellBuffer, row y: Int) {
        frame.withRow(y) { cells in
            cells.withMemoryRebound(to: nc_cell.self) { nc_draw_row(Int32(y), $0.baseAddress, Int32($0.count)) }
        }
    }
}
