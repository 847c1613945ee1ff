import Platform
import Trajectory
import Wire

/// A document that was read, as the rest of the archive asks for it.
struct ReadDocument: Sendable {
    var format: DocumentFormat
    var header: TrajectoryHeader
    var steps: [Step]
    /// Why the document is no trajectory; nil where it is.
    var refusal: String?

    static func read(_ store: ByteStore, name: String) -> ReadDocument {
        StubReader.read(store)
    }
}

/// Reads plain ATIF and bare messages until the trajectory engine is there.
private enum StubReader {
    static func read(_ store: ByteStore) -> ReadDocument {
        guard let json = store.withBytes({ try? JSONParser.parse($0, repairing: true) }) else {
            return ReadDocument(
                format: .unknown, header: TrajectoryHeader(), steps: [], refusal: "not a trajectory: no JSON")
        }
        var header = TrajectoryHeader()
        header.agentName = json["agent"]?["name"]?.string
        header.modelName = json["agent"]?["model_name"]?.string
        guard let list = json["steps"]?.array else {
            return ReadDocument(format: .unknown, header: header, steps: [], refusal: "not a trajectory: no steps")
        }
        let steps = list.enumerated().map { step($0.element, number: $0.offset + 1) }
        return ReadDocument(format: .atif, header: header, steps: steps, refusal: nil)
    }

    private static func step(_ json: JSONValue, number: Int) -> Step {
        let sources: [String: StepSource] = ["agent": .agent, "user": .user, "system": .system]
        let source = json["source"]?.string ?? ""
        var step = Step(number: number, source: sources[source] ?? .other(source))
        step.message = parts(json["message"])
        step.reasoning = json["reasoning_content"]?.string
        step.timestamp = Timestamp(json["timestamp"])
        step.calls = (json["tool_calls"]?.array ?? []).map {
            ToolCall(
                id: $0["tool_call_id"]?.string ?? "", name: $0["function_name"]?.string ?? "",
                arguments: $0["arguments"] ?? .null)
        }
        for result in json["observation"]?["results"]?.array ?? [] {
            let id = result["source_call_id"]?.string
            let answer = ToolResult(callID: id, parts: parts(result["content"]))
            if let at = step.calls.firstIndex(where: { $0.id == id }) {
                step.calls[at].results.append(answer)
            } else {
                step.results.append(answer)
            }
        }
        return step
    }

    private static func parts(_ json: JSONValue?) -> [Part] {
        if let text = json?.string { return [.text(text)] }
        return (json?.array ?? []).compactMap { $0["text"]?.string.map(Part.text) }
    }
}
