import Wire

/// Reads what tools answered.
enum ResultReader {
    /// A result from a message, item or part, with its content under one of the usual keys.
    static func result(_ value: JSONValue, callID: String?) -> ToolResult {
        var result = ToolResult(
            callID: callID, parts: [], isError: isError(value), subagents: references(value["subagent_trajectory_ref"]))
        for key in ["content", "output", "result", "response", "text", "stdout", "stderr"] {
            if let said = value[key], !isSaid(said, in: result.parts) { add(PartReader.parts(said), to: &result.parts) }
        }
        if let error = errorText(value["error"]) { add([.text(error)], to: &result.parts) }
        return result
    }

    /// Whether every text of a structured answer stands in the parts already.
    private static func isSaid(_ value: JSONValue, in parts: [Part]) -> Bool {
        // A number is told by no text, and what has no text at all says something all the same.
        guard !parts.isEmpty, value.object != nil, !value.holdsNumbers else { return false }
        let texts = value.texts.map(\.trimmed).filter { !$0.isEmpty }
        let known = parts.plainText
        return !texts.isEmpty && texts.allSatisfy { SaidLines.have($0, in: known) }
    }

    /// Adds what is not there yet: many producers write the same answer under two names.
    static func add(_ new: [Part], to parts: inout [Part]) {
        guard !parts.isEmpty else { return parts = new }
        guard parts != new else { return }
        let known = parts.plainText
        // One text is often written again in pieces.
        let isSame = new.plainText == known || new.texts.joined() == known
        parts += new.filter { part in
            guard case .text(let text) = part else { return !parts.contains(part) }
            return !isSame && !SaidLines.have(text.trimmed, in: known)
        }
    }

    /// What the producer said of success, in the fields of all formats; nil where it said nothing.
    static func isError(_ value: JSONValue) -> Bool? {
        let extra = value["extra"] ?? value["metadata"]
        for place in [value, extra, value["content"]?.object != nil ? value["content"] : nil, value["result"]] {
            if let place, let said = said(place) { return said }
        }
        return nil
    }

    /// | field | fails where |
    private static func said(_ value: JSONValue) -> Bool? {
        for key in ["is_error", "isError", "tool_result_is_error", "tool_use_is_error", "failed"] {
            if let flag = value[key]?.bool { return flag }
        }
        for key in ["exit_code", "exitCode", "returncode", "return_code"] {
            if let code = value[key]?.int { return code != 0 }
        }
        if let error = value["error"] { return errorText(error) != nil }
        if let success = value["success"]?.bool { return !success }
        switch value["status"]?.string {
        case "error", "failed", "failure": return true
        default: return nil
        }
    }

    /// What an `error` field says: a text, an object with a message; nil where it says that there is none.
    static func errorText(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null, .bool(false): nil
        case .bool(true): "error"
        case .string(let text): text.isEmpty ? nil : text
        case .some(let value): value["message"]?.string ?? value["text"]?.string ?? value.serialized()
        }
    }

    /// References to the trajectories of sub-agents: a list, or the single object of ATIF v1.0.
    static func references(_ value: JSONValue?) -> [SubagentReference] {
        let values = value?.array ?? (value.map { [$0] } ?? [])
        return values.compactMap { value in
            if let path = value.string { return SubagentReference(path: path) }
            guard value.object != nil else { return nil }
            return SubagentReference(
                trajectoryID: value["trajectory_id"]?.string, path: value["trajectory_path"]?.string,
                sessionID: value["session_id"]?.string)
        }
    }
}

extension JSONValue {
    /// Every string in the value.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let values): values.flatMap(\.texts)
        case .object(let object): object.members.flatMap(\.value.texts)
        case .null, .bool, .number: []
        }
    }

    /// Members that say whether it failed, which is shown as a mark.
    private static let marks: Set<String> = ["is_error", "isError", "failed", "success"]

    /// Whether a number, true or false is anywhere in the value.
    fileprivate var holdsNumbers: Bool {
        switch self {
        case .bool, .number: true
        case .array(let values): values.contains(where: \.holdsNumbers)
        case .object(let object): object.members.contains { !Self.marks.contains($0.key) && $0.value.holdsNumbers }
        case .null, .string: false
        }
    }
}

extension [Part] {
    fileprivate var texts: [String] { compactMap { if case .text(let text) = $0 { text } else { nil } } }
}
