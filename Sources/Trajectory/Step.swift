package import Wire

/// Who speaks in a step.
package enum StepSource: Hashable, Sendable {
    case system, user, agent
    /// A role that no format knows (`exit`, `environment` ...): shown as it is, never dropped.
    case other(String)

    /// The word for it: `agent`, or the unknown role itself.
    package var name: String {
        switch self {
        case .system: "system"
        case .user: "user"
        case .agent: "agent"
        case .other(let role): role
        }
    }
}

/// What an outline marks a step with, what jumps look for, and what filters ask about.
package struct StepFlags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A tool result, or the step itself, says that something failed.
    package static let error = StepFlags(rawValue: 1 << 0)
    /// A structured refusal: `refusal`, a refusal part, or a stop reason that says so. Prose is not guessed at.
    package static let refusal = StepFlags(rawValue: 1 << 1)
    package static let reasoning = StepFlags(rawValue: 1 << 2)
    package static let toolCall = StepFlags(rawValue: 1 << 3)
    /// Copied from an earlier trajectory: not new activity, not counted twice.
    package static let copied = StepFlags(rawValue: 1 << 4)
    /// The context was compacted or replaced here.
    package static let compaction = StepFlags(rawValue: 1 << 5)
    /// An agent step that no model made (`llm_call_count` 0).
    package static let deterministic = StepFlags(rawValue: 1 << 6)
    /// A side chain: a sub-agent's step among the main ones.
    package static let sidechain = StepFlags(rawValue: 1 << 7)
    /// Refers to, or holds, a sub-agent's trajectory.
    package static let subagent = StepFlags(rawValue: 1 << 8)
    /// No message, call, result or reasoning at all.
    package static let empty = StepFlags(rawValue: 1 << 9)
    package static let media = StepFlags(rawValue: 1 << 10)
    /// A call without a result, or a result without a call.
    package static let unpaired = StepFlags(rawValue: 1 << 11)
    /// Was in the context before it was compacted (`compacted_at`): kept, no longer active.
    package static let compacted = StepFlags(rawValue: 1 << 12)
    /// The context is what this step says from here on: what stands before it is kept for the record.
    package static let contextReplaced = StepFlags(rawValue: 1 << 13)
}

/// One part of a message or of a tool result, in the order received.
package enum Part: Hashable, Sendable {
    case text(String)
    /// A structured refusal.
    case refusal(String)
    /// Reasoning or thinking found inside the content.
    case reasoning(String)
    /// An image, audio or file: only described, never decoded.
    case media(Media)
    /// A part of a kind that no format knows: its type and its JSON.
    case unknown(type: String, JSONValue)
}

/// A picture, sound or file that a part refers to.
package struct Media: Hashable, Sendable {
    /// `image`, `audio` or `file`.
    package var kind: String
    /// `image/png`, where known.
    package var mediaType: String?
    /// A path relative to the document, an absolute path, or a URL; nil for inline data.
    package var path: String?
    /// Bytes of inline data (base64 length x 3/4); nil for references.
    package var inlineBytes: Int?
    /// What the file is called, where its data stands inline.
    package var name: String?
}

/// A call of a tool with the results that belong to it.
package struct ToolCall: Hashable, Sendable {
    /// Empty where the producer gave none.
    package var id: String
    package var name: String
    /// What the model asked for. A string where it was no JSON (`Trajectory.docc/Pairing-calls-and-results`).
    package var arguments: JSONValue
    package var results: [ToolResult]

    package init(id: String, name: String, arguments: JSONValue, results: [ToolResult] = []) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.results = results
    }
}

/// What a tool, or the environment, answered.
package struct ToolResult: Hashable, Sendable {
    /// The id of the call that is answered; nil where the producer did not link it.
    package var callID: String?
    package var parts: [Part]
    /// The producer said that it failed (`is_error`, an exit code other than 0, `error` set). Nil: it did not say.
    package var isError: Bool?
    package var subagents: [SubagentReference]

    package init(callID: String?, parts: [Part], isError: Bool? = nil, subagents: [SubagentReference] = []) {
        self.callID = callID
        self.parts = parts
        self.isError = isError
        self.subagents = subagents
    }

    /// The text of all parts, one after the other.
    package var text: String { parts.plainText }
}

/// Where a sub-agent's trajectory is: embedded in the same document, or in another file.
package struct SubagentReference: Hashable, Sendable {
    package var trajectoryID: String?
    package var path: String?
    package var sessionID: String?
}

/// Tokens and cost of one step; nil is "not said", which is not 0.
package struct Metrics: Hashable, Sendable {
    package var promptTokens: Quantity?
    package var completionTokens: Quantity?
    package var cachedTokens: Quantity?
    /// US dollars.
    package var cost: Quantity?

    package init(
        promptTokens: Quantity? = nil, completionTokens: Quantity? = nil, cachedTokens: Quantity? = nil,
        cost: Quantity? = nil
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.cachedTokens = cachedTokens
        self.cost = cost
    }
}

/// One step of a trajectory: the same shape for every format. A step of an agent is one turn of the model with its tool
/// calls and their results.
package struct Step: Hashable, Sendable {
    /// 1 for the first step of the document, whatever the producer called it.
    package var number: Int
    /// The producer's own id of the step.
    package var id: String?
    /// `seq` of the first session message in this step, where the document says so (native form, transcripts).
    package var seq: Int?
    package var source: StepSource
    package var timestamp: Timestamp?
    /// When the last result came, where the producer said.
    package var answered: Timestamp?
    package var model: String?
    /// Who of several participants speaks (`name`, `agent`).
    package var name: String?
    package var message: [Part]
    /// Reasoning that stands beside the message, once, wherever the producer put it.
    package var reasoning: String?
    package var calls: [ToolCall]
    /// Results that answer no call of this step.
    package var results: [ToolResult]
    package var metrics: Metrics?
    package var flags: StepFlags
    /// `stop_reason` or `finish_reason`, where the producer kept it.
    package var stopReason: String?
    /// The agent of a side chain.
    package var agentID: String?
    /// Keys of the step that hold texts which no part shows; the raw view has them.
    package var unshown: [String] = []
    /// What stands for the time of the step and cannot be one.
    package var strangeTime: String?

    package init(number: Int, source: StepSource) {
        self.number = number
        self.source = source
        message = []
        calls = []
        results = []
        flags = []
    }

    /// Whether a call of this step has a result. One that names no call answers all that have none of their own, as the
    /// screen of a terminal does that was typed into several times.
    package func isAnswered(_ call: ToolCall) -> Bool {
        !call.results.isEmpty || results.contains { $0.callID?.isEmpty != false }
    }
}

extension [Part] {
    /// Text, refusals and reasoning one after the other; media and unknown parts leave no text.
    package var plainText: String {
        var texts: [String] = []
        for part in self {
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text): texts.append(text)
            case .media, .unknown: break
            }
        }
        return texts.joined(separator: "\n")
    }
}
