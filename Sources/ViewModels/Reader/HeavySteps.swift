import Terminal
import Trajectory
import Wire

/// Steps of megabytes: decoded behind, and laid out by the beginning and the end of their long texts. A cache and no state.
package final class HeavySteps {
    /// Bytes from which on a step is decoded behind: what a key may cost.
    package static let least = 2 << 20

    private var kept: [Int: Step] = [:]
    private var order: [Int] = []
    private var wanted: Int?

    /// The step where it is here. Else it is asked for, and drawn as a line that says so.
    func step(_ index: Int, _ outline: StepOutline) -> Step {
        if let step = kept[index] { return step }
        wanted = wanted ?? index
        var step = Step(number: outline.number, source: outline.source)
        step.timestamp = outline.timestamp
        step.flags = outline.flags.subtracting([.empty, .unpaired])
        step.message = [.text("decoding \(Figures.bytes(outline.size))…")]
        return step
    }

    /// The step that is waited for.
    func takeWanted() -> Int? {
        defer { wanted = nil }
        return wanted
    }

    func keep(_ step: Step, at index: Int) {
        kept[index] = step
        order.append(index)
        if order.count > 8 { kept[order.removeFirst()] = nil }
    }

    func forget() {
        kept = [:]
        order = []
        wanted = nil
    }
}

/// Makes a step that can be laid out between two keys of one that cannot.
enum StepAbridger {
    /// Longer texts lose their middle.
    private static let longest = 1 << 20
    private static let head = 512 << 10
    private static let tail = 128 << 10

    static func abridged(_ step: Step) -> Step {
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

    /// A value whose long texts lost their middle.
    static func abridged(_ value: JSONValue) -> JSONValue { cut(value) }

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
            let hidden = Figures.bytes(bytes.count - head - tail)
            let note = "\n··· \(hidden) not laid out: :write, v and E have all of it ···\n"
            return String(decoding: bytes[..<head], as: UTF8.self) + note
                + String(decoding: bytes[(bytes.count - tail)...], as: UTF8.self)
        } ?? text
    }
}
