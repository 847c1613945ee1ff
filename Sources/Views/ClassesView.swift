import Platform
import Terminal
import Triage
import ViewModels
import Wire

/// The classes of failures of one evaluation, the largest first.
enum ClassesView {
    static func draw(_ model: ClassesModel, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let panes = rect.split(top: 1)
        let words = "\(Figures.grouped(model.total)) failures in \(model.classes.count) classes"
        PaneTitle.draw("Why they failed", right: [Span(words, .dim)], in: panes.top, isFocused: isFocused, on: &canvas)
        let columns = ColumnLayout(columns, width: rect.width - 1)
        let body = panes.rest.split(top: 1)
        canvas.draw(columns.header, in: body.top, row: 0, indent: 1)
        guard !model.classes.isEmpty else {
            return PaneNotice.draw(.empty("Nothing failed here.", hint: "Esc goes back"), in: body.rest, on: &canvas)
        }
        for row in 0..<body.rest.height {
            let index = model.cursor.top + row
            guard index < model.classes.count else { break }
            let spans = [Span(" ")] + columns.row(model.classes[index])
            if index == model.cursor.selected {
                canvas.drawSelected(spans, .selected, in: body.rest, row: row)
            } else {
                canvas.draw(spans, in: body.rest, row: row)
            }
        }
    }

    private static var columns: [Column<FailureClass>] {
        [
            Column(title: "Count", width: .fixed(6), isRight: true, rank: 0) {
                Span(Figures.grouped($0.count), .strong)
            },
            Column(title: "Share", width: .fixed(5), isRight: true, rank: 2) {
                Span(Figures.percent($0.share), .number)
            },
            Column(title: "Status", width: .fixed(13), rank: 3) { failure in
                let look = StatusLook(failure.signature.status)
                return Span("\(look.sign) \(look.word)", look.slot)
            },
            Column(title: "Failure", width: .flexible(least: 16, weight: 5), rank: 0) {
                Span(Sanitize.line($0.signature.text))
            },
            Column(title: "Models", width: .flexible(least: 8, weight: 1), rank: 5) {
                Span(Sanitize.line($0.models.joined(separator: ", ")), .dim)
            },
            Column(title: "Last seen", width: .fixed(16), rank: 6) { Span($0.lastSeen?.minute ?? "-", .dim) },
        ]
    }
}
