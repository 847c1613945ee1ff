import App
import Platform
import Triage
import Wire

/// What a report holds: the evaluation at a glance and its failure classes.
struct FailureReport {
    let evaluation: Evaluation
    let filter: ItemFilter
    let rows: [ItemRow]
    let summary: EvaluationSummary
    let classes: [FailureClass]
    let local: LocalAnnotations
    /// Of the platform's web pages; nil for what is on this disk.
    let links: WebPages?
    let now: Timestamp
    /// What became of the classes since the run before; nil where there was none.
    var since: (run: Evaluation, changes: ClassChanges)?
    /// What is known of classes in earlier evaluations, by the ids of their signatures.
    var history: [String: [ClassSighting]] = [:]
    /// How much of the items is here, and of the run before's.
    var coverage: Coverage?
    /// Items that are named for each class.
    private static let mostExamples = 5

    /// Of the rows that the filter let pass.
    init(
        _ evaluation: Evaluation, _ rows: [ItemRow], filter: ItemFilter, local: LocalAnnotations, scope: PlatformScope,
        now: Timestamp
    ) {
        self.evaluation = evaluation
        self.filter = filter
        self.rows = rows
        self.local = local
        self.now = now
        let table = ItemTable(rows)
        summary = EvaluationSummary(table, now: now)
        classes = table.failureClasses(lastErrors: local.lastErrors)
        links = scope.capabilities.contains(.hasWebPages) ? WebPages(scope) : nil
    }

    var json: JSONValue {
        let whole = summary.whole
        return [
            "evaluation": Rows.json(evaluation, now: now), "filter": .string(filter.text), "items": .int(rows.count),
            "failed": .int(classes.reduce(0) { $0 + $1.count }), "judged": .int(whole.passRate.judged),
            "pass_rate": CellFormat.rounded(whole.passRate.rate),
            "pass_rate_low": CellFormat.rounded(whole.interval?.lowerBound),
            "pass_rate_high": CellFormat.rounded(whole.interval?.upperBound),
            "duration_p50_s": CellFormat.exact(seconds: whole.durationSpread?.median),
            "duration_p95_s": CellFormat.exact(seconds: whole.durationSpread?.p95),
            "duration_max_s": CellFormat.exact(seconds: whole.durationSpread?.maximum),
            "tokens": .quantity(whole.tokens), "cost_usd": CellFormat.rounded(whole.cost),
            "cost_items": .int(whole.priced),
            "link": .optional(links?.evaluation(evaluation.id)), "classes": .array(classes.map(json)),
            "marked": .array(marked.map(json)), "since": sinceJSON, "coverage": coverage?.json ?? .null,
            "complete": coverage.map { .bool($0.isWhole) } ?? .null,
        ]
    }

    private var sinceJSON: JSONValue {
        guard let since, var object = ClassChangesJSON.json(since.changes).object else { return .null }
        object["evaluation_id"] = .string(since.run.id.text)
        object["date"] = .optional(since.run.began?.iso8601)
        return .object(object)
    }

    /// Items that somebody marked, or wrote a note on.
    var marked: [EvaluationItem] {
        rows.map(\.item).filter { item in
            let facts = local.facts(of: item.id)
            return facts.mark != nil || facts.note != nil
        }
    }

    private func json(_ item: EvaluationItem) -> JSONValue {
        let facts = local.facts(of: item.id)
        return [
            "item_id": .string(item.id.text), "task": .string(item.taskName), "status": .string(item.status.rawValue),
            "mark": .optional(facts.mark), "note": .optional(facts.note),
        ]
    }

    /// The marks of a class's items with how often each was given, the most frequent first.
    func marks(of failures: FailureClass) -> [(mark: String, count: Int)] {
        let words = failures.members.compactMap { local.facts(of: rows[$0].item.id).mark }
        return Dictionary(grouping: words) { $0 }.map { ($0.key, $0.value.count) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    /// When a class was met first and last, over all evaluations that were looked at here.
    func history(of failures: FailureClass) -> ClassHistory? { ClassHistory(failures, history) }

    /// What became of a class since the run before; nil where there was none.
    func change(of failures: FailureClass) -> ClassChanges.Entry? {
        since?.changes.entries.first { $0.failures.id == failures.id }
    }

    /// What somebody called a class.
    func name(of failures: FailureClass) -> String? { failures.name(in: local.classNames) }

    private func json(_ failures: FailureClass) -> JSONValue {
        [
            "id": .string(failures.id), "name": .optional(name(of: failures)), "count": .int(failures.count),
            "share": CellFormat.rounded(failures.share),
            "label": .string(failures.title), "signature": .string(failures.signature.text),
            "status": .string(failures.signature.status.rawValue),
            "phase": .optional(failures.signature.phase), "stop_reason": .optional(failures.signature.stopReason),
            "source": .string(failures.signature.source.rawValue),
            "models": .array(failures.models.map(JSONValue.string)),
            "first_seen": .optional(failures.firstSeen?.iso8601), "last_seen": .optional(failures.lastSeen?.iso8601),
            "example": .string(failures.example), "tasks": .int(failures.tasks),
            "marks": .object(JSONObject(marks(of: failures).map { ($0.mark, .int($0.count)) })),
            "history": history(of: failures)?.json ?? .null, "change": .optional(change(of: failures)?.change.rawValue),
            "before": .optional(change(of: failures)?.countBefore),
            "items": .array(failures.members.map { .string(rows[$0].item.id.text) }),
        ]
    }

    /// Items of a class to name, with their links.
    func examples(_ failures: FailureClass) -> [(item: EvaluationItem, link: String?)] {
        failures.members.prefix(Self.mostExamples).map { index in
            let item = rows[index].item
            return (item, item.sessionID.flatMap { links?.session($0) })
        }
    }
}
