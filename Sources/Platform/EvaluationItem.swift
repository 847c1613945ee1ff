import Wire

/// The state of an item (Platform.docc/Evaluations). Words that the contract does not know are kept as they are.
package struct ItemStatus: RawRepresentable, Hashable, Sendable {
    package var rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let queued = ItemStatus(rawValue: "queued")
    package static let claiming = ItemStatus(rawValue: "claiming")
    package static let provisioning = ItemStatus(rawValue: "provisioning")
    package static let agentRunning = ItemStatus(rawValue: "agent_running")
    package static let agentFinished = ItemStatus(rawValue: "agent_finished")
    package static let verifying = ItemStatus(rawValue: "verifying")
    package static let passed = ItemStatus(rawValue: "passed")
    package static let failed = ItemStatus(rawValue: "failed")
    package static let timedOut = ItemStatus(rawValue: "timed_out")
    package static let cancelled = ItemStatus(rawValue: "cancelled")
    package static let infraError = ItemStatus(rawValue: "infra_error")

    /// Every status of the contract, in the order of an item's life.
    package static let known = [
        queued, claiming, provisioning, agentRunning, agentFinished, verifying, passed, failed, timedOut, cancelled,
        infraError,
    ]

    /// Nothing moves any more.
    package var isTerminal: Bool {
        switch rawValue {
        case "passed", "failed", "timed_out", "cancelled", "infra_error": true
        default: false
        }
    }
    /// Ended, and not by passing.
    package var isFailure: Bool { isTerminal && self != .passed }
}

