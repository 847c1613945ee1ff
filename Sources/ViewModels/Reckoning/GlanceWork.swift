import Triage
import Wire

/// An evaluation to be summed up.
package struct GlanceWork: Hashable, Sendable {
    let list: RowList
    let known: KnownSignatures
    let now: Timestamp

    package func run() throws -> GlanceFigures {
        let classes = try known.classes(of: list, at: Array(list.rows.indices), lastErrors: [:]) { _ in
            try Task.checkCancellation()
        }
        return GlanceFigures(summary: EvaluationSummary(list.rows, now: now), classes: classes)
    }
}

/// What an evaluation comes to.
package struct GlanceFigures: Sendable {
    let summary: EvaluationSummary
    let classes: [FailureClass]
    /// What failed everywhere first, then what is flaky, then the rest, in the order met.
    let tasks: [String]

    init(summary: EvaluationSummary, classes: [FailureClass]) {
        self.summary = summary
        self.classes = classes
        let verdicts = summary.tasks.map { (task: $0, verdict: summary.task($0).verdict) }
        tasks = [Verdict.fail, .flaky, .pending, .pass, .none].flatMap { verdict in
            verdicts.filter { $0.verdict == verdict }.map(\.task)
        }
    }
}
