package import Wire

/// One task of an evaluation: a sample and what became of it (EvaluationItemResponse, Platform.docc/Evaluations).
package struct EvaluationItem: Hashable, Sendable, Identifiable {
    package var id: ItemID
    package var evaluationID: EvaluationID
    /// Order in the data set. Whether it starts at 0 or 1 is not documented.
    package var position: Int
    package var status: ItemStatus
    package var passed: Bool?
    package var taskName: String
    package var model: String?
    package var error: String?
    /// Nil: no transcript and no trajectory.
    package var sessionID: SessionID?
    package var runID: String?
    package var queuedAt: Timestamp?
    package var startedAt: Timestamp?
    package var agentFinishedAt: Timestamp?
    package var verifiedAt: Timestamp?
    package var completedAt: Timestamp?
    package var leaseExpiresAt: Timestamp?
    package var agentSandboxID: String?
    package var environmentSandboxID: String?
    package var retryCount: Quantity
    package var maxRetries: Quantity
    package var workerID: String?
    private var packedResult: PackedJSON?
    private var packedMetadata: PackedJSON?
    /// Members of the answer that have no property here.
    package var unknown: JSONObject
    /// How the answer spelled what would be read from another spelling as well; nothing of one that was made here.
    private var spelling = Spelling()

    /// Only what differs from our own is kept: there may be very many items.
    private struct Spelling: Hashable, Sendable {
        /// Members of another kind or form than ours: a time without a zone, a list for an error.
        var odd: [JSONObject.Member] = []
        /// Members that were not there, by their place in `keys`.
        var absent: UInt32 = 0

        var isPlain: Bool { odd.isEmpty && absent == 0 }
    }

    /// What a member holds, and what of it is written as it is read.
    private enum Kind {
        case text, optionalText, time, count, flag, freeForm

        func isPlain(_ value: JSONValue) -> Bool {
            switch (self, value) {
            case (.text, .string), (.optionalText, .string), (.optionalText, .null), (.time, .null), (.flag, .bool),
                (.flag, .null), (.freeForm, _):
                true
            case (.time, .string(let text)): text.utf8.count == 20 && text.hasSuffix("Z")
            case (.count, .number(let text)):
                text == "0"
                    || text.utf8.count < 10 && text.utf8.first != 0x30
                        && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
            default: false
            }
        }
    }

    /// The verifier's result: free form. Read from its text each time.
    package var result: JSONValue? {
        get { packedResult?.value }
        set { packedResult = Self.packed(newValue) }
    }

    /// Free form; `_dreadnode` holds what the platform noted of the run (see `AgentResult`). Read from its text each
    /// time.
    package var metadata: JSONValue? {
        get { packedMetadata?.value }
        set { packedMetadata = Self.packed(newValue) }
    }

    package var hasResult: Bool { packedResult != nil }

    /// What trawl itself knows of the item: our own member of the answer, absent on the hosted platform.
    package var own: JSONValue? {
        get { unknown["trawl"] }
        set { unknown["trawl"] = newValue }
    }

    /// What trawl has to say of the item: never what the platform says is wrong with it.
    package var remark: String? {
        get { own?["remark"]?.string }
        set {
            var object = own?.object ?? JSONObject()
            object["remark"] = newValue.map { .string($0) }
            own = object.members.isEmpty ? nil : .object(object)
        }
    }

    private static func packed(_ value: JSONValue?) -> PackedJSON? {
        value.flatMap { $0.isNull ? nil : PackedJSON($0) }
    }

    package init(id: ItemID, evaluationID: EvaluationID, position: Int, status: ItemStatus, taskName: String) {
        self.id = id
        self.evaluationID = evaluationID
        self.position = position
        self.status = status
        self.taskName = taskName
        retryCount = 0
        maxRetries = 0
        unknown = JSONObject()
    }

    /// Reads an item; nil without an id.
    package init?(_ json: JSONValue) {
        guard let object = json.object, let id = object["id"]?.string else { return nil }
        let status = json["item_status"]?.string ?? json["status"]?.string ?? "unknown"
        self.init(
            id: ItemID(id), evaluationID: EvaluationID(json["evaluation_id"]?.string ?? ""),
            position: json["position"]?.int ?? 0, status: ItemStatus(rawValue: status),
            taskName: json["task_name_snapshot"]?.string ?? json["task_ref"]?.string ?? "")
        passed = json["passed"]?.bool
        model = json["model"]?.string
        error = json["error"]?.words
        sessionID = json["session_id"]?.string.map { SessionID($0) }
        runID = json["run_id"]?.string
        queuedAt = Timestamp(json["queued_at"])
        startedAt = Timestamp(json["started_at"])
        agentFinishedAt = Timestamp(json["agent_finished_at"])
        verifiedAt = Timestamp(json["verified_at"])
        completedAt = Timestamp(json["completed_at"])
        leaseExpiresAt = Timestamp(json["lease_expires_at"])
        agentSandboxID = json["agent_sandbox_id"]?.string
        environmentSandboxID = json["env_sandbox_id"]?.string
        retryCount = json["retry_count"]?.count ?? 0
        maxRetries = json["max_retries"]?.count ?? 0
        workerID = json["worker_id"]?.string
        result = json["result_json"]
        metadata = json["metadata_json"]
        // The one that is absent without a session.
        spelling.absent = Self.everything & ~(1 << 8)
        for member in object.members {
            guard let at = Self.places[member.key] else {
                unknown.members.append(member)
                continue
            }
            spelling.absent &= ~(1 << at)
            if !Self.keys[at].kind.isPlain(member.value) { spelling.odd.append(member) }
        }
    }

    private static let freeForm: Set<String> = ["result_json", "metadata_json"]

    /// Reads an item from its text; nil for one without an id. What is free form in it stays text.
    /// With `repairing`, of a torn text as much as can be read. Where the text begins in a `file`, what is free form stays
    /// there.
    package init?(
        text: UnsafeRawBufferPointer, repairing: Bool = false, in file: (store: ByteStore, start: Int)? = nil
    ) throws(JSONError) {
        let options = JSONParser.Options(repairing: repairing, omitting: Self.freeForm)
        self.init(try JSONParser.parse(text, options: options))
        guard let start = text.firstIndex(of: UInt8(ascii: "{")) else { return }
        var members = MemberWalker(text, start..<text.count)
        while let member = members.next() {
            let isNull = member.kind == .literal && text[member.range.lowerBound] == UInt8(ascii: "n")
            func packed() -> PackedJSON? {
                if isNull { return nil }
                guard let (store, start) = file else {
                    return PackedJSON(bytes: UnsafeRawBufferPointer(rebasing: text[member.range]))
                }
                return PackedJSON(start + member.range.lowerBound..<start + member.range.upperBound, of: store)
            }
            if member.has("result_json") {
                spelling.absent &= ~(1 << 21)
                packedResult = packed()
            } else if member.has("metadata_json") {
                spelling.absent &= ~(1 << 22)
                packedMetadata = packed()
            }
        }
    }

    private static let keys: [(name: String, kind: Kind)] = [
        ("id", .text), ("evaluation_id", .text), ("position", .count), ("item_status", .text), ("passed", .flag),
        ("task_name_snapshot", .text), ("model", .optionalText), ("error", .optionalText), ("session_id", .text),
        ("run_id", .optionalText), ("queued_at", .time), ("started_at", .time), ("agent_finished_at", .time),
        ("verified_at", .time), ("completed_at", .time), ("lease_expires_at", .time),
        ("agent_sandbox_id", .optionalText), ("env_sandbox_id", .optionalText), ("retry_count", .count),
        ("max_retries", .count), ("worker_id", .optionalText), ("result_json", .freeForm),
        ("metadata_json", .freeForm),
    ]
    private static let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1.name, $0) })
    private static let everything: UInt32 = 1 << UInt32(keys.count) - 1

    /// The item in the platform's form, as it was received where nothing has changed since; unknown members last.
    package var json: JSONValue {
        var object = plainFacts
        object["result_json"] = result ?? .null
        object["metadata_json"] = metadata ?? .null
        var sent = object
        object.members += unknown.members
        if spelling.isPlain { return .object(object) }
        for member in spelling.odd { sent[member.key] = member.value }
        sent.members.removeAll { member in Self.places[member.key].map { spelling.absent >> $0 & 1 == 1 } ?? false }
        sent.members += unknown.members
        return isUnchanged(since: sent) ? .object(sent) : .object(object)
    }

    /// Whether every property is still what was read.
    private func isUnchanged(since sent: JSONObject) -> Bool {
        guard var read = EvaluationItem(.object(sent)) else { return false }
        // Free form is as it was set, and the evaluation is known to whoever asked for its items.
        (read.packedResult, read.packedMetadata, read.evaluationID) = (packedResult, packedMetadata, evaluationID)
        read.spelling = spelling
        return read == self
    }

    /// What has a property. `session_id` is the only optional key: absent without a session.
    private var plainFacts: JSONObject {
        var object = JSONObject([
            ("id", .string(id.text)), ("evaluation_id", .string(evaluationID.text)), ("position", .int(position)),
            ("item_status", .string(status.rawValue)), ("passed", .optional(passed)),
            ("task_name_snapshot", .string(taskName)), ("model", .optional(model)), ("error", .optional(error)),
        ])
        if let sessionID { object.members.append(.init(key: "session_id", value: .string(sessionID.text))) }
        let times = [
            ("queued_at", queuedAt), ("started_at", startedAt), ("agent_finished_at", agentFinishedAt),
            ("verified_at", verifiedAt), ("completed_at", completedAt), ("lease_expires_at", leaseExpiresAt),
        ]
        object.members.append(.init(key: "run_id", value: .optional(runID)))
        object.members += times.map { .init(key: $0.0, value: .optional($0.1?.iso8601)) }
        object.members += [
            .init(key: "agent_sandbox_id", value: .optional(agentSandboxID)),
            .init(key: "env_sandbox_id", value: .optional(environmentSandboxID)),
            .init(key: "retry_count", value: .quantity(retryCount)),
            .init(key: "max_retries", value: .quantity(maxRetries)),
            .init(key: "worker_id", value: .optional(workerID)),
        ]
        return object
    }

    /// Seconds from start to completion, or to `now` while it runs; nil before it starts.
    package func duration(now: Timestamp) -> Double? {
        guard let startedAt else { return nil }
        if let end = completedAt ?? verifiedAt ?? agentFinishedAt { return end.since(startedAt) }
        return ItemStatus.known.contains(status) && !status.isTerminal ? now.since(startedAt) : nil
    }
}

package typealias ItemID = Identifier<EvaluationItem>
