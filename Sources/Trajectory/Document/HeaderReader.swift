import Wire

/// Collects what a document says of itself, member by member as they arrive.
struct HeaderReader {
    private(set) var header = TrajectoryHeader()
    /// The document is one page of a longer transcript.
    private(set) var hasMore = false
    private var next = 0

    /// A member larger than this is no header.
    private static let maximumSize = 1 << 20

    /// Reads the members that were completed since the last time.
    mutating func read(_ scanner: ElementScanner, _ bytes: UnsafeRawBufferPointer) {
        while next < scanner.members.count, let end = scanner.members[next].end {
            let member = scanner.members[next]
            next += 1
            if member.key == "has_more" { hasMore = bytes[member.start] == UInt8(ascii: "t") }
            guard end - member.start <= Self.maximumSize, HeaderFields.reads(member.key) else { continue }
            let text = UnsafeRawBufferPointer(rebasing: bytes[member.start..<end])
            guard let value = try? JSONParser.parse(text, repairing: true) else { continue }
            HeaderFields.merge(member.key, value, into: &header)
        }
    }

    /// Reads a line that holds the header of the lines that follow.
    mutating func read(line range: Range<Int>, _ bytes: UnsafeRawBufferPointer) {
        let text = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard range.count <= Self.maximumSize, let value = try? JSONParser.parse(text, repairing: true) else { return }
        for member in (value["payload"] ?? value).object?.members ?? [] {
            HeaderFields.merge(member.key, member.value, into: &header)
        }
    }
}

/// Which member says what: one table for all formats.
enum HeaderFields {
    typealias Reader = @Sendable (inout TrajectoryHeader, JSONValue) -> Void

    static func merge(_ key: String, _ value: JSONValue, into header: inout TrajectoryHeader) {
        readers[key]?(&header, value)
        if parents.contains(key) { header.parent = value.string ?? header.parent }
    }

    static let readers: [String: Reader] = [
        "schema_version": { $0.schemaVersion = $1.string ?? $0.schemaVersion },
        "trajectory_format": { $0.schemaVersion = $1.string ?? $0.schemaVersion },
        "session_id": { $0.sessionID = $1.string ?? $0.sessionID },
        "sessionId": { $0.sessionID = $1.string ?? $0.sessionID },
        "instance_id": { $0.sessionID = $0.sessionID ?? $1.string },
        "trajectory_id": { $0.trajectoryID = $1.string ?? $0.trajectoryID },
        "id": { $0.trajectoryID = $0.trajectoryID ?? $1.string },
        "notes": { $0.notes = $1.string ?? $0.notes },
        "description": { $0.notes = $0.notes ?? $1.string },
        "goal": { $0.notes = $0.notes ?? $1.string },
        "continued_trajectory_ref": { $0.continuation = $1.string ?? $0.continuation },
        "model": { $0.modelName = $0.modelName ?? $1.string },
        "agent_id": { $0.agentName = $0.agentName ?? $1.string },
        "success": { $0.success = $1.bool ?? $0.success },
        "termination_reason": { $0.stopReason = $1.string ?? $0.stopReason },
        "stop_reason": { $0.stopReason = $1.string ?? $0.stopReason },
        "agent": { agent(&$0, $1) },
        "metadata": { metadata(&$0, $1) },
        "info": { info(&$0, $1) },
        "session": { session(&$0, $1) },
        "final_metrics": { finalMetrics(&$0, $1) },
    ]

    static func reads(_ key: String) -> Bool { readers[key] != nil || parents.contains(key) }

    /// Names under which producers tell what a session was forked from, or goes on from.
    private static let parents: Set = [
        "parent_session_id", "parentSessionId", "parentSession", "parentID", "forked_from_id", "forked_from",
        "forkedFrom", "continued_from", "continuedFrom", "resumed_from", "parent_thread_id",
    ]

    private static func agent(_ header: inout TrajectoryHeader, _ value: JSONValue) {
        header.agentName = value.string ?? value["name"]?.string ?? header.agentName
        header.agentVersion = value["version"]?.string ?? header.agentVersion
        header.modelName = value["model_name"]?.string ?? value["model"]?.string ?? header.modelName
    }

    private static func metadata(_ header: inout TrajectoryHeader, _ value: JSONValue) {
        header.agentName = header.agentName ?? value["agent"]?.string
        header.modelName = header.modelName ?? value["model"]?.string
    }

    private static func info(_ header: inout TrajectoryHeader, _ value: JSONValue) {
        header.modelName = header.modelName ?? value["config"]?["model"]?["model_name"]?.string
        header.agentVersion = header.agentVersion ?? value["mini_version"]?.string
        header.stopReason = header.stopReason ?? value["exit_status"]?.string
        let cost = value["model_stats"]?["instance_cost"]?.quantity
        if header.finalMetrics == nil, let cost { header.finalMetrics = Metrics(cost: cost) }
    }

    private static func session(_ header: inout TrajectoryHeader, _ value: JSONValue) {
        header.session = value
        header.sessionID = value["id"]?.string ?? header.sessionID
        header.agentName = value["agent"]?.string ?? header.agentName
        header.modelName = value["model"]?.string ?? header.modelName
    }

    private static func finalMetrics(_ header: inout TrajectoryHeader, _ value: JSONValue) {
        guard value.object != nil else { return }
        header.finalMetrics = Metrics(
            promptTokens: value["total_prompt_tokens"]?.count ?? value["prompt_tokens"]?.count,
            completionTokens: value["total_completion_tokens"]?.count ?? value["completion_tokens"]?.count,
            cachedTokens: value["total_cached_tokens"]?.count,
            cost: value["total_cost_usd"]?.quantity ?? value["total_cost"]?.quantity)
        header.declaredSteps = value["total_steps"]?.int
    }
}
