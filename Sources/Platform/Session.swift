package import Wire

/// A session: one run of an agent (SessionResponse, Platform.docc/Sessions).
package struct Session: AnswerModel, Hashable, Sendable, Identifiable {
    package var id: SessionID
    package var title: String?
    package var model: String?
    package var agent: String?
    package var messageCount: Quantity?
    package var tokenCount: Quantity?
    package var createdAt: Timestamp?
    package var raw: JSONValue

    package init(id: SessionID) {
        self.id = id
        raw = ["id": .string(id.text)]
    }

    package init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        self.init(id: SessionID(id))
        read(json)
        // A server of files writes noughts for what it has not counted, as the platform's clients want numbers.
        if activeAt == nil, messageCount == 0, tokenCount == 0 { (messageCount, tokenCount) = (nil, nil) }
    }

    package mutating func exchange(_ fields: inout AnswerFields) {
        fields.id("id", &id)
        fields.text("title", &title)
        fields.text("model", &model)
        fields.text("agent", &agent)
        fields.count("message_count", &messageCount)
        fields.count("token_count", &tokenCount)
        fields.time("created_at", &createdAt)
    }

    // MARK: What the answer says beside

    /// `key:value`, as a search takes them.
    package var labels: [String] {
        (raw["labels"]?.object?.members ?? []).flatMap { label in
            (label.value.array ?? [label.value]).compactMap(\.string).map { "\(label.key):\($0)" }
        }
    }

    /// `user`, `eval`, `worker`.
    package var origin: String? { raw["origin"]?.string }
    /// When something was last said or changed in it.
    package var activeAt: Timestamp? {
        Timestamp(raw["last_message_at"]) ?? Timestamp(raw["updated_at"]) ?? createdAt
    }
    /// US dollars; nil where a step has no price.
    package var cost: Quantity? { raw["usage"]?["total_cost_usd"]?.quantity }
}

/// One page of a session's messages (SessionTranscriptResponse, Platform.docc/Sessions).
package struct Transcript: Hashable, Sendable {
    package var session: Session?
    /// The messages as received (Platform.docc/Sessions): the trajectory reader reads them as a document.
    package var messages: [JSONValue]
    package var systemPrompt: String?
    package var hasMore: Bool

    package init(session: Session?, messages: [JSONValue], systemPrompt: String? = nil, hasMore: Bool = false) {
        self.session = session
        self.messages = messages
        self.systemPrompt = systemPrompt
        self.hasMore = hasMore
    }

    package init(_ json: JSONValue) {
        self.init(
            session: json["session"].flatMap(Session.init), messages: json["messages"]?.array ?? [],
            systemPrompt: json["current_system_prompt"]?.string, hasMore: json["has_more"]?.bool ?? false)
    }

    package var json: JSONValue {
        [
            "session": session?.json ?? .null, "messages": .array(messages),
            "current_system_prompt": .optional(systemPrompt), "has_more": .bool(hasMore),
        ]
    }

    /// The `seq` of the last message: what to ask for after, while `hasMore`.
    package var lastSeq: Int? { messages.last?["seq"]?.int }
}

/// The form in which a session's trajectory is asked for (Platform.docc/Sessions): further ones may be added.
package struct TrajectoryFormat: Hashable, Sendable {
    package var rawValue: String

    package static let atif = TrajectoryFormat(named: "atif")
    package static let openai = TrajectoryFormat(named: "openai")
    package static let native = TrajectoryFormat(named: "native")

    /// Those of the contract.
    package static let allCases = [atif, openai, native]

    /// One that the server may know.
    package init(named name: String) { rawValue = name }

    /// One of the contract.
    package init?(rawValue: String) {
        self.init(named: rawValue)
        if !Self.allCases.contains(self) { return nil }
    }

    /// Throws `unsupported` where only a server may know it.
    package func check() throws(PlatformError) {
        guard !Self.allCases.contains(self) else { return }
        let known = Self.allCases.map(\.rawValue).joined(separator: ", ")
        throw PlatformError(.unsupported, detail: "there is no format \(rawValue) here: \(known)")
    }
}

package typealias SessionID = Identifier<Session>
