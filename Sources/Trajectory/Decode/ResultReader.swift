import Wire

/// Reads what tools answered.
enum ResultReader {
    /// A result from a message, item or part, with its content under one of the usual keys.
    static func result(_ value: JSONValue, callID: String?) -> ToolResult {
        var result = ToolResult(
            callID: callID, parts: [], isError: isError(value), subagents: references(value["subagent_trajectory_ref"]))
        for key in keys {
            guard let said = value[key], !isSaid(said, in: result.parts) else { continue }
            add(parts(said, &result.isError), to: &result.parts)
        }
        if let error = errorText(value["error"]), value["error"]?.bool == nil || result.parts.isEmpty {
            add([.text(error)], to: &result.parts)
        }
        return result
    }

    /// Names of what was answered.
    private static let keys = [
        "content", "output", "result", "response", "text", "stdout", "stderr", "aggregated_output", "toolResult", "run",
        "value", "return_value",
    ]

    /// Members of an answer that say how it went, and are shown as marks or not at all.
    private static let framing: Set<String> = [
        "status", "exitcode", "returncode", "metadata", "success", "iserror", "error", "truncated", "interrupted", "id",
        "durationms", "durationseconds", "duration", "type", "kind", "isimage", "exitstatus", "walltimeseconds",
    ]

    /// What is said by an answer that may stand in envelopes, or be written as JSON in a text.
    static func parts(_ value: JSONValue, _ isError: inout Bool?, depth: Int = 4) -> [Part] {
        let inner = value.string == nil ? value : envelope(value)
        guard depth > 0, let members = inner.object?.members, !members.isEmpty,
            inner["type"]?.string.map({ Spelling.word($0) == .result || $0.hasSuffix("_result") }) ?? true
        else { return PartReader.parts(value) }
        let said = members.filter { keys.contains($0.key) && !$0.value.isNull && $0.value != [] }
        let isEnvelope = members.allSatisfy { keys.contains($0.key) || framing.contains(Spelling.bare($0.key)) }
        guard isEnvelope, !said.isEmpty || errorText(inner["error"]) != nil else { return PartReader.parts(value) }
        isError = isError ?? Self.isError(inner)
        var parts: [Part] = []
        for member in said where !isSaid(member.value, in: parts) {
            add(Self.parts(member.value, &isError, depth: depth - 1), to: &parts)
        }
        if let error = errorText(inner["error"]), inner["error"]?.bool == nil { add([.text(error)], to: &parts) }
        return parts
    }

    /// A text that is an answer with its exit code, as Codex writes it, taken apart; else the text.
    private static func envelope(_ text: JSONValue) -> JSONValue {
        guard text.string?.utf8.first == UInt8(ascii: "{"), text.string?.contains("\"exit_code\"") == true else {
            return text
        }
        return text.opened
    }

    /// Whether every text of a structured answer stands in the parts already.
    private static func isSaid(_ value: JSONValue, in parts: [Part]) -> Bool {
        // A number is told by no text, and what has no text at all says something all the same.
        guard !parts.isEmpty, value.object != nil, !value.holdsNumbers else { return false }
        let texts = value.texts.map(\.trimmed).filter { !$0.isEmpty }
        let known = parts.plainText
        return !texts.isEmpty && texts.allSatisfy { LineDeduplication.have($0, in: known) }
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
            return !isSame && !LineDeduplication.have(text.trimmed, in: known)
        }
    }

    /// What the producer said of success, in the fields of all formats, here or in what stands inside; nil where it said
    /// nothing.
    static func isError(_ value: JSONValue, depth: Int = 3) -> Bool? {
        if let said = said(value) { return said }
        guard depth > 0 else { return nil }
        for key in places {
            guard let inner = value[key], inner.object != nil else { continue }
            if let said = isError(inner, depth: depth - 1) { return said }
        }
        return nil
    }

    private static let places = [
        "extra", "metadata", "content", "result", "extras", "run", "state", "observation", "toolResult", "output",
    ]

    /// | field | fails where |
    private static func said(_ value: JSONValue) -> Bool? {
        for key in ["is_error", "isError", "tool_result_is_error", "tool_use_is_error", "failed"] {
            if let flag = value[key]?.bool { return flag }
        }
        for key in ["exit_code", "exitCode", "returncode", "return_code", "returnCode"] {
            if let code = value[key]?.int { return code != 0 }
        }
        if let error = value["error"] { return errorText(error) != nil }
        if value["error_code"] != nil { return true }
        if let success = (value["success"] ?? value["ok"])?.bool { return !success }
        if value["level"]?.string == "ERROR" { return true }
        guard let status = value["status"]?.string, status.utf8.count < 32 else { return nil }
        return failures.contains(Spelling.bare(status)) ? true : nil
    }

    private static let failures: Set<String> = [
        "error", "failed", "failure", "timeout", "timedout", "denied", "rejected", "aborted", "errored",
    ]

    /// What an `error` field says: a text, an object with a message; nil where it says that there is none.
    static func errorText(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null, .bool(false): nil
        case .bool(true): "error"
        case .string(let text): text.isEmpty ? nil : text
        case .some(let value):
            value["message"]?.string ?? value["text"]?.string ?? value["detail"]?.string
                ?? (value["error"]?.bool == nil ? errorText(value["error"]) : nil) ?? value.serialized()
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
    var texts: [String] {
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
