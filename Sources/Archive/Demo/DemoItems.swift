import Platform
import Wire

/// The demo's evaluations and items in the platform's form, at a moment.
extension DemoRun {
    func evaluation(at now: Timestamp) -> Evaluation {
        let status = jobStatus(at: now)
        var evaluation = Evaluation(id: id, name: spec.name, status: status, counts: counts(at: now))
        evaluation.kind = "security_task_benchmark"
        evaluation.model = spec.rivals.isEmpty ? spec.modelName(of: 0) : nil
        evaluation.capability = spec.capability
        evaluation.agentType = "dreadnode"
        evaluation.requestedConcurrency = Quantity(spec.concurrency)
        evaluation.effectiveConcurrency = status == .running ? Quantity(min(spec.concurrency, spec.items)) : nil
        evaluation.datasetSize = Quantity(spec.items)
        evaluation.taskTimeoutSeconds = Quantity(spec.timeout)
        evaluation.cleanupPolicy = number % 3 == 0 ? "on_success" : "always"
        evaluation.createdAt = created
        evaluation.queuedAt = created
        evaluation.startedAt = attempts.map(\.claimed).min().flatMap { $0 <= now ? $0 : nil }
        evaluation.completedAt = status.isTerminal ? completion : nil
        evaluation.updatedAt = status.isTerminal ? completion : now
        evaluation.cancelRequestedAt = cancelled
        evaluation.errorSummary = status.isTerminal ? trouble(evaluation.counts) : nil
        evaluation.projectID = StableHash("demo-project").uuid
        evaluation.runID = StableHash("demo-run", id.text).uuid
        evaluation.createdBy = DemoCatalogue.users[number % DemoCatalogue.users.count]
        evaluation.raw = ["runtime_costs": costs(evaluation.counts), "skipped_members": .array([])]
        return evaluation
    }

    private func trouble(_ counts: ItemCounts) -> String? {
        guard let trouble = spec.trouble, counts[.infraError] > 0 else { return nil }
        return "\(counts[.infraError]) of \(counts.total) items \(trouble)"
    }

    private func costs(_ counts: ItemCounts) -> JSONValue {
        let begun = counts.total - counts[.queued]
        return [
            "sandbox_count": .quantity(begun * 2), "billed_credits": .quantity(counts.finished * 14),
            "running_credits": .quantity((begun - counts.finished) * 9),
            "estimated_total_credits": .int(spec.items * 14),
        ]
    }

    func itemID(_ index: Int) -> ItemID { ItemID(StableHash("demo-item", id.text, String(index)).uuid) }

    /// The session of an item's current attempt.
    func sessionID(_ index: Int) -> SessionID {
        SessionID(StableHash("demo-session", id.text, String(index), String(attempts[index].plan.attempt)).uuid)
    }

    func item(_ index: Int, at now: Timestamp) -> EvaluationItem {
        let attempt = attempts[index]
        let plan = attempt.plan
        let status = status(of: index, at: now)
        let elapsed = elapsed(index, at: now)
        var random = DemoRandom(UInt64(number), UInt64(index), UInt64(plan.attempt), 77)
        var item = EvaluationItem(
            id: itemID(index), evaluationID: id, position: index, status: status, taskName: taskName(plan))
        item.model = spec.modelName(of: index)
        item.passed = status == .passed ? true : status == .failed ? false : nil
        item.sessionID = steps(of: index, at: now) > 0 ? sessionID(index) : nil
        item.runID = StableHash("demo-run", id.text).uuid
        item.queuedAt = attempt.queued
        item.retryCount = Quantity(plan.retries + plan.attempt)
        item.maxRetries = 2
        if elapsed >= 0 { assign(&item, &random) }
        time(&item, attempt, elapsed: elapsed)
        item.error = error(status, plan, &random)
        item.metadata = DemoReport(spec: spec, plan: plan, status: status, elapsed: elapsed).json(&random)
        if status == .passed || (status == .failed && plan.failure != .maxSteps) {
            item.result = result(plan, status, &random)
        }
        return item
    }

    private func taskName(_ plan: DemoPlan) -> String {
        plan.variant == 0 ? plan.task : "\(plan.task)-\(plan.variant + 1)"
    }

    private func assign(_ item: inout EvaluationItem, _ random: inout DemoRandom) {
        item.workerID = "worker-\(random.int(1...24))"
        item.agentSandboxID = StableHash("agent-sandbox", item.id.text).uuid
        item.environmentSandboxID = StableHash("environment-sandbox", item.id.text).uuid
    }

    private func time(_ item: inout EvaluationItem, _ attempt: Attempt, elapsed: Double) {
        let plan = attempt.plan
        let agent = plan.claiming + plan.provisioning + plan.running
        if elapsed >= plan.claiming { item.startedAt = attempt.claimed + plan.claiming }
        let reached = plan.failure?.isProvisioning != true && elapsed >= agent
        if reached, plan.outcome != .infraError { item.agentFinishedAt = attempt.claimed + agent }
        if item.status == .passed || item.status == .failed { item.verifiedAt = attempt.claimed + plan.duration }
        if item.status.isTerminal { item.completedAt = attempt.claimed + min(max(elapsed, 0), plan.duration) }
        if !item.status.isTerminal, elapsed >= 0 { item.leaseExpiresAt = attempt.claimed + max(elapsed, 0) + 300 }
    }

    private func error(_ status: ItemStatus, _ plan: DemoPlan, _ random: inout DemoRandom) -> String? {
        if status == .cancelled { return "cancelled by \(DemoCatalogue.users[1]) while the evaluation was running" }
        return status == plan.outcome && status.isTerminal ? plan.failure?.text(plan, &random) : nil
    }

    private func result(_ plan: DemoPlan, _ status: ItemStatus, _ random: inout DemoRandom) -> JSONValue {
        let passed = status == .passed
        let checks: JSONValue = [
            ["name": "flag_submitted", "passed": .bool(passed || plan.failure != .missingFlag)],
            ["name": "flag_correct", "passed": .bool(passed)],
            ["name": "service_still_up", "passed": .bool(random.chance(0.95))],
        ]
        return [
            "verifier": "flag", "passed": .bool(passed), "score": .double(passed ? 1 : 0), "checks": checks,
            "attempts": .int(random.int(1...3)), "duration_ms": .int(Int(plan.verifying * 1000)),
        ]
    }
}
