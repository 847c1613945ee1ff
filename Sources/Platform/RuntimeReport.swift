package import Wire

/// What the platform noted of an item's run, from `metadata_json._dreadnode` (Platform.docc/Evaluations). Every field
/// may be absent.
package struct RuntimeReport: Hashable, Sendable {
    package var agent: AgentResult?
    package var components: [ComponentHealth]
    package var provisionFailure: ProvisionFailure?

    /// Reads the report of an item's metadata; nil where the platform noted nothing.
    package init?(metadata: JSONValue?) {
        guard let json = metadata?["_dreadnode"] else { return nil }
        agent = AgentResult(json["agent_result"])
        components = (json["component_health"]?.array ?? []).compactMap(ComponentHealth.init)
        provisionFailure = ProvisionFailure(json["provision_failure"])
    }
}

/// How the agent's run ended, in numbers.
package struct AgentResult: Hashable, Sendable {
    package var agent: String?
    /// `end_turn`, `error`, `max_steps_reached` ...
    package var stopReason: String?
    package var generationSteps: Quantity?
    package var totalToolCalls: Quantity?
    /// Names of the tools that were called.
    package var toolCalls: [String]
    package var totalTokens: Quantity?
    package var inputTokens: Quantity?
    package var outputTokens: Quantity?
    package var durationMilliseconds: Quantity?
    package var generationErrors: Quantity?
    package var toolErrors: Quantity?
    package var error: String?

    package init?(_ json: JSONValue?) {
        guard let json, json.object != nil else { return nil }
        agent = json["agent"]?.string
        stopReason = json["stop_reason"]?.string
        generationSteps = json["generation_steps"]?.count
        totalToolCalls = json["total_tool_calls"]?.count
        toolCalls = (json["tool_calls"]?.array ?? []).compactMap(\.string)
        totalTokens = json["total_tokens"]?.count
        inputTokens = json["input_tokens"]?.count
        outputTokens = json["output_tokens"]?.count
        durationMilliseconds = json["duration_ms"]?.count
        generationErrors = json["generation_errors"]?.count
        toolErrors = json["tool_errors"]?.count
        error = json["error"]?.words
    }
}

/// One part of the agent's runtime and whether it worked.
package struct ComponentHealth: Hashable, Sendable {
    package var kind: String
    package var name: String
    package var capability: String?
    package var status: String
    package var error: String?
    package var detail: String?

    package init?(_ json: JSONValue) {
        guard json.object != nil else { return nil }
        kind = json["kind"]?.string ?? "component"
        name = json["name"]?.string ?? "?"
        capability = json["capability"]?.string
        status = json["status"]?.string ?? "unknown"
        error = json["error"]?.words
        detail = json["detail"]?.words
    }

    /// States that are no defect, as the platform counts them.
    package static let benign: Set<String> = ["ok", "connecting", "stopped", "gated_off", "needs_auth"]

    /// The runtime was degraded by this component.
    package var isDefect: Bool { !Self.benign.contains(status) }
}

/// Why no sandbox could be had for an item.
package struct ProvisionFailure: Hashable, Sendable {
    /// `env_sandbox`, `provision_script`, `runtime_sandbox` or `other`.
    package var phase: String
    package var elapsedMilliseconds: Quantity?
    package var timedOut: Bool
    package var causeType: String?
    package var causeMessage: String?

    package init?(_ json: JSONValue?) {
        guard let json, json.object != nil else { return nil }
        phase = json["phase"]?.string ?? "other"
        elapsedMilliseconds = json["elapsed_ms"]?.count
        timedOut = json["timed_out"]?.bool ?? false
        causeType = json["cause_type"]?.string
        causeMessage = json["cause_message"]?.words
    }
}

extension EvaluationItem {
    /// What the platform noted of the run. Read from `metadata` each time: keep it where it is asked for often.
    package var report: RuntimeReport? { RuntimeReport(metadata: metadata) }
}
