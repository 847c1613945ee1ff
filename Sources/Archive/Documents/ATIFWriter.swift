import Platform
import Trajectory
import Wire

/// Writes steps as an ATIF v1.7 document (Trajectory.docc/ATIF). What ATIF has no field for goes into `extra`.
enum ATIFWriter {
    /// The root of a document without its steps: members before and after them.
    struct Root {
        var sessionID: String
        var trajectoryID: String?
        var agent: String
        var agentVersion: String
        var model: String?
        /// Members of a producer's own, after `steps`.
        var others = JSONObject()
    }

    static func document(_ root: Root, steps: [Step]) -> JSONValue {
        var object = JSONObject([("schema_version", "ATIF-v1.7"), ("session_id", .string(root.sessionID))])
        if let id = root.trajectoryID { object["trajectory_id"] = .string(id) }
        var agent = JSONObject([("name", .string(root.agent)), ("version", .string(root.agentVersion))])
        if let model = root.model { agent["model_name"] = .string(model) }
        object["agent"] = .object(agent)
        object["steps"] = .array(steps.map(step))
        object["final_metrics"] = final(steps)
        object.members += root.others.members
        return .object(object)
    }

    private static func step(_ step: Step) -> JSONValue {
        var object = JSONObject([("step_id", .int(step.number))])
        if let time = step.timestamp { object["timestamp"] = .string(time.iso8601) }
        object["source"] = .string(step.source.name)
        if let model = step.model { object["model_name"] = .string(model) }
        object["message"] = .string(step.message.filter { !$0.isRefusal }.plainText)
        if let reasoning = step.reasoning { object["reasoning_content"] = .string(reasoning) }
        if !step.calls.isEmpty { object["tool_calls"] = .array(step.calls.map(call)) }
        let results = step.calls.flatMap(\.results) + step.results
        if !results.isEmpty { object["observation"] = ["results": .array(results.map(result))] }
        if let metrics = step.metrics { object["metrics"] = members(metrics, total: "") }
        let extra = extra(step)
        if !extra.isEmpty { object["extra"] = .object(extra) }
        return .object(object)
    }

    private static func call(_ call: ToolCall) -> JSONValue {
        ["tool_call_id": .string(call.id), "function_name": .string(call.name), "arguments": call.arguments]
    }

    private static func result(_ result: ToolResult) -> JSONValue {
        var object = JSONObject([("source_call_id", .optional(result.callID)), ("content", .string(result.text))])
        if result.isError == true { object["extra"] = ["tool_result_is_error": true] }
        return .object(object)
    }

    private static func extra(_ step: Step) -> JSONObject {
        var extra = JSONObject()
        if let reason = step.stopReason { extra["stop_reason"] = .string(reason) }
        if step.flags.contains(.compaction) {
            let boundary = step.flags.contains(.contextReplaced) ? "replace" : "append"
            extra["context_management"] = ["type": "compaction", "boundary": .string(boundary)]
        }
        for case .refusal(let text) in step.message { extra["refusal"] = .string(text) }
        return extra
    }

    private static func members(_ metrics: Metrics, total: String) -> JSONValue {
        var object = JSONObject()
        for (name, value) in [
            ("prompt_tokens", metrics.promptTokens), ("completion_tokens", metrics.completionTokens),
            ("cached_tokens", metrics.cachedTokens),
        ] {
            if let value { object[total + name] = .quantity(value) }
        }
        if let cost = metrics.cost { object[total + "cost_usd"] = .quantity(cost) }
        return .object(object)
    }

    private static func final(_ steps: [Step]) -> JSONValue {
        var sum = Metrics(promptTokens: 0, completionTokens: 0, cachedTokens: 0, cost: 0)
        for metrics in steps.lazy.compactMap(\.metrics) {
            sum.promptTokens = (sum.promptTokens ?? 0) + (metrics.promptTokens ?? 0)
            sum.completionTokens = (sum.completionTokens ?? 0) + (metrics.completionTokens ?? 0)
            sum.cachedTokens = (sum.cachedTokens ?? 0) + (metrics.cachedTokens ?? 0)
            sum.cost = (sum.cost ?? 0) + (metrics.cost ?? 0)
        }
        var object = members(sum, total: "total_").object ?? JSONObject()
        object["total_steps"] = .int(steps.count)
        return .object(object)
    }
}

extension Part {
    /// A structured refusal: ATIF has no field for it, so it stands in `extra` and not in the message too.
    fileprivate var isRefusal: Bool { if case .refusal = self { true } else { false } }
}
