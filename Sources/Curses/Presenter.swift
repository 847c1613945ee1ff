import CNCurses
import Terminal

/// Brings frames to curses: compares with the frame before, hands over the rows that differ, whole, and lets curses find
/// the fewest bytes (a list that has moved by a line becomes one scroll).
final class Presenter {
    private var shown: CellBuffer?

    /// The next frame counts as new from top to bottom.
    func forget() { shown = nil }

    /// Shows a frame and gives back the one before in its place, so that no frame is ever copied.
    func present(_ frame: inout CellBuffer, modes: PrivateModes) {
        let changed = Presenter.changedRows(from: shown, to: frame)
        if changed.isEmpty, shown?.cursor == frame.cursor { return }
        for y in changed { draw(frame, row: y) }
        nc_scrolling(Presenter.isScroll(from: shown, to: frame, changed))
        let cursor = frame.cursor
        nc_cursor(Int32(cursor?.x ?? -1), Int32(cursor?.y ?? -1))
        Raw.write(modes.beginFrame)
        nc_flush()
        Raw.write(modes.endFrame)
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

    /// Whether the frame is the one before, moved by one line: only then is the terminal asked to scroll. By several lines
    /// curses would use sequences (SU, SD) that some terminals and recorders do not know, and a page is new anyhow.
    static func isScroll(from old: CellBuffer?, to new: CellBuffer, _ changed: [Int]) -> Bool {
        guard let old, old.size == new.size, changed.count >= leastScrolled else { return false }
        for shift in [1, -1] where changed.count(where: { new.rowEquals($0, old, at: $0 + shift) }) * 2 > changed.count {
            return true
        }
        return false
    }

    /// Fewer rows than this are cheaper drawn than scrolled.
    private static let leastScrolled = 5

    private func draw(_ frame: CellBuffer, row y: Int) {
        frame.withRow(y) { cells in
            cells.withMemoryRebound(to: nc_cell.self) { nc_draw_row(Int32(y), $0.baseAddress, Int32($0.count)) }
        }
    }
}
