import Platform
import Trajectory
import Wire

extension RunEnvelope {
    /// Adds to an item what a run says of itself and the item does not know.
    func complete(_ item: inout EvaluationItem, passes: Double) {
        item.model = item.model ?? model?.value
        item.error = item.error ?? error?.value
        if item.startedAt == nil, item.completedAt == nil, let started, let ended, started <= ended {
            (item.startedAt, item.completedAt) = (started, ended)
        }
        if item.result == nil, !result.isEmpty { item.result = .object(result) }
        var sources = JSONObject()
        for (fact, source) in [
            ("error", error?.source), ("stop_reason", stopReason?.source), ("model", model?.source),
            ("score", scores.first?.source),
        ] {
            if let source { sources[fact] = .string(source) }
        }
        var told = JSONObject()
        if let end = end(passingFrom: passes) {
            let source = verdict ?? error.map { Fact(value: RunEnd.failed, source: $0.source, rank: $0.rank) }
            sources["status"] = .string(source?.source ?? scores.first?.source ?? "")
            if end.isByScore { told["passes_from"] = .double(passes) }
            if item.status == .unknown {
                item.status = ItemStatus(rawValue: end.end.rawValue)
                item.passed = end.end == .passed ? true : end.end == .failed ? false : nil
            }
        }
        if let trial { told["attempt"] = .string(trial) }
        if !sources.isEmpty { told["from"] = .object(sources) }
        if !told.isEmpty { item.add(metadata: "document", told) }
        var agent = JSONObject()
        if let stopReason { agent["stop_reason"] = .string(stopReason.value) }
        if let cost = metrics.cost { agent["cost_usd"] = .quantity(cost) }
        if let input = metrics.promptTokens, let output = metrics.completionTokens, input + output > 0 {
            agent["input_tokens"] = .quantity(input)
            agent["output_tokens"] = .quantity(output)
            agent["total_tokens"] = .quantity(input + output)
        }
        item.add(agent: agent)
    }
}

extension EvaluationItem {
    /// Adds a member to the metadata, unless there is one of this name.
    mutating func add(metadata key: String, _ object: JSONObject) {
        var all = metadata?.object ?? JSONObject()
        guard all[key] == nil else { return }
        all[key] = .object(object)
        metadata = .object(all)
    }

    /// Adds facts of the agent's run that are not known yet.
    mutating func add(agent facts: JSONObject) {
        var all = metadata?.object ?? JSONObject()
        var report = all["_dreadnode"]?.object ?? JSONObject()
        var agent = report["agent_result"]?.object ?? JSONObject()
        let new = facts.members.filter { agent[$0.key].map(\.isNull) ?? true && !$0.value.isNull }
        guard !new.isEmpty else { return }
        for member in new { agent[member.key] = member.value }
        report["agent_result"] = .object(agent)
        all["_dreadnode"] = .object(report)
        metadata = .object(all)
    }
}
