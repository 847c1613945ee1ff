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
package struct Evaluation: AnswerModel, Hashable, Sendable, Identifiable {
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
        self.init(id: EvaluationID(id), name: id, status: JobStatus(rawValue: "unknown"))
        read(json)
    }

    package mutating func exchange(_ fields: inout AnswerFields) {
        fields.id("id", &id)
        fields.text("name", &name)
        fields.status("job_status", or: "status", &status)
        fields.text("kind", &kind)
        fields.text("model", &model)
        fields.text("capability", &capability)
        fields.text("agent_type", &agentType)
        fields.count("requested_concurrency", &requestedConcurrency)
        fields.count("effective_concurrency", &effectiveConcurrency)
        fields.count("dataset_size", &datasetSize)
        fields.count("task_timeout_sec", &taskTimeoutSeconds)
        fields.text("cleanup_policy", &cleanupPolicy)
        fields.counts("item_counts", &counts)
        fields.time("queued_at", &queuedAt)
        fields.time("started_at", &startedAt)
        fields.time("completed_at", &completedAt)
        fields.time("created_at", &createdAt)
        fields.time("updated_at", &updatedAt)
        fields.time("cancel_requested_at", &cancelRequestedAt)
        fields.words("error_summary", &errorSummary)
        fields.text("project_id", &projectID)
        fields.text("run_id", &runID)
        fields.user("created_by_user", &createdBy)
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
        if JobStatus.known.contains(status), !status.isTerminal { return now.since(start) }
        return completedAt?.since(start)
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
