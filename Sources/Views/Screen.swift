package import App
import Panes
import Reader
import Shell
package import Terminal
import Wire

/// The whole screen from the whole state: pure, top to bottom.
package enum Views {
    /// Draws a frame. The buffer comes blank and of the state's size.
    package static func draw(_ state: AppState, theme: Theme, into buffer: inout CellBuffer) {
        // The canvas alone holds the cells while it draws: a second owner would make the first change copy them all.
        var canvas = Canvas(
            buffer: CellBuffer(size: Size(width: 0, height: 0)), theme: theme, keys: state.keymap.names)
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
        drawRule(layout, on: &canvas)
        draw(state.stack.main, state, on: &canvas)
        if let overlay = state.stack.overlay { draw(overlay, state, on: &canvas) }
        FootList.draw(state, in: layout, on: &canvas)
        StatusView.draw(state, in: layout.status, on: &canvas)
    }

    /// A question before there is anything to look at: wrapped, in the middle.
    package static func draw(question: String, theme: Theme, into buffer: inout CellBuffer) {
        var canvas = Canvas(buffer: buffer, theme: theme, keys: Keymap().names)
        let all = Rect(buffer.size)
        canvas.fill(all, .text)
        canvas.drawCentred(Wrap.rows([Span(question)], width: max(10, min(72, all.width - 4))), in: all)
        buffer = canvas.buffer
    }

    /// Between parts that stand side by side.
    private static func drawRule(_ layout: ScreenLayout, on canvas: inout Canvas) {
        guard let list = layout.list, let lower = layout.lower, list.y == lower.y else { return }
        for row in 0..<list.height {
            canvas.draw("│", .rule, in: Rect(x: list.maxX, y: list.y, width: 1, height: list.height), row: row)
        }
    }

    private static func draw(_ pane: any Pane, _ state: AppState, on canvas: inout Canvas) {
        let frame = PaneFrame(
            layout: state.layout, now: state.now, columns: state.columnsInView, focusesLower: pane.shape.focusesLower)
        table[ObjectIdentifier(type(of: pane))]?(pane, frame, &canvas)
    }

    // MARK: Which view draws which pane

    private typealias Drawer = @Sendable (any Pane, PaneFrame, inout Canvas) -> Void

    /// One row for each type of pane.
    private static let table: [ObjectIdentifier: Drawer] = Dictionary(uniqueKeysWithValues: [
        row(EvaluationsModel.self) { pane, frame, canvas in
            guard let list = frame.layout.list else { return }
            EvaluationsView.draw(pane, frame, in: list, on: &canvas)
        },
        row(ItemsPane.self) { pane, frame, canvas in
            if let list = frame.layout.list {
                ItemsView.draw(pane.list, frame, in: list, on: &canvas)
            }
            if let lower = frame.layout.lower {
                TextPaneView.draw(pane.detail, in: lower, isFocused: frame.focusesLower, on: &canvas)
            }
        },
        row(ReaderPane.self) { pane, frame, canvas in
            if let list = frame.layout.list {
                OutlineView.draw(pane.model, in: list, isFocused: frame.focusesUpper, on: &canvas)
            }
            if let lower = frame.layout.lower {
                BodyView.draw(pane.model, in: lower, isFocused: frame.focusesLower, on: &canvas)
            }
        },
        row(HitsModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { HitsView.draw(pane, frame, in: list, on: &canvas) }
            if let lower = frame.layout.lower {
                TextPaneView.draw(pane.preview.text, in: lower, isFocused: false, on: &canvas)
            }
        },
        row(SweepModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { SweepView.draw(pane, frame, in: list, on: &canvas) }
            if let lower = frame.layout.lower {
                TextPaneView.draw(pane.preview.text, in: lower, isFocused: false, on: &canvas)
            }
        },
        row(WorldsModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { WorldsView.draw(pane, frame, in: list, on: &canvas) }
        },
        row(SessionsModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { SessionsView.draw(pane, frame, in: list, on: &canvas) }
        },
        row(ComparisonModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { ComparisonView.draw(pane, in: list, on: &canvas) }
        },
        row(TrajectoryDiffModel.self) { pane, frame, canvas in
            if let list = frame.layout.list { SidesView.draw(pane, in: list, on: &canvas) }
            if let lower = frame.layout.lower { SidesDetailView.draw(pane, in: lower, on: &canvas) }
        },
        row(LinesPane.self) { pane, frame, canvas in OverlayView.draw(pane, in: frame, on: &canvas) },
        row(JSONPane.self) { pane, frame, canvas in OverlayView.draw(pane, in: frame, on: &canvas) },
        row(SummaryPane.self) { pane, frame, canvas in OverlayView.draw(pane, in: frame, on: &canvas) },
        row(DownloadsPane.self) { pane, frame, canvas in OverlayView.draw(pane, in: frame, on: &canvas) },
        row(CommandMenu.self) { pane, frame, canvas in CommandMenuView.draw(pane, in: frame, on: &canvas) },
        row(Menu.self) { pane, frame, canvas in OverlayView.draw(pane, in: frame, on: &canvas) },
    ])

    private static func row<P: Pane>(
        _ type: P.Type, _ draw: @escaping @Sendable (P, PaneFrame, inout Canvas) -> Void
    ) -> (ObjectIdentifier, Drawer) {
        (
            ObjectIdentifier(P.self),
            { pane, frame, canvas in
                if let pane = pane as? P { draw(pane, frame, &canvas) }
            }
        )
    }
}
