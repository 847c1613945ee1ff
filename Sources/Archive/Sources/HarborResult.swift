import Platform
import Wire

/// A trial's `result.json` as an item of the platform.
struct HarborResult {
    private let files: FileSet
    private let json: JSONValue?
    /// The least reward that counts as passed, where the file gives no verdict.
    private let passes: Double

    init(_ files: FileSet, passes: Double) {
        self.files = files
        self.passes = passes
        json = files.json("result.json")
    }

    func item(
        id: ItemID, evaluation: EvaluationID, task: String, queued: Timestamp?,
        siblings: [(name: String, session: String)]
    ) -> EvaluationItem {
        var item = EvaluationItem(
            id: id, evaluationID: evaluation, position: 0, status: status, taskName: json?["task_name"]?.string ?? task)
        item.passed = item.status == .passed ? true : item.status == .failed ? false : nil
        item.error = error
        item.model = model
        item.runID = json?["id"]?.string
        item.queuedAt = queued
        item.startedAt = Timestamp(json?["started_at"])
        item.agentFinishedAt = Timestamp(json?["agent_execution"]?["finished_at"])
        item.verifiedAt = Timestamp(json?["verifier"]?["finished_at"])
        item.completedAt = Timestamp(json?["finished_at"])
        let judged = json?["verifier_result"]
        item.result = status == .passed ? judged : HarborVerifier(files: files).result(judged)
        item.metadata = metadata(siblings)
        return item
    }

    /// An exception may come after the verifier has judged; a reward is the better witness then.
    private var status: ItemStatus {
        guard let json else { return .agentRunning }
        let type = json["exception_info"]?["exception_type"]?.string
        if let hasPassed = verdict ?? reward.map({ $0 >= passes }) {
            return hasPassed ? .passed : type.map(Self.status) ?? .failed
        }
        if let type { return Self.status(ofException: type) }
        return json["finished_at"] == nil ? .agentRunning : .agentFinished
    }

    /// How a trial that ended in an exception counts.
    static func status(ofException type: String) -> ItemStatus {
        if type.contains("AgentTimeout") { return .timedOut }
        if type.contains("Cancel") || type.contains("KeyboardInterrupt") { return .cancelled }
        if type.contains("AgentExit") || type.contains("NonZero") { return .failed }
        return .infraError
    }

    /// What the file itself says; nil where it gives a score alone.
    private var verdict: Bool? {
        let result = json?["verifier_result"]
        return ["passed", "success", "resolved", "is_resolved"].lazy.compactMap { result?[$0]?.bool }.first
    }

    /// `reward`, or the first of several; of the last step, where the task has steps.
    private var reward: Double? {
        let own = Self.reward(json?["verifier_result"])
        return own ?? json?["step_results"]?.array?.last.flatMap { Self.reward($0["verifier_result"]) }
    }

    private static func reward(_ result: JSONValue?) -> Double? {
        let rewards = result?["rewards"]
        return rewards?["reward"]?.double ?? rewards?.object?.members.first?.value.double ?? result?["reward"]?.double
    }

    private var error: String? {
        guard let exception = json?["exception_info"], !exception.isNull else {
            return files.text("exception.txt", lastBytes: 8_192)
        }
        let parts = [
            exception["exception_type"]?.string, exception["exception_message"]?.string ?? exception["message"]?.string,
        ]
        return parts.compactMap { $0 }.joined(separator: ": ")
    }

    private var model: String? {
        let info = json?["agent_info"]?["model_info"]
        guard let name = info?["name"]?.string else { return json?["config"]?["agent"]?["model_name"]?.string }
        return info?["provider"]?.string.map { $0 + "/" + name } ?? name
    }

    private func metadata(_ siblings: [(name: String, session: String)]) -> JSONValue? {
        guard let json else { return nil }
        var object = JSONObject([("_dreadnode", ["agent_result": agentResult])])
        var harbor = JSONObject()
        for key in [
            "trial_name", "source", "task_id", "environment_setup", "agent_setup", "agent_execution", "verifier",
        ] {
            if let value = json[key] { harbor[key] = value }
        }
        // By what a score was judged.
        if verdict == nil, reward != nil { harbor["passes_from"] = .double(passes) }
        if let traceback = json["exception_info"]?["exception_traceback"] { harbor["exception_traceback"] = traceback }
        if let cost = json["agent_result"]?["cost_usd"] { harbor["cost_usd"] = cost }
        object["harbor"] = .object(harbor)
        if !siblings.isEmpty {
            object["documents"] = .array(
                siblings.map { ["name": .string($0.name), "session_id": .string($0.session)] })
        }
        return .object(object)
    }

    private var agentResult: JSONValue {
        let result = json?["agent_result"]
        let input = result?["n_input_tokens"]?.count
        let output = result?["n_output_tokens"]?.count
        let start = Timestamp(json?["agent_execution"]?["started_at"])
        let end = Timestamp(json?["agent_execution"]?["finished_at"])
        var object = JSONObject([("agent", .optional(agent))])
        object["input_tokens"] = .optional(input)
        object["output_tokens"] = .optional(output)
        if input != nil || output != nil { object["total_tokens"] = .quantity((input ?? 0) + (output ?? 0)) }
        if let start, let end { object["duration_ms"] = .int(Int((end - start) * 1000)) }
        object["stop_reason"] = error == nil ? "end_turn" : "error"
        object["error"] = .optional(error)
        return .object(object)
    }

    private var agent: String? {
        let info = json?["agent_info"]
        return [info?["name"]?.string, info?["version"]?.string].compactMap { $0 }.joined(separator: " ")
    }
}