/// One task of an evaluation: a sample and what became of it (EvaluationItemResponse, Platform.docc/Evaluations).
package struct EvaluationItem: Hashable, Sendable, Identifiable {
    package var id: ItemID
    package var evaluationID: EvaluationID
    /// Order in the data set. Whether it starts at 0 or 1 is not documented.
    package var position: Int
    package var status: ItemStatus
    package var passed: Bool?
    package var taskName: String
    package var model: String?
    package var error: String?
    /// Nil: no transcript and no trajectory.
    package var sessionID: SessionID?
    package var runID: String?
    package var queuedAt: Timestamp?
    package var startedAt: Timestamp?
    package var agentFinishedAt: Timestamp?
    package var verifiedAt: Timestamp?
    package var completedAt: Timestamp?
    package var leaseExpiresAt: Timestamp?
    package var agentSandboxID: String?
    package var environmentSandboxID: String?
    package var retryCount: Quantity
    package var maxRetries: Quantity
    package var workerID: String?
    private var packedResult: PackedJSON?
    private var packedMetadata: PackedJSON?
    /// Members of the answer that have no property here.
    package var unknown: JSONObject

    /// The verifier's result: free form. Read from its text each time.
    package var result: JSONValue? {
        get { packedResult?.value }
        set { packedResult = Self.packed(newValue) }
    }

    /// Free form; `_dreadnode` holds what the platform noted of the run (see `AgentResult`). Read from its text each
    /// time.
    package var metadata: JSONValue? {
        get { packedMetadata?.value }
        set { packedMetadata = Self.packed(newValue) }
    }

    package var hasResult: Bool { packedResult != nil }

    /// What trawl itself knows of the item: our own member of the answer, absent on the hosted platform.
    package var own: JSONValue? {
        get { unknown["trawl"] }
        set { unknown["trawl"] = newValue }
    }

    /// What trawl has to say of the item: never what the platform says is wrong with it.
    package var remark: String? {
        get { own?["remark"]?.string }
        set {
            var object = own?.object ?? JSONObject()
            object["remark"] = newValue.map { .string($0) }
            own = object.members.isEmpty ? nil : .object(object)
        }
    }

    private static func packed(_ value: JSONValue?) -> PackedJSON? {
        value.flatMap { $0.isNull ? nil : PackedJSON($0) }
    }

    package init(id: ItemID, evaluationID: EvaluationID, position: Int, status: ItemStatus, taskName: String) {
        self.id = id
        self.evaluationID = evaluationID
        self.position = position
        self.status = status
        self.taskName = taskName
        retryCount = 0
        maxRetries = 0
        unknown = JSONObject()
    }

    /// Reads an item; nil without an id.
    package init?(_ json: JSONValue) {
        guard let object = json.object, let id = object["id"]?.string else { return nil }
        let status = json["item_status"]?.string ?? json["status"]?.string ?? "unknown"
        self.init(
            id: ItemID(id), evaluationID: EvaluationID(json["evaluation_id"]?.string ?? ""),
            position: json["position"]?.int ?? 0, status: ItemStatus(rawValue: status),
            taskName: json["task_name_snapshot"]?.string ?? json["task_ref"]?.string ?? "")
        passed = json["passed"]?.bool
        model = json["model"]?.string
        error = json["error"]?.words
        sessionID = json["session_id"]?.string.map { SessionID($0) }
        runID = json["run_id"]?.string
        queuedAt = Timestamp(json["queued_at"])
        startedAt = Timestamp(json["started_at"])
        agentFinishedAt = Timestamp(json["agent_finished_at"])
        verifiedAt = Timestamp(json["verified_at"])
        completedAt = Timestamp(json["completed_at"])
        leaseExpiresAt = Timestamp(json["lease_expires_at"])
        agentSandboxID = json["agent_sandbox_id"]?.string
        environmentSandboxID = json["env_sandbox_id"]?.string
        retryCount = json["retry_count"]?.count ?? 0
        maxRetries = json["max_retries"]?.count ?? 0
        workerID = json["worker_id"]?.string
        result = json["result_json"]
        metadata = json["metadata_json"]
        unknown = JSONObject(members: object.members.filter { !Self.keys.contains($0.key) })
    }

    private static let freeForm: Set<String> = ["result_json", "metadata_json"]

    /// Reads an item from its text; nil for one without an id. What is free form in it stays text.
    /// With `repairing`, of a torn text as much as can be read.
    package init?(text: UnsafeRawBufferPointer, repairing: Bool = false) throws(JSONError) {
        let options = JSONParser.Options(repairing: repairing, omitting: Self.freeForm)
        self.init(try JSONParser.parse(text, options: options))
        guard let start = text.firstIndex(of: UInt8(ascii: "{")) else { return }
        var members = MemberWalker(text, start..<text.count)
        while let member = members.next() {
            if member.kind == .literal, text[member.range.lowerBound] == UInt8(ascii: "n") { continue }
            if member.has("result_json") {
                packedResult = PackedJSON(bytes: UnsafeRawBufferPointer(rebasing: text[member.range]))
            } else if member.has("metadata_json") {
                packedMetadata = PackedJSON(bytes: UnsafeRawBufferPointer(rebasing: text[member.range]))
            }
        }
    }

    private static let keys: Set<String> = [
        "id", "evaluation_id", "position", "item_status", "passed", "task_name_snapshot", "model", "error",
        "session_id",
        "run_id", "queued_at", "started_at", "agent_finished_at", "verified_at", "completed_at", "lease_expires_at",
        "agent_sandbox_id", "env_sandbox_id", "retry_count", "max_retries", "worker_id", "result_json", "metadata_json",
    ]

    /// The item in the platform's form, unknown members last. `session_id` is the only optional key: absent without a
    /// session.
    package var json: JSONValue {
        var object = JSONObject([
            ("id", .string(id.text)), ("evaluation_id", .string(evaluationID.text)), ("position", .int(position)),
            ("item_status", .string(status.rawValue)), ("passed", .optional(passed)),
            ("task_name_snapshot", .string(taskName)), ("model", .optional(model)), ("error", .optional(error)),
        ])
        if let sessionID { object["session_id"] = .string(sessionID.text) }
        object["run_id"] = .optional(runID)
        object["queued_at"] = .optional(queuedAt?.iso8601)
        object["started_at"] = .optional(startedAt?.iso8601)
        object["agent_finished_at"] = .optional(agentFinishedAt?.iso8601)
        object["verified_at"] = .optional(verifiedAt?.iso8601)
        object["completed_at"] = .optional(completedAt?.iso8601)
        object["lease_expires_at"] = .optional(leaseExpiresAt?.iso8601)
        object["agent_sandbox_id"] = .optional(agentSandboxID)
        object["env_sandbox_id"] = .optional(environmentSandboxID)
        object["retry_count"] = .quantity(retryCount)
        object["max_retries"] = .quantity(maxRetries)
        object["worker_id"] = .optional(workerID)
        object["result_json"] = result ?? .null
        object["metadata_json"] = metadata ?? .null
        object.members += unknown.members
        return .object(object)
    }

    /// Seconds from start to completion, or to `now` while it runs; nil before it starts.
    package func duration(now: Timestamp) -> Double? {
        guard let startedAt else { return nil }
        if let end = completedAt ?? verifiedAt ?? agentFinishedAt { return end >= startedAt ? end - startedAt : nil }
        return ItemStatus.known.contains(status) && !status.isTerminal ? now - startedAt : nil
    }
}
