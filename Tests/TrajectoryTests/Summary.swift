import Trajectory
import Wire

/// A document as text, one line a step: easy to compare, easy to read.
enum Summary {
    static func of(_ json: String, cuts: [Int] = []) -> [String] { of(document(json, cuts: cuts)) }

    static func of(_ document: TrajectoryDocument) -> [String] {
        [document.format.rawValue] + (0..<document.stepCount).map { document.step($0).map(line) ?? "missing" }
    }

    /// The document, arriving in pieces that end at the cuts.
    static func document(_ json: String, cuts: [Int] = []) -> TrajectoryDocument {
        document(Array(json.utf8), cuts: cuts)
    }

    static func document(_ bytes: [UInt8], cuts: [Int] = []) -> TrajectoryDocument {
        guard !cuts.isEmpty, let store = ByteStore(capacity: bytes.count + 1) else {
            return TrajectoryDocument.read(bytes, name: "test")
        }
        let document = TrajectoryDocument(store: store, expectedBytes: bytes.count, name: "test")
        for cut in cuts + [bytes.count] {
            store.append(Array(bytes[store.count..<cut]))
            document.advance()
        }
        document.finish(interrupted: false)
        return document
    }

    static func line(_ step: Step) -> String {
        var words = ["\(step.source.name):"]
        words += step.message.map(part)
        if let reasoning = step.reasoning { words.append("thinks(\(reasoning))") }
        words += step.calls.map(call)
        words += step.results.map { "stray\(result($0))" }
        let flags = names(step.flags)
        if !flags.isEmpty { words.append("[\(flags.joined(separator: " "))]") }
        return words.joined(separator: " ")
    }

    private static func part(_ part: Part) -> String {
        switch part {
        case .text(let text): text
        case .refusal(let text): "refuses(\(text))"
        case .reasoning(let text): "thinks(\(text))"
        case .media(let media):
            "\(media.kind)(\(media.mediaType ?? "?") \(media.path ?? "") \(media.inlineBytes.map(String.init) ?? ""))"
        case .unknown(let type, _): "part(\(type))"
        }
    }

    private static func call(_ call: ToolCall) -> String {
        let id = call.id.isEmpty ? "" : "#\(call.id)"
        return "\(call.name)\(id)\(call.arguments.serialized())" + call.results.map(result).joined()
    }

    private static func result(_ result: ToolResult) -> String {
        let id = result.callID.map { "#\($0)" } ?? ""
        let error = result.isError.map { $0 ? "!" : "" } ?? ""
        let refs = result.subagents.map { "^\($0.trajectoryID ?? $0.path ?? "?")" }.joined()
        return "=>\(id)\(error)(\(result.parts.map(part).joined(separator: " ")))\(refs)"
    }

    private static let flagNames: [(StepFlags, String)] = [
        (.error, "error"), (.refusal, "refusal"), (.copied, "copied"), (.compaction, "compaction"),
        (.deterministic, "deterministic"), (.sidechain, "sidechain"), (.subagent, "subagent"), (.empty, "empty"),
        (.media, "media"), (.unpaired, "unpaired"), (.compacted, "compacted"),
    ]

    static func names(_ flags: StepFlags) -> [String] { flagNames.filter { flags.contains($0.0) }.map(\.1) }
}
