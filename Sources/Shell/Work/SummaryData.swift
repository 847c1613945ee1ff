package import Triage
import Wire

/// What an evaluation comes to.
package struct SummaryData: Sendable {
    /// What was summed up.
    package let table: ItemTable
    package let summary: EvaluationSummary
    package var classes: [FailureClass]
    /// What failed everywhere first, then what is flaky, then the rest, in the order met.
    package let tasks: [String]
    /// Why all failures failed is known, and not of some only.
    package var isWhole = true

    package init(table: ItemTable, summary: EvaluationSummary, classes: [FailureClass]) {
        self.table = table
        self.summary = summary
        self.classes = classes
        let verdicts = summary.tasks.map { (task: $0, verdict: summary.task($0).verdict) }
        tasks = [TaskOutcome.fail, .flaky, .pending, .pass, .none].flatMap { verdict in
            verdicts.filter { $0.verdict == verdict }.map(\.task)
        }
    }
}
