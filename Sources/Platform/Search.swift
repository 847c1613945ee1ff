package import Wire

/// One sample that a search over an evaluation found (EvaluationItemSearchHit, Platform.docc/Search).
package struct SearchHit: Hashable, Sendable {
    package var itemID: ItemID
    /// Matching transcript messages; 0 where only the error or the task name matched.
    package var matchCount: Int
    /// `transcript`, `error` or `task_name`.
    package var matchedIn: String
    package var sessionID: SessionID?
    /// A piece of the matching text. Its mark-up, if any, is not documented: show it through `Sanitize`.
    package var snippet: String?
    /// The hit as received; nil for one that was found here.
    private var raw: JSONValue?

    package init(itemID: ItemID, matchCount: Int, matchedIn: String, sessionID: SessionID?, snippet: String?) {
        self.itemID = itemID
        self.matchCount = matchCount
        self.matchedIn = matchedIn
        self.sessionID = sessionID
        self.snippet = snippet
    }

    package init?(_ json: JSONValue) {
        guard let item = json["item_id"]?.string else { return nil }
        itemID = ItemID(item)
        matchCount = json["match_count"]?.int ?? 0
        matchedIn = json["matched_in"]?.string ?? "transcript"
        sessionID = json["session_id"]?.string.map { SessionID($0) }
        snippet = json["snippet"]?.string
        raw = json
    }

    /// What was found is the same, however it was written.
    package static func == (one: SearchHit, other: SearchHit) -> Bool {
        (one.itemID, one.matchCount, one.matchedIn, one.sessionID, one.snippet)
            == (other.itemID, other.matchCount, other.matchedIn, other.sessionID, other.snippet)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(itemID) }

    package var json: JSONValue {
        if let raw, SearchHit(raw) == self { return raw }
        return [
            "item_id": .string(itemID.text), "match_count": .int(matchCount), "matched_in": .string(matchedIn),
            "session_id": .optional(sessionID?.text), "snippet": .optional(snippet),
        ]
    }
}

/// The answer to a search over an evaluation.
package struct SearchResult: Hashable, Sendable {
    package var hits: [SearchHit]
    /// The number of hits that were sent: not the true total where `hasMore`.
    package var total: Int
    /// The platform's cap cut the hits.
    package var hasMore: Bool
    /// Where an index is still being built: samples that are in it, and samples that could not be read. Nil on a
    /// platform that does not say (the hosted one).
    package var coverage: SearchCoverage?
    /// Hits that name no sample, and cannot be shown.
    package var unreadable = 0

    package init(hits: [SearchHit] = [], total: Int? = nil, hasMore: Bool = false, coverage: SearchCoverage? = nil) {
        self.hits = hits
        self.total = total ?? hits.count
        self.hasMore = hasMore
        self.coverage = coverage
    }

    package init(_ json: JSONValue) {
        let matches = json["matches"]?.array ?? []
        let hits = matches.compactMap(SearchHit.init)
        self.init(
            hits: hits, total: json["total"]?.int, hasMore: json["has_more"]?.bool ?? false,
            coverage: SearchCoverage(json["coverage"]))
        unreadable = matches.count - hits.count
    }

    package var json: JSONValue {
        var object = JSONObject([
            ("has_more", .bool(hasMore)), ("matches", .array(hits.map(\.json))), ("total", .int(total)),
        ])
        object["coverage"] = coverage?.json
        return .object(object)
    }
}

/// How much of an evaluation a search could look at: our own extension of the answer, absent on the hosted platform.
package struct SearchCoverage: Hashable, Sendable {
    package var indexed: Int
    package var total: Int
    package var unreadable: Int
    /// While texts are still being read one by one: samples that are read. Nil for an answer that is whole.
    package var read: Int?
    /// There is no index: `indexed` samples were read for this query. Told by whoever reads, and by no server.
    package var isRead = false

    package init(indexed: Int, total: Int, unreadable: Int) {
        self.indexed = indexed
        self.total = total
        self.unreadable = unreadable
    }

    package init?(_ json: JSONValue?) {
        guard let json, let indexed = json["indexed"]?.int, let total = json["total"]?.int else { return nil }
        self.init(indexed: indexed, total: total, unreadable: json["unreadable"]?.int ?? 0)
    }

    package var json: JSONValue {
        ["indexed": .int(indexed), "total": .int(total), "unreadable": .int(unreadable)]
    }
}

/// One message that a search in a session found (MessageSearchHit, Platform.docc/Search).
package struct MessageHit: Hashable, Sendable {
    package var id: String
    package var seq: Int
    package var role: String
    package var agent: String?
    /// A preview; cut where `isTruncated`.
    package var content: String
    package var isTruncated: Bool
    package var createdAt: Timestamp?
    /// 1-based step of the trajectory, where the platform says so: our own extension, absent on the hosted one.
    package var step: Int?
    /// `reasoning` or `call` where the match is not in the content itself: our own extension as well.
    package var part: String?

    package init(id: String, seq: Int, role: String, content: String, isTruncated: Bool = false) {
        self.id = id
        self.seq = seq
        self.role = role
        self.content = content
        self.isTruncated = isTruncated
    }

    package init?(_ json: JSONValue) {
        guard let seq = json["seq"]?.int else { return nil }
        self.init(
            id: json["id"]?.string ?? String(seq), seq: seq, role: json["role"]?.string ?? "",
            content: json["content"]?.string ?? "", isTruncated: json["content_truncated"]?.bool ?? false)
        agent = json["agent"]?.string
        step = json["step"]?.int
        part = json["part"]?.string
        createdAt = Timestamp(json["created_at"])
    }

    package var json: JSONValue {
        var object = JSONObject([
            ("id", .string(id)), ("seq", .int(seq)), ("role", .string(role)), ("agent", .optional(agent)),
            ("content", .string(content)), ("content_truncated", .bool(isTruncated)),
            ("created_at", .optional(createdAt?.iso8601)),
        ])
        object["step"] = step.map { .int($0) }
        object["part"] = part.map { .string($0) }
        return .object(object)
    }
}

/// The answer to a search in one session, in `seq` order.
package struct MessageSearchResult: Hashable, Sendable {
    package var hits: [MessageHit]
    /// The true number of matching messages.
    package var total: Int
    package var hasMore: Bool

    package init(hits: [MessageHit] = [], total: Int? = nil, hasMore: Bool = false) {
        self.hits = hits
        self.total = total ?? hits.count
        self.hasMore = hasMore
    }

    package init(_ json: JSONValue) {
        self.init(
            hits: (json["matches"]?.array ?? []).compactMap(MessageHit.init), total: json["total"]?.int,
            hasMore: json["has_more"]?.bool ?? false)
    }

    package var json: JSONValue {
        ["has_more": .bool(hasMore), "matches": .array(hits.map(\.json)), "total": .int(total)]
    }
}
