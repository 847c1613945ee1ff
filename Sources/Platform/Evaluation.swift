package import Wire

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

package typealias EvaluationID = Identifier<Evaluation>
