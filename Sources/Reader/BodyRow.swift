package import RichText
package import Terminal
package import Trajectory

/// One part of a step that can be folded by itself.
package enum SectionKind: Hashable, Sendable {
    case header
    case reasoning
    case message
    /// The n-th call of the step.
    case call(Int)
    /// The m-th result of the n-th call.
    case result(call: Int, Int)
    /// The n-th result that answers no call.
    case looseResult(Int)

    /// What a tool was asked for, or answered.
    var isOfTools: Bool { if case .call = self { true } else { isResult } }

    /// How the part is called.
    var word: String {
        switch self {
        case .header, .message: "message"
        case .reasoning: "reasoning"
        case .call: "call"
        case .result, .looseResult: "result"
        }
    }

    /// What all parts of its kind have in common, in whatever steps they are.
    var group: SectionGroup {
        switch self {
        case .header, .message: .messages
        case .reasoning: .reasoning
        case .call: .calls
        case .result, .looseResult: .results
        }
    }

    /// Output that is long by nature and read by its beginning and its end.
    package var isResult: Bool {
        switch self {
        case .result, .looseResult: true
        default: false
        }
    }
}

/// A kind of parts that is folded or unfolded in all steps at once.
package enum SectionGroup: String, Hashable, Sendable {
    case messages, reasoning, calls, results
}

/// A part of one step; `step` is the 0-based index.
package struct SectionKey: Hashable, Sendable {
    package var step: Int
    package var kind: SectionKind
}

/// One row of the body of a trajectory, wrapped to the width of its pane.
package struct BodyRow: Hashable, Sendable {
    package var spans: [Span]
    package var part: SectionKind
    /// Of the header, which stands on a band.
    package var isBand = false
    /// The sub-agent that the row names: Enter opens its trajectory.
    package var subagent: SubagentReference?
    /// The picture or sound that the row stands for.
    package var media: Media?
    /// What the row is drawn of.
    package var block = BlockID.header
    /// The line of the block's text that the row is of; nil for words of ours.
    package var line: LineOrigin?

    package init(_ spans: [Span], part: SectionKind, subagent: SubagentReference? = nil) {
        self.spans = spans
        self.part = part
        self.subagent = subagent
    }

    package static func blank(_ part: SectionKind) -> BodyRow { BodyRow([], part: part) }
}

/// How much of each step is shown.
package enum DetailLevel: String, CaseIterable, Hashable, Sendable {
    case line, brief, full

    package var next: DetailLevel {
        switch self {
        case .full: .line
        case .line: .brief
        case .brief: .full
        }
    }

    /// For the message about a single step.
    var word: String {
        switch self {
        case .line: "one line"
        case .brief: "a few lines"
        case .full: "in full"
        }
    }

    /// For the message that says what the key did.
    package var words: String {
        switch self {
        case .line: "steps on one line"
        case .brief: "a few lines of each step"
        case .full: "steps in full"
        }
    }
}
