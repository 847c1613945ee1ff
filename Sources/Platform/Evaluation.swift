package import Wire

/// The state of an evaluation (Platform.docc/Evaluations). Words that the contract does not know are kept as they are.
package struct JobStatus: RawRepresentable, Hashable, Sendable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let queued = JobStatus(rawValue: "queued")
    package static let running = JobStatus(rawValue: "running")
    package static let completed = JobStatus(rawValue: "completed")
    package static let partial = JobStatus(rawValue: "partial")
    package static let failed = JobStatus(rawValue: "failed")
    package static let cancelled = JobStatus(rawValue: "cancelled")

    /// Every status of the contract, in the order of a job's life.
    package static let known = [queued, running, completed, partial, failed, cancelled]

    /// Nothing moves any more.
    package var isTerminal: Bool { [.completed, .partial, .failed, .cancelled].contains(self) }
}

/// How many items of an evaluation are in each status.
package struct ItemCounts: Hashable, Sendable {
    package var counts: [ItemStatus: Quantity]

    package init(_ counts: [ItemStatus: Quantity] = [:]) { self.counts = counts }

    package subscript(status: ItemStatus) -> Quantity {
        get { counts[status] ?? 0 }
        set { counts[status] = newValue }
    }

    /// Items in a terminal status.
    package var finished: Quantity { counts.reduce(0) { $1.key.isTerminal ? $0 + $1.value : $0 } }
    /// All items that are counted.
    package var total: Quantity { counts.values.reduce(0, +) }

    /// passed / (passed + failed), as the platform reckons it: time-outs and infrastructure errors do not count. Nil
    /// where nothing passed or failed yet.
    package var passRate: Double? { self[.passed].share(of: self[.passed] + self[.failed]) }

    /// `64% of 92`: the rate with what it is of; `-` where there is none.
    package var rateWords: String {
        passRate.map { "\(Figures.percent($0)) of \(Figures.short(self[.passed] + self[.failed]))" } ?? "-"
    }
}

