package import Platform
package import Wire

/// One evaluation in which a failure class was met: what is kept of it on this machine.
package struct ClassSighting: Hashable, Sendable {
    /// The id of the class's signature.
    package var failureClass: String
    package var evaluation: EvaluationID
    /// The evaluation's name. Hostile: show through `Sanitize`.
    package var name: String
    /// When the evaluation began.
    package var at: Timestamp
    package var count: Int

    package init(failureClass: String, evaluation: EvaluationID, name: String, at: Timestamp, count: Int) {
        self.failureClass = failureClass
        self.evaluation = evaluation
        self.name = name
        self.at = at
        self.count = count
    }

    /// The sightings of the classes of an evaluation, by every id that a class has; none where nobody knows when it began.
    package static func of(_ classes: [FailureClass], in evaluation: Evaluation) -> [ClassSighting] {
        guard let at = evaluation.began else { return [] }
        return classes.flatMap { failures in
            Set(failures.ids).map {
                ClassSighting(
                    failureClass: $0, evaluation: evaluation.id, name: evaluation.name, at: at, count: failures.count)
            }
        }
    }
}

/// When a failure class was met, over all evaluations whose classes were looked at on this machine.
package struct ClassHistory: Hashable, Sendable {
    package let first: ClassSighting
    package let last: ClassSighting
    package let evaluations: Int

    /// Nil where the class was never met.
    package init?(_ failures: FailureClass, _ sightings: [String: [ClassSighting]]) {
        let met = failures.ids.flatMap { sightings[$0] ?? [] }
        guard let first = met.min(by: { $0.at < $1.at }), let last = met.max(by: { $0.at < $1.at }) else { return nil }
        self.first = first
        self.last = last
        evaluations = Set(met.map(\.evaluation)).count
    }

    /// `first seen 2026-11-14 in nightly, last seen 2026-11-20, in 3 evaluations`. Hostile.
    package var words: String {
        guard evaluations > 1 else { return "first seen \(first.at.day) in \(first.name)" }
        return "first seen \(first.at.day) in \(first.name), last seen \(last.at.day), "
            + "in \(NumberFormat.counted(evaluations, "evaluation"))"
    }

    package var json: JSONValue {
        func json(_ sighting: ClassSighting) -> JSONValue {
            [
                "evaluation_id": .string(sighting.evaluation.text), "name": .string(sighting.name),
                "date": .string(sighting.at.iso8601),
            ]
        }
        return ["first": json(first), "last": json(last), "evaluations": .int(evaluations)]
    }
}

/// What came before the failure classes of an evaluation.
package struct ClassContext: Sendable {
    /// The last evaluation of the same name, and what became of the classes since; nil where this is the first.
    package let since: (run: Evaluation, changes: ClassChanges)?
    /// What is noted of classes on this machine, by the ids of their signatures.
    package let sightings: [String: [ClassSighting]]

    package init(since: (run: Evaluation, changes: ClassChanges)?, sightings: [String: [ClassSighting]]) {
        self.since = since
        self.sightings = sightings
    }

    /// What became of a class; nil where it was not compared.
    package func entry(of failures: FailureClass) -> ClassChanges.Entry? {
        since?.changes.entries.first { $0.failures.id == failures.id }
    }
}
