import Wire

/// What the outline shows of a step.
enum OutlineMaker {
    /// Arguments that tell a call from its neighbours, the best first.
    private static let telling = [
        "command", "cmd", "raw_action", "keystrokes", "query", "pattern", "path", "file_path", "file", "url", "code",
        "input",
        "name", "description", "prompt",
    ]

    private static let previewLength = 200

    static func outline(of step: Step, number: Int, size: Int) -> StepOutline {
        var outline = StepOutline(
            number: number, source: step.source, preview: preview(of: step), size: size, callCount: step.calls.count)
        outline.timestamp = step.timestamp
        outline.answered = step.answered
        outline.tool = step.calls.first?.name
        outline.flags = step.flags
        outline.metrics = step.metrics
        outline.action = action(of: step)
        if let metrics = step.metrics, metrics.promptTokens != nil || metrics.completionTokens != nil {
            outline.tokens = (metrics.promptTokens ?? 0) + (metrics.completionTokens ?? 0)
        }
        return outline
    }

    private static func action(of step: Step) -> Int? {
        guard !step.calls.isEmpty else { return nil }
        var hasher = Hasher()
        for call in step.calls {
            hasher.combine(call.name)
            hasher.combine(call.arguments)
        }
        return hasher.finalize()
    }

    private static func preview(of step: Step) -> String {
        if let call = step.calls.first {
            let arguments = argument(of: call)
            if !arguments.isEmpty { return arguments }
        }
        let texts = [
            step.message.filter { !$0.isReasoning }.plainText, step.reasoning ?? "", step.message.plainText,
            step.results.first?.text ?? "",
        ]
        return texts.lazy.map(line).first { !$0.isEmpty } ?? media(step) ?? ""
    }

    private static func media(_ step: Step) -> String? {
        for part in step.message + step.results.flatMap(\.parts) {
            switch part {
            case .media(let media): return media.kind
            case .unknown(let type, _): return type
            case .text, .refusal, .reasoning: continue
            }
        }
        return nil
    }

    private static func argument(of call: ToolCall) -> String {
        guard let members = call.arguments.object?.members else { return line(text(call.arguments)) }
        for key in telling {
            if let value = call.arguments[key], !value.isEmptyContainer { return line(text(value)) }
        }
        return members.first.map { line(text($0.value)) } ?? ""
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .null: ""
        case .array(let values) where values.allSatisfy { $0.string != nil }:
            values.prefix(32).compactMap(\.string).joined(separator: " ")
        default: value.serialized()
        }
    }

    /// The beginning of a text on one line: line ends and runs of blanks become one blank.
    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var isPending = false
        var length = 0
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
                isPending = length > 0
                continue
            }
            guard length + (isPending ? 1 : 0) < previewLength else { break }
            if isPending {
                line.append(" ")
                length += 1
                isPending = false
            }
            line.append(scalar)
            length += 1
        }
        return String(line)
    }
}

extension JSONValue {
    fileprivate var isEmptyContainer: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let object): object.isEmpty
        case .string(let text): text.isEmpty
        case .null: true
        case .bool, .number: false
        }
    }
}
