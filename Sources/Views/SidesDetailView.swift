import Reader
import Shell
import Terminal
import Triage
import Wire

/// The selected steps of two runs in full: beside each other, or as the one with the other's rows between.
enum SidesDetailView {
    static func draw(_ model: TrajectoryDiffModel, in rect: Rect, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        guard let selected = model.selected else {
            return PaneTitle.draw("Step", in: panes.top, isFocused: false, on: &canvas)
        }
        PaneTitle.draw(title(selected), right: scroll(model), in: panes.top, isFocused: false, on: &canvas)
        let rows = model.detail
        // The headers stay: one knows whose rows these are however far one scrolls.
        let shown = (rows.prefix(1) + rows.dropFirst(1 + model.detailTop)).prefix(panes.rest.height)
        if model.size.isWide {
            drawWide(Array(shown), selected, model, in: panes.rest, on: &canvas)
        } else {
            drawNarrow(Array(shown), in: panes.rest, on: &canvas)
        }
    }

    private static func title(_ selected: AlignedStep) -> String { ChangeLook(selected.change).words }

    private static func scroll(_ model: TrajectoryDiffModel) -> [Span] {
        let below = model.detail.count - 1 - model.detailTop - model.detailRoom
        guard below > 0 || model.detailTop > 0 else { return [] }
        return [
            Span(
                below > 0 ? "\(NumberFormat.counted(below, "more row")): \(key: .halfPageDown)" : "end",
                .dim)
        ]
    }

    private static func drawWide(
        _ rows: [SidesDetailRow], _ selected: AlignedStep, _ model: TrajectoryDiffModel, in rect: Rect,
        on canvas: inout Canvas
    ) {
        let width = model.size.column
        let left = Rect(x: rect.x, y: rect.y, width: width, height: rect.height)
        let right = Rect(x: rect.x + width + SidesSize.gutter, y: rect.y, width: width, height: rect.height)
        for (at, row) in rows.enumerated() {
            draw(row.left, .removed, row.differs, in: left, row: at, on: &canvas)
            draw(row.right, .added, row.differs, in: right, row: at, on: &canvas)
        }
        for row in 0..<rect.height {
            canvas.draw("│", .rule, in: rect, row: row, indent: width + 2)
        }
        for side in DiffSide.allCases where selected.step(side) == nil {
            let words = "run \(side.letter) has no such step"
            canvas.draw(words, .dim, in: side == .left ? left : right, row: 0, indent: 1)
        }
    }

    private static func draw(
        _ spans: [Span]?, _ slot: ThemeSlot, _ differs: Bool, in rect: Rect, row: Int, on canvas: inout Canvas
    ) {
        guard let spans else { return }
        if differs { canvas.draw("▌", slot, in: rect, row: row) }
        canvas.draw(spans, in: rect, row: row, indent: 1)
    }

    /// What both say once; else the row of the one, and below it the row of the other.
    private static func drawNarrow(_ rows: [SidesDetailRow], in rect: Rect, on canvas: inout Canvas) {
        var at = 0
        for row in rows {
            guard at < rect.height else { return }
            if !row.differs, let left = row.left, let right = row.right, left == right {
                canvas.draw(left, in: rect, row: at, indent: 3)
                at += 1
                continue
            }
            for (side, spans) in [(DiffSide.left, row.left), (.right, row.right)] {
                guard let spans, at < rect.height else { continue }
                canvas.draw(side.letter, side == .left ? .removed : .added, in: rect, row: at, indent: 1)
                canvas.draw(spans, in: rect, row: at, indent: 3)
                at += 1
            }
        }
    }
}
