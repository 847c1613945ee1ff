import Shell
import Terminal
import Trajectory
import Wire

/// Makes a step that can be laid out between two keys of one that cannot.
enum StepAbridger {
    /// Longer texts lose their middle.
    private static let longest = 1 << 20
    private static let head = 512 << 10
    private static let tail = 128 << 10

    /// A step of a document without the middle of its long texts, most of which is not even decoded.
    static func step(_ index: Int, of document: TrajectoryDocument) -> Step? {
        document.step(index, abridging).map(abridged)
    }

    /// A step as received, without the middle of its long texts.
    static func rawValue(_ index: Int, of document: TrajectoryDocument) -> JSONValue? {
        document.rawValue(index, abridging).map(cut)
    }

    /// Pictures and sounds are told by the length of their data, which therefore stays whole.
    private static let abridging = Abridging(longest: longest, head: head, tail: tail) { whole, hidden in
        whole.prefix(1_024).utf8.contains { $0 <= 0x20 } ? note(hidden) : nil
    }

    private static func note(_ hidden: Int) -> String {
        "\n··· \(NumberFormat.bytes(hidden)) not shown; :write, v or E show all ···\n"
    }

    private static func abridged(_ step: Step) -> Step {
        var step = step
        step.reasoning = step.reasoning.map(cut)
        step.message = step.message.map(cut)
        for call in step.calls.indices {
            step.calls[call].arguments = cut(step.calls[call].arguments)
            step.calls[call].results = step.calls[call].results.map(cut)
        }
        step.results = step.results.map(cut)
        return step
    }

    private static func cut(_ result: ToolResult) -> ToolResult {
        var result = result
        result.parts = result.parts.map(cut)
        return result
    }

    private static func cut(_ part: Part) -> Part {
        switch part {
        case .text(let text): .text(cut(text))
        case .refusal(let text): .refusal(cut(text))
        case .reasoning(let text): .reasoning(cut(text))
        case .media, .unknown: part
        }
    }

    private static func cut(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(cut(text))
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, cut($0.value)) }))
        case .array(let values): .array(values.map(cut))
        default: value
        }
    }

    private static func cut(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > longest else { return nil }
            return String(decoding: bytes[..<head], as: UTF8.self) + note(bytes.count - head - tail)
                + String(decoding: bytes[(bytes.count - tail)...], as: UTF8.self)
        } ?? text
    }
}
