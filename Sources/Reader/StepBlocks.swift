import RichText
import Shell
import Terminal
import Trajectory
import Triage
import Wire

/// A piece of a step that is drawn as one: a text, a call, or words of ours about them.
struct StepBlock {
    enum Content {
        /// A line across, and what it says.
        case boundary(String)
        case words([Span])
        case prose(String, ThemeSlot)
        case call(ToolCall)
        /// What a tool said; no title stands above it where it starts here.
        case output(String, startsHere: Bool)
        /// A part that is told and not shown.
        case part(Part)
        case subagent(SubagentReference)
    }

    let id: BlockID
    let kind: SectionKind
    let content: Content
    /// Columns by which it stands in.
    var indent = 2

    /// What the block says when it is taken away; nil for words of ours.
    func taken(isRaw: Bool) -> String? {
        switch content {
        case .prose(let text, _), .output(let text, _): TextLines.taken(text, isRaw: isRaw)
        case .call(let call):
            RichLine.taken(CallLines.titled(call.name, call.arguments, isColoured: false, most: .max, isRaw: isRaw))
        case .part(.unknown(_, let value)): value.serialized()
        case .part, .boundary, .words, .subagent: nil
        }
    }

    /// What tools print is shown in its colours, and taken away without the sequences that ask for them.
    var isColoured: Bool { if case .output = content { true } else { false } }
}

/// What a step consists of below its header, in the order in which it is drawn.
struct StepBlocks {
    private let step: Step
    private let hidden: Set<StepFilter.Kind>
    private var blocks: [StepBlock] = []
    private var next = BlockID.header

    /// `hidden` are the kinds of parts that are left out.
    static func of(_ step: Step, borders: StepBoundary, hidden: Set<StepFilter.Kind>) -> [StepBlock] {
        var builder = StepBlocks(step: step, hidden: hidden)
        builder.open(borders)
        builder.begin(.reasoning)
        if let reasoning = step.reasoning, !reasoning.isEmpty { builder.reason(reasoning, .reasoning) }
        builder.begin(.message)
        for part in step.message { builder.say(part) }
        if !hidden.contains(.tools) { builder.addTools() }
        builder.begin(.ending)
        builder.close(borders)
        return builder.blocks
    }

    private init(step: Step, hidden: Set<StepFilter.Kind>) {
        self.step = step
        self.hidden = hidden
    }

    private mutating func begin(_ id: BlockID) {
        next = id
        next.number = 1
    }

    private mutating func add(_ content: StepBlock.Content, _ kind: SectionKind, indent: Int = 2) {
        blocks.append(StepBlock(id: next, kind: kind, content: content, indent: indent))
        next.number += 1
    }

    private mutating func open(_ borders: StepBoundary) {
        begin(.header)
        if let opening = borders.opening { add(.boundary(opening), .header) }
        if step.flags.contains(.contextReplaced) {
            add(.boundary("context replaced: the model does not see earlier steps"), .header)
        } else if step.flags.contains(.compaction) {
            add(.boundary("context compacted here"), .header)
        }
    }

    private mutating func close(_ borders: StepBoundary) {
        if step.flags.contains(.empty) { add(.words([Span("nothing in this step", .dim)]), .message) }
        if !step.unshown.isEmpty {
            let names = Sanitize.line(step.unshown.joined(separator: ", "))
            add(.words([Span("not shown: \(names); \(key: .raw) shows it", .dim)]), .header)
        }
        if let ending = borders.ending { add(.boundary(ending), .header) }
        for problem in borders.problems { add(.words([Span("! \(problem)", .warning)]), .header) }
    }

    // MARK: What is said

    private mutating func reason(_ text: String, _ kind: SectionKind) {
        if hidden.contains(.reasoning) { next.number += 1 } else { add(.prose(text, .reasoning), kind) }
    }

    private mutating func say(_ part: Part) {
        switch part {
        case .text(let text): if !text.isEmpty { add(.prose(text, step.source == .system ? .dim : .text), .message) }
        case .refusal(let text):
            add(.words([Span("refusal", .refusal)]), .message)
            add(.prose(text, .refusal), .message)
        case .reasoning(let text): reason(text, .reasoning)
        case .media, .unknown: add(.part(part), .message)
        }
    }

    // MARK: What tools are asked for, and answer

    private mutating func addTools() {
        for (number, call) in step.calls.enumerated() {
            begin(.call(number))
            add(.call(call), .call(number))
            if !step.isAnswered(call) { add(.words([Span("◂ no result recorded", .dim)]), .call(number)) }
            for (at, result) in call.results.enumerated() {
                (next.result, next.number) = (at + 1, 1)
                add(result, .result(call: number, at), title: step.calls.count > 1 ? call.name : nil)
            }
        }
        begin(.looseResults)
        let open = step.calls.count { $0.results.isEmpty }
        let shared = open > 1 ? "result of \(open) calls" : "observation"
        for (number, result) in step.results.enumerated() {
            (next.result, next.number) = (number, 1)
            let title = result.callID.flatMap { $0.isEmpty ? nil : "result of unknown call \($0)" }
            add(result, .looseResult(number), title: title ?? shared)
        }
    }

    /// A result under its title; the only result of the only call needs none where it begins with a text.
    private mutating func add(_ result: ToolResult, _ kind: SectionKind, title: String?) {
        var startsHere = title == nil && !result.hasFailed && result.parts.first?.isText == true
        if !startsHere {
            var label = [Span("◂ ", .result), Span(Sanitize.line(title ?? "result"), .dim)]
            if result.hasFailed { label.append(Span(" failed", .stepError)) }
            if result.isBlank { label.append(Span(" (empty)", .dim)) }
            add(.words(label), kind)
        }
        for part in result.parts {
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text):
                if !text.isEmpty { add(.output(text, startsHere: startsHere), kind) }
                startsHere = false
            case .media, .unknown: add(.part(part), kind, indent: 4)
            }
        }
        for reference in result.subagents { add(.subagent(reference), kind, indent: 4) }
    }
}

extension Part {
    fileprivate var isText: Bool {
        if case .text(let text) = self { !text.isEmpty } else { false }
    }
}

extension ToolResult {
    fileprivate var isBlank: Bool {
        subagents.isEmpty && parts.allSatisfy { if case .text(let text) = $0 { text.isEmpty } else { false } }
    }
}
