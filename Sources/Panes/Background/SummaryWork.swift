package import Shell
import Triage
import Wire

/// An evaluation to be summed up.
package struct SummaryWork: ComputeWork {
    let table: ItemTable
    let now: Timestamp

    package func run() throws -> SummaryData {
        SummaryData(table: table, summary: summary, classes: table.failureClasses())
    }

    /// The same on several threads; `report` hears at once what became of the items, and then why they failed as far as
    /// that is known.
    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) async throws {
        let places = Array(table.rows.indices)
        var figures = SummaryData(table: table, summary: summary, classes: table.classes(ofKnown: places))
        figures.isWhole = false
        report(.summarised(figures))
        try await SignatureWork(table: table, places: places).run { _ in
            figures.classes = table.classes(ofKnown: places)
            report(.summarised(figures))
        }
        figures.classes = table.failureClasses()
        figures.isWhole = true
        report(.summarised(figures))
    }

    private var summary: EvaluationSummary { EvaluationSummary(table, now: now) }
}
