import Platform
import Wire

/// Transcripts, message search and trajectories of sessions (Platform.docc/Sessions).
enum SessionRoutes {
    private static let all = "org/{org}/ws/{ws}/sessions"
    private static let base = all + "/{session}"
    /// Characters of a search text.
    private static let searchLength = 1...200

    static let routes: [Router.Route] = [
        .init("GET", all, list),
        .init("GET", base) { context, request in
            .json(["session": try await detail(of: session(request), context), "events": []])
        },
        .init("GET", base + "/transcript") { context, request in
            let query = try messages(request, default: 1000, largest: 5000)
            return .json(try await context.platform.transcript(of: session(request), query).json)
        },
        .init("GET", base + "/messages/search", search),
        .init("GET", base + "/trajectory") { context, request in
            try await TrajectoryQuery(request).reply(context, session(request))
        },
    ]

    private static func detail(of id: SessionID, _ context: ServerContext) async throws -> JSONValue {
        let page = try await context.platform.transcript(of: id, MessageQuery(limit: 1))
        return (page.session ?? Session(id: id)).whole
    }

    /// Sessions of evaluations are hidden unless they are asked for, and there are no others here.
    private static func list(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let query = SessionQuery(
            page: try request.int("page", default: 1, in: 1...1_000_000),
            pageSize: try request.int("limit", default: 20, in: 1...100), search: request.value("search"),
            projectID: request.value("project_id"))
        guard try request.bool("include_workload_sessions") || request.holds("origin", "eval") else {
            return .json(envelope(Page(items: [], total: 0, page: query.page, pageSize: query.pageSize)))
        }
        return .json(envelope(try await context.platform.sessions(query)))
    }

    private static func envelope(_ page: Page<Session>) -> JSONValue {
        let total = page.total ?? page.items.count
        return [
            "sessions": .array(page.items.map(\.whole)), "total": .int(total), "page": .int(page.page),
            "limit": .int(page.pageSize), "total_pages": .int((total + page.pageSize - 1) / page.pageSize),
            "has_next": .bool(page.hasMore), "has_previous": .bool(page.page > 1),
        ]
    }

    private static func session(_ request: ServerRequest) -> SessionID { SessionID(request[parameter: "session"]) }

    private static func messages(_ request: ServerRequest, default limit: Int, largest: Int) throws -> MessageQuery {
        var query = MessageQuery(limit: try request.int("limit", default: limit, in: 1...largest))
        if request.value("after_seq") != nil {
            query.afterSeq = try request.int("after_seq", default: 0, in: -1...Int(Quantity.edge))
        }
        query.includeCompacted = try request.bool("include_compacted")
        return query
    }

    private static func search(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let text = request.value("q") ?? ""
        guard searchLength.contains(text.count) else {
            throw ServerRequest.invalid("query", "q", "must have 1 to 200 characters", "string_length")
        }
        let query = try messages(request, default: 50, largest: 200)
        return .json(try await context.platform.messages(in: session(request), matching: text, query).json)
    }
}

extension Session {
    /// With figures where they are not known: the platform's clients want numbers.
    fileprivate var whole: JSONValue {
        var known = self
        known.messageCount = messageCount ?? 0
        known.tokenCount = tokenCount ?? 0
        return known.json
    }
}
