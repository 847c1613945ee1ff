import Trajectory
import Wire

/// What was read, as one JSON object a document.
enum Saying {
    static func of(_ document: TrajectoryDocument) -> JSONValue {
        let header = document.header
        let steps = (0..<document.stepCount).compactMap { document.step($0).map(step) }
        let problems = document.validate()
        return [
            "name": .string(document.name), "format": .string(document.format.rawValue),
            "problems": .array(problems.map { ["step": .optional($0.step), "message": .string($0.message)] }),
            "agent": .optional(header.agentName), "model": .optional(header.modelName),
            "session": .optional(header.sessionID), "trajectory": .optional(header.trajectoryID),
            "notes": .optional(header.notes), "continuation": .optional(header.continuation),
            "final": metrics(header.finalMetrics), "parts": .int(document.partCount),
            "tool_calls": .int(document.totals.toolCalls), "steps": .array(steps),
            "subdocuments": .array(document.subdocuments.map(of)),
        ]
    }

    private static func step(_ step: Step) -> JSONValue {
        [
            "number": .int(step.number), "id": .optional(step.id), "source": .string(step.source.name),
            "time": .optional(step.timestamp?.iso8601), "model": .optional(step.model), "name": .optional(step.name),
            "message": .array(step.message.map(part)), "reasoning": .optional(step.reasoning),
            "calls": .array(step.calls.map(call)), "results": .array(step.results.map(result)),
            "metrics": metrics(step.metrics), "flags": .int(Int(step.flags.rawValue)),
            "stop": .optional(step.stopReason), "agent_id": .optional(step.agentID),
        ]
    }

    private static func call(_ call: ToolCall) -> JSONValue {
        [
            "id": .string(call.id), "name": .string(call.name), "arguments": call.arguments,
            "results": .array(call.results.map(result)),
        ]
    }

    private static func result(_ result: ToolResult) -> JSONValue {
        [
            "id": .optional(result.callID), "is_error": .optional(result.isError), "failed": .bool(result.hasFailed),
            "parts": .array(result.parts.map(part)),
            "subagents": .array(
                result.subagents.map {
                    [
                        "trajectory_id": .optional($0.trajectoryID), "path": .optional($0.path),
                        "session_id": .optional($0.sessionID),
                    ]
                }),
        ]
    }

    private static func part(_ part: Part) -> JSONValue {
        switch part {
        case .text(let text): ["text": .string(text)]
        case .refusal(let text): ["refusal": .string(text)]
        case .reasoning(let text): ["reasoning": .string(text)]
        case .media(let media):
            [
                "media": .string(media.kind), "type": .optional(media.mediaType), "path": .optional(media.path),
                "bytes": .optional(media.inlineBytes),
            ]
        case .unknown(let type, let json): ["unknown": .string(type), "json": json]
        }
    }

    private static func metrics(_ metrics: Metrics?) -> JSONValue {
        guard let metrics else { return .null }
        return [
            "prompt": .optional(metrics.promptTokens), "completion": .optional(metrics.completionTokens),
            "cached": .optional(metrics.cachedTokens), "cost": .optional(metrics.cost),
        ]
    }
}
