package import Wire

/// The form in which a document was written, recognised by its shape.
package enum DocumentFormat: String, Sendable, CaseIterable {
    /// An ATIF object with `steps`.
    case atif
    /// ATIF as JSON Lines: a header line, then one step a line.
    case atifLines = "atif-jsonl"
    /// OpenAI chat messages, bare or in a wrapper.
    case openai
    /// The platform's bundle of session, messages and events, or a session transcript.
    case native
    /// The SDK's own event form (`Trajectory.to_dict`).
    case sdk
    /// SWE-agent's `history` and `trajectory`.
    case sweAgent = "swe-agent"
    /// A claude-code session, a Codex rollout and other raw logs that are mapped as far as they are understood.
    case other
    /// Not a trajectory.
    case unknown
}

/// Something that is not as the format says. The document is shown all the same.
package struct Problem: Hashable, Sendable {
    /// 1-based step, or nil for the document.
    package var step: Int?
    package var message: String

    package init(step: Int? = nil, message: String) {
        self.step = step
        self.message = message
    }
}

/// What a document says of itself outside its steps.
package struct TrajectoryHeader: Hashable, Sendable {
    /// `ATIF-v1.7`, `mini-swe-agent-1.1` ...
    package var schemaVersion: String?
    package var sessionID: String?
    package var trajectoryID: String?
    package var agentName: String?
    package var agentVersion: String?
    package var modelName: String?
    package var notes: String?
    /// The file that goes on where this one stops (ATIF `continued_trajectory_ref`).
    package var continuation: String?
    /// The session that this one was forked from or goes on from: its id, or its file.
    package var parent: String?
    package var finalMetrics: Metrics?
    /// Why the run ended: `Submitted`, `max_steps_reached` ...
    package var stopReason: String?
    /// Whether the run reached its goal, where the document itself says so.
    package var success: Bool?
    /// `total_steps` of the final metrics.
    package var declaredSteps: Int?
    /// What the platform notes of the session, as it sent it.
    package var session: JSONValue?

    package init() {}
}

/// What the outline shows of a step, without its texts.
package struct StepOutline: Hashable, Sendable {
    package var number: Int
    package var source: StepSource
    package var timestamp: Timestamp?
    /// When the last result came, where the producer said.
    package var answered: Timestamp?
    /// The tool of the first call.
    package var tool: String?
    package var callCount: Int
    /// What tells the step from its neighbours, on one line of at most 200 characters: the command or path of the first
    /// call, else the beginning of the message. Hostile: draw through `Sanitize`.
    package var preview: String
    /// Bytes of the step in the document.
    package var size: Int
    /// Prompt and completion tokens, where known.
    package var tokens: Quantity?
    package var metrics: Metrics?
    /// Equal for steps that ask their tools for the same; nil for steps that ask for nothing.
    package var action: Int?
    package var flags: StepFlags

    package init(number: Int, source: StepSource, preview: String, size: Int, callCount: Int = 0) {
        self.number = number
        self.source = source
        self.preview = preview
        self.size = size
        self.callCount = callCount
        flags = []
    }
}
