package import Platform
import RichText
package import Shell
import Terminal
package import Wire

/// An evaluation at a glance: reckoned from its items, which may still be coming.
package struct SummaryPane: TextOverlay {
    package var text: TextPane
    package let evaluation: EvaluationID
    /// What it came to, once that is reckoned.
    package private(set) var figures: SummaryData?

    package init(_ evaluation: Evaluation) {
        self.evaluation = evaluation.id
        text = TextPane(title: SummaryLines.title(evaluation), lines: [])
    }

    package mutating func take(_ figures: SummaryData) { self.figures = figures }

    /// Shows what is known by now. `analytics` is the platform's answer, once it is here.
    package mutating func show(_ items: ItemsModel, analytics: JSONValue?, names: [String: String], width: Int) {
        guard let figures else {
            let count = NumberFormat.grouped(items.rows.count)
            let wait = items.rows.isEmpty ? "Loading…" : "Summing up \(count) items…"
            return text.show([RichLine([Span(wait, .dim)])], fromTop: false)
        }
        let lines = SummaryLines(figures, of: items.evaluation, names: names, width: width).lines(analytics: analytics)
        text.show(lines, fromTop: false)
    }
}