/// An evaluation: one job that runs an agent over a data set of tasks (EvaluationJobResponse,
/// Platform.docc/Evaluations).
package struct Evaluation: Hashable, Sendable, Identifiable {
    package var id: EvaluationID
    package var name: String
    package var status: JobStatus
    package var kind: String?
    package var model: String?
    package var capability: String?
    package var agentType: String?
    package var requestedConcurrency: Quantity?
    package var effectiveConcurrency: Quantity?
    /// Items that the data set holds, whether or not they have started.
    package var datasetSize: Quantity?
    package var taskTimeoutSeconds: Quantity?
    package var cleanupPolicy: String?
    package var counts: ItemCounts
    package var queuedAt: Timestamp?
    package var startedAt: Timestamp?
    package var completedAt: Timestamp?
    package var createdAt: Timestamp?
    package var updatedAt: Timestamp?
    package var cancelRequestedAt: Timestamp?
    package var errorSummary: String?
    package var projectID: String?
    package var runID: String?
    /// Who started it: user name, else e-mail address.
    package var createdBy: String?
    /// The answer as received, or as made: every field that has no property of its own is here.
    package var raw: JSONValue

    package init(id: EvaluationID, name: String, status: JobStatus, counts: ItemCounts = ItemCounts()) {
        self.id = id
        self.name = name
        self.status = status
        self.counts = counts
        raw = .object(JSONObject())
    }

    /// Reads an evaluation; nil without an id.
    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        let status = json["job_status"]?.string ?? json["status"]?.string ?? "unknown"
        self.init(
            id: EvaluationID(id), name: json["name"]?.string ?? id, status: JobStatus(rawValue: status),
            counts: ItemCounts(json["item_counts"]))
        kind = json["kind"]?.string
        model = json["model"]?.string
        capability = json["capability"]?.string
        agentType = json["agent_type"]?.string
        requestedConcurrency = json["requested_concurrency"]?.count
        effectiveConcurrency = json["effective_concurrency"]?.count
        datasetSize = json["dataset_size"]?.count
        taskTimeoutSeconds = json["task_timeout_sec"]?.count
        cleanupPolicy = json["cleanup_policy"]?.string
        queuedAt = Timestamp(json["queued_at"])
        startedAt = Timestamp(json["started_at"])
        completedAt = Timestamp(json["completed_at"])
        createdAt = Timestamp(json["created_at"])
        updatedAt = Timestamp(json["updated_at"])
        cancelRequestedAt = Timestamp(json["cancel_requested_at"])
        errorSummary = json["error_summary"]?.words
        projectID = json["project_id"]?.string
        runID = json["run_id"]?.string
        let user = json["created_by_user"]
        createdBy = user?["username"]?.string ?? user?["email"]?.string
        raw = json
    }

    /// The evaluation in the platform's form: as it was received, or with the properties that have changed since.
    package var json: JSONValue {
        if Self(raw) == self { return raw }
        var object = raw.object ?? JSONObject()
        object["id"] = .string(id.text)
        object["name"] = .string(name)
        object["job_status"] = .string(status.rawValue)
        object["kind"] = .optional(kind)
        object["model"] = .optional(model)
        object["capability"] = .optional(capability)
        object["agent_type"] = .optional(agentType)
        object.put("requested_concurrency", requestedConcurrency)
        object.put("effective_concurrency", effectiveConcurrency)
        object.put("dataset_size", datasetSize)
        object.put("task_timeout_sec", taskTimeoutSeconds)
        object["cleanup_policy"] = .optional(cleanupPolicy)
        if !counts.counts.values.contains(where: \.isClamped) { object["item_counts"] = counts.json }
        object["queued_at"] = .optional(queuedAt?.iso8601)
        object["started_at"] = .optional(startedAt?.iso8601)
        object["completed_at"] = .optional(completedAt?.iso8601)
        object["created_at"] = .optional(createdAt?.iso8601)
        object["updated_at"] = .optional(updatedAt?.iso8601)
        object["cancel_requested_at"] = .optional(cancelRequestedAt?.iso8601)
        object["error_summary"] = .optional(errorSummary)
        object["project_id"] = .optional(projectID)
        object["run_id"] = .optional(runID)
        if object["created_by_user"] == nil, let createdBy {
            object["created_by_user"] = ["username": .string(createdBy)]
        }
        return .object(object)
    }

    /// When it was started, or else made.
    package var began: Timestamp? { startedAt ?? createdAt }

    /// Files beside the items of a folder or a bundle that are no trajectories: our own member of the answer, 0 on the
    /// hosted platform.
    package var otherFiles: Int {
        get { max(0, raw["other_files"]?.int ?? 0) }
        set {
            guard newValue > 0, var object = raw.object else { return }
            object["other_files"] = .int(newValue)
            raw = .object(object)
        }
    }

    /// Seconds from start to completion, or to `now` while it runs; nil before it starts, and where it is not known.
    package func duration(now: Timestamp) -> Double? {
        guard let start = startedAt else { return nil }
        if JobStatus.known.contains(status), !status.isTerminal { return now - start }
        return completedAt.flatMap { $0 >= start ? $0 - start : nil }
    }
}

extension ItemCounts {
    /// Reads `item_counts`; keys that are no status of the contract are kept as statuses of their own.
    package init(_ json: JSONValue?) {
        counts = [:]
        for member in json?.object?.members ?? [] where member.key != "total" {
            if let count = member.value.count { counts[ItemStatus(rawValue: member.key)] = count }
        }
    }

    package var json: JSONValue {
        let known = ItemStatus.known.map { ($0.rawValue, JSONValue.quantity(self[$0])) }
        let others = counts.filter { !ItemStatus.known.contains($0.key) }
        return .object(JSONObject(known + others.map { ($0.key.rawValue, JSONValue.quantity($0.value)) }))
    }
}

package typealias EvaluationID = Identifier<Evaluation>
