import Platform
import Triage
import Wire

/// The rows of scripts: every object that `--json` prints is made here. Fields are only ever added (README, "JSON"); the
/// platform's own names are below `raw`, as it sent them.
enum Rows {
    static func json(_ evaluation: Evaluation, now: Timestamp) -> JSONValue {
        let counts = evaluation.counts
        return [
            "id": .string(evaluation.id.text), "name": .string(evaluation.name),
            "status": .string(evaluation.status.rawValue), "model": .optional(evaluation.model),
            "capability": .optional(evaluation.capability), "total": .quantity(total(evaluation)),
            "finished": .quantity(counts.finished), "passed": .quantity(counts[.passed]),
            "failed": .quantity(counts[.failed]),
            "timed_out": .quantity(counts[.timedOut]), "cancelled": .quantity(counts[.cancelled]),
            "infra_error": .quantity(counts[.infraError]), "pass_rate": CellFormat.rounded(counts.passRate),
            "judged": .quantity(counts[.passed] + counts[.failed]),
            "duration_s": CellFormat.exact(seconds: evaluation.duration(now: now)),
            "created_at": .optional(evaluation.createdAt?.iso8601),
            "started_at": .optional(evaluation.startedAt?.iso8601),
            "completed_at": .optional(evaluation.completedAt?.iso8601), "error": .optional(evaluation.errorSummary),
            "raw": evaluation.json,
        ]
    }

    static func cells(_ evaluation: Evaluation, id: String, now: Timestamp) -> [String] {
        [
            id, evaluation.status.rawValue, evaluation.name, evaluation.model ?? "",
            "\(evaluation.counts.finished)/\(total(evaluation))", rate(evaluation.counts),
            CellFormat.seconds(evaluation.duration(now: now)), evaluation.createdAt?.minute ?? "",
        ]
    }

    /// `64.1% of 92`: the share of those that passed or failed.
    private static func rate(_ counts: ItemCounts) -> String {
        counts.passRate.map {
            "\(CellFormat.percent($0)) of \(NumberFormat.grouped(counts[.passed] + counts[.failed]))"
        }
            ?? ""
    }

    private static func total(_ evaluation: Evaluation) -> Quantity {
        max(evaluation.counts.total, evaluation.datasetSize ?? 0)
    }

    static func json(_ row: ItemRow, _ facts: ItemAnnotations, now: Timestamp) -> JSONValue {
        let item = row.item
        return [
            "item_id": .string(item.id.text), "evaluation_id": .string(item.evaluationID.text),
            "position": .int(item.position), "status": .string(item.status.rawValue), "task": .string(item.taskName),
            "model": .optional(item.model), "error": .optional(item.error),
            "session_id": .optional(item.sessionID?.text),
            "duration_s": CellFormat.exact(seconds: row.duration(now: now)), "tokens": .optional(row.tokens),
            "tool_calls": .optional(row.toolCalls), "stop_reason": .optional(row.stopReason),
            "retries": .quantity(item.retryCount), "worker_id": .optional(item.workerID),
            "queued_at": .optional(item.queuedAt?.iso8601), "started_at": .optional(item.startedAt?.iso8601),
            "completed_at": .optional(item.completedAt?.iso8601), "mark": .optional(facts.mark),
            "note": .optional(facts.note), "seen": .bool(facts.seen), "steps": .optional(row.steps),
            "score": .optional(row.score?.value), "score_name": .optional(row.score?.name),
            "cost_usd": .optional(row.cost), "remark": .optional(item.remark), "raw": item.json,
        ]
    }

    static func cells(_ row: ItemRow, _ facts: ItemAnnotations, id: String, now: Timestamp) -> [String] {
        let item = row.item
        return [
            String(item.position), id, item.status.rawValue, item.taskName, item.model ?? "",
            CellFormat.seconds(row.duration(now: now)), CellFormat.count(row.tokens), item.retryCount.description,
            row.score?.text ?? "", item.error ?? row.provisionFailure?.causeMessage ?? row.agentError ?? "",
            facts.mark ?? "", item.remark ?? "",
        ]
    }

    static func json(_ session: Session) -> JSONValue {
        [
            "id": .string(session.id.text), "title": .optional(session.title), "model": .optional(session.model),
            "agent": .optional(session.agent), "message_count": .optional(session.messageCount),
            "token_count": .optional(session.tokenCount), "created_at": .optional(session.createdAt?.iso8601),
            "raw": session.json,
        ]
    }

    static func json(_ job: WorldJob) -> JSONValue {
        [
            "id": .string(job.id.text), "kind": .string(job.kind), "status": .string(job.status.rawValue),
            "progress": .optional(job.progress), "created_at": .optional(job.createdAt?.iso8601),
            "started_at": .optional(job.startedAt?.iso8601), "completed_at": .optional(job.completedAt?.iso8601),
            "created_by": .optional(job.createdBy), "error": .optional(job.error),
            "resource_type": .optional(job.resourceType), "resource_id": .optional(job.resourceID),
            "result": job.result ?? .null, "raw": job.json,
        ]
    }

    static func json(_ manifest: WorldManifest) -> JSONValue {
        [
            "id": .string(manifest.id.text), "name": .string(manifest.name),
            "status": .string(manifest.status.rawValue), "created_at": .optional(manifest.createdAt?.iso8601),
            "raw": manifest.json,
        ]
    }

    static func json(_ trajectory: WorldTrajectory) -> JSONValue {
        [
            "id": .string(trajectory.id.text), "manifest_id": .string(trajectory.manifestID.text),
            "name": .optional(trajectory.name), "goal": .optional(trajectory.goal),
            "strategy": .optional(trajectory.strategy), "success": .optional(trajectory.success),
            "steps": .quantity(trajectory.stepCount), "ended": .optional(trajectory.terminationReason),
            "job_id": .optional(trajectory.sourceJobID?.text),
            "created_at": .optional(trajectory.createdAt?.iso8601), "raw": trajectory.json,
        ]
    }

    static func cells(_ job: WorldJob, id: String, now: Timestamp) -> [String] {
        let end = job.completedAt ?? (job.status.isTerminal ? nil : now)
        let took = job.startedAt.flatMap { start in end.map { $0 - start } }
        return [
            id, job.kind, job.status.rawValue, CellFormat.percent(job.progress?.share(of: 1)), CellFormat.seconds(took),
            job.createdBy ?? "", job.createdAt?.minute ?? "", job.error ?? "",
        ]
    }
}
