package import Wire

/// Who wrote a document that does not name its agent: told by members that no other producer writes.
package struct ProducerSigns: Hashable, Sendable {
    package var name: String
    package var version: String?

    /// Members that have to be there, and the one that holds the version.
    private static let table: [(members: [String], name: String, version: String?)] = [
        (["claude_code_version"], "claude-code", "claude_code_version"),
        (["parentUuid", "sessionId"], "claude-code", "version"), (["cli_version"], "codex", "cli_version"),
        (["mini_version"], "mini-swe-agent", "mini_version"), (["projectHash", "sessionId"], "gemini-cli", nil),
        (["inspect_ai"], "inspect_ai", "inspect_ai"), (["eval_id", "dataset"], "inspect_ai", nil),
        (["agentdojo_package_version"], "agentdojo", "agentdojo_package_version"),
        (["pipeline_name", "user_task_id"], "agentdojo", nil), (["thinkingLevel", "parentId"], "pi", nil),
        (["replay_config", "trajectory"], "swe-agent", nil),
        (["environment", "trajectory", "thought"], "swe-agent", nil),
        (["simulations", "reward_info"], "tau2-bench", nil),
        (["resourceSpans"], "opentelemetry", nil), (["child_runs", "run_type"], "langsmith", nil),
        (["working_dir", "toolRequest"], "goose", nil), (["agent_class", "instance_id"], "openhands", nil),
    ]

    private static let head = 1 << 16

    /// Looks at the beginning of a text; nil where nothing in it is anybody's own.
    package init?(_ store: ByteStore) {
        let text = String(decoding: store.bytes(0..<min(store.count, Self.head)), as: UTF8.self)
        let found = Self.table.first { row in row.members.allSatisfy { text.contains("\"\($0)\":") } }
        guard let found else { return nil }
        name = found.name
        version = found.version.flatMap { Self.word(behind: "\"\($0)\":", in: text) }
    }

    private static func word(behind key: String, in text: String) -> String? {
        guard let place = text.firstRange(of: key) else { return nil }
        let rest = text[place.upperBound...].drop { $0 == " " }
        guard rest.first == "\"" else { return nil }
        let word = rest.dropFirst().prefix { $0 != "\"" && $0 != "\n" }
        return word.isEmpty || word.count > 64 ? nil : String(word)
    }
}
