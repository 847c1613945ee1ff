import Platform
import Wire

/// What the platform would note of a run (`metadata_json._dreadnode`, Platform.docc/Evaluations).
struct DemoReport {
    let spec: DemoSpec
    let plan: DemoPlan
    let status: ItemStatus
    let elapsed: Double

    func json(_ random: inout DemoRandom) -> JSONValue? {
        var noted = JSONObject()
        if status.isTerminal || status == .verifying || status == .agentFinished, plan.steps(after: elapsed) > 0 {
            noted["agent_result"] = agentResult(&random)
        }
        if elapsed > plan.claiming + plan.provisioning { noted["component_health"] = components(&random) }
        if plan.failure?.isProvisioning == true, status == .infraError {
            noted["provision_failure"] = provisionFailure(&random)
        }
        return noted.isEmpty ? nil : ["_dreadnode": .object(noted), "dataset_row": .int(plan.index)]
    }

    private func agentResult(_ random: inout DemoRandom) -> JSONValue {
        let steps = plan.steps(after: elapsed)
        let input = steps * random.int(1800...5200)
        let output = steps * random.int(90...420)
        let moves = DemoMoves.moves(plan.family, late: false) + DemoMoves.moves(plan.family, late: true)
        let tools = Set(moves.map(\.tool)).sorted() + ["report_finding"]
        return [
            "agent": .string(spec.agent), "stop_reason": .string(stopReason), "generation_steps": .int(steps),
            "total_tool_calls": .int(max(0, steps - 2 + steps / 9)),
            "tool_calls": .array(tools.map { .string($0) }),
            "total_tokens": .int(input + output),
            "input_tokens": .int(input), "output_tokens": .int(output), "duration_ms": .int(Int(plan.running * 1000)),
            "generation_errors": .int(plan.failure == .overloaded ? random.int(4...6) : 0),
            "tool_errors": .int(plan.failure == .toolMissing ? random.int(1...4) : random.below(2)),
            "error": plan.failure == .overloaded ? "overloaded_error" : nil,
        ]
    }

    private var stopReason: String {
        if status == .cancelled { return "cancelled" }
        switch plan.failure {
        case .maxSteps: return "max_steps_reached"
        case .refused: return plan.refusal?.form == .stopReason ? "refusal" : "end_turn"
        case .contextWindow, .overloaded, .evicted: return "error"
        case .taskTimeout, .commandTimeout: return "timeout"
        default: return "end_turn"
        }
    }

    private func components(_ random: inout DemoRandom) -> JSONValue {
        var list: [JSONValue] = [
            component("agent", spec.agent, "ok"), component("capability", spec.capabilityName, "ok"),
            component("tool", "bash", "ok"), component("tool", "http_request", "ok"),
            component("mcp_server", "burp-bridge", random.chance(0.2) ? "needs_auth" : "stopped"),
            component("skill", "report-writer", "gated_off"),
        ]
        if plan.failure == .toolMissing {
            list.append(component("tool", "ffuf", "failed", error: "executable not found in PATH"))
        }
        if random.chance(0.06) {
            list.append(
                component("hook", "pre-turn-audit", "crashed", error: "KeyError: 'trace_id' (hooks/audit.py:41)"))
        }
        return .array(list)
    }

    private func component(_ kind: String, _ name: String, _ status: String, error: String? = nil) -> JSONValue {
        [
            "kind": .string(kind), "name": .string(name), "capability": .string(spec.capabilityName),
            "status": .string(status),
            "error": .optional(error), "detail": nil,
        ]
    }

    private func provisionFailure(_ random: inout DemoRandom) -> JSONValue {
        let isImage = plan.failure == .imagePull
        let phase =
            isImage
            ? random.pick(["env_sandbox", "runtime_sandbox"])
            : random.pick(["env_sandbox", "provision_script", "other"])
        return [
            "phase": .string(phase), "elapsed_ms": .int(Int(plan.provisioning * 1000)), "timed_out": .bool(!isImage),
            "cause_type": .string(isImage ? "ImagePullError" : "SandboxTimeout"),
            "cause_message": .string(isImage ? "manifest unknown: tag was deleted" : "readiness probe failed 12 times"),
        ]
    }
}
