import Terminal
import ViewModels

/// The whole screen from the whole state: pure, top to bottom.
package enum Views {
    /// Draws a frame. The buffer comes blank and of the state's size.
    package static func draw(_ state: AppState, theme: Theme, into buffer: inout CellBuffer) {
        // The canvas alone holds the cells while it draws: a second owner would make the first change copy them all.
        var canvas = Canvas(buffer: CellBuffer(size: Size(width: 0, height: 0)), theme: theme)
        canvas.exchange(&buffer)
        defer { canvas.exchange(&buffer) }
        canvas.fill(Rect(state.size), .text)
        let least = ScreenLayout.smallest
        guard state.size.width >= least.width, state.size.height >= least.height else {
            let words = "\(state.size.width)x\(state.size.height) is too small: \(least.width)x\(least.height)"
            return canvas.drawCentred([[Span(words)]], in: Rect(state.size))
        }
        let layout = state.layout
        BreadcrumbView.draw(state, in: layout.breadcrumb, on: &canvas)
        drawPanes(state, layout, on: &canvas)
        if let overlay = state.overlay {
            let closing = state.escapeStopsDownload ? "Esc stops it · q closes" : "Esc closes"
            OverlayView.draw(overlay, closing: closing, size: state.size, on: &canvas)
        }
        StatusView.draw(state, in: layout.status, on: &canvas)
    }

    private static func drawPanes(_ state: AppState, _ layout: ScreenLayout, on canvas: inout Canvas) {
        if let list = layout.list, let lower = layout.lower, list.y == lower.y {
            for row in 0..<list.height {
                canvas.draw("│", .rule, in: Rect(x: list.maxX, y: list.y, width: 1, height: list.height), row: row)
            }
        }
        let isUpper = !state.focusesLower || layout.lower == nil
        switch state.place {
        case .evaluations:
            if let list = layout.list {
                EvaluationsView.draw(state.evaluations, now: state.now, in: list, isFocused: true, on: &canvas)
            }
        case .items:
            guard let items = state.items else { return }
            if let list = layout.list {
                ItemsView.draw(items, now: state.now, in: list, isFocused: isUpper, on: &canvas)
            }
            if let lower = layout.lower {
                TextPaneView.draw(state.detail, in: lower, isFocused: state.focusesLower, on: &canvas)
            }
        case .trajectory:
            guard let trajectory = state.trajectory else { return }
            if let list = layout.list { OutlineView.draw(trajectory, in: list, isFocused: isUpper, on: &canvas) }
            if let lower = layout.lower {
                BodyView.draw(trajectory, in: lower, isFocused: state.focusesLower, on: &canvas)
            }
        case .hits:
            guard let list = layout.list else { return }
            if state.showsSweep, let sweep = state.sweep {
                SweepView.draw(sweep, in: list, on: &canvas)
            } else if let hits = state.hits {
                HitsView.draw(hits, in: list, on: &canvas)
            }
        case .worlds:
            if let list = layout.list { WorldsView.draw(state.worlds, now: state.now, in: list, on: &canvas) }
        case .comparison:
            if let list = layout.list, let comparison = state.comparison {
                ComparisonView.draw(comparison, in: list, on: &canvas)
            }
        case .sides:
            guard let sides = state.sides else { return }
            if let list = layout.list { SidesView.draw(sides, in: list, on: &canvas) }
            if let lower = layout.lower { SidesDetailView.draw(sides, in: lower, on: &canvas) }
        }
    }
}
