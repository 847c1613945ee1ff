package import Platform
package import Wire

/// The platform behind its HTTP API (Platform.docc). Decoding is lenient: what is absent is nil, what is unknown is
/// kept, and only an answer of the wrong shape is an error.
package struct HTTPPlatform: Platform {
    package let connection: Connection
    package var scope: PlatformScope { connection.scope }
    package var clock: Timestamp { client.manners.now(client.options) }
    let client: HTTPClient

    package init(
        _ connection: Connection, transport: any HTTPTransport = CurlTransport(), options: HTTPOptions = HTTPOptions()
    ) {
        self.connection = connection
        client = HTTPClient(server: connection.server, transport: transport, options: options)
    }

    /// An endpoint of the workspace: `/org/{org}/ws/{workspace}/...`.
    func workspace(_ segments: String...) -> Endpoint {
        Endpoint(
            ["org", connection.organization, "ws", connection.workspace] + segments,
            resource: segments.joined(separator: "/"))
    }

    private func evaluationPath(_ id: EvaluationID, _ segments: String...) -> Endpoint {
        var endpoint = workspace("evaluation", id.text)
        endpoint.segments += segments
        endpoint.resource = (["evaluation", id.text] + segments).joined(separator: "/")
        return endpoint
    }

    // MARK: Who and where

    package func user() async throws -> JSONValue { try await client.get(Endpoint(["user"])) }

    package func organizations() async throws -> [Place] { try await ScopeReader(client: client).organizations() }

    package func workspaces(of organization: String) async throws -> [Place] {
        try await ScopeReader(client: client).workspaces(of: organization)
    }

    // MARK: Evaluations

    package func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation> {
        let endpoint = workspace("evaluations")
            .with("project_id", query.projectID ?? connection.projectID).with("status", query.status?.rawValue)
        return try await page(endpoint, "items", number: query.page, size: query.pageSize, Evaluation.init)
    }

    package func evaluation(_ id: EvaluationID) async throws -> Evaluation {
        let endpoint = evaluationPath(id)
        return try ResponseDecoder(await client.get(endpoint), endpoint).one("an evaluation", Evaluation.init)
    }

    package func items(of evaluation: EvaluationID) async throws -> ItemStream {
        let reader = try await reader(of: evaluation, since: nil)
        return ItemStream(lost: { await reader.unreadable }) {
            try await reader.next()?.compactMap { if case .item(let item) = $0 { item } else { nil } }
        }
    }

    package func items(of evaluation: EvaluationID, since mark: ItemsMark?) async throws -> ItemNews {
        let reader = try await reader(of: evaluation, since: mark)
        return ItemNews(ending: { (await reader.mark, await reader.unreadable) }) { try await reader.next() }
    }

    private func reader(of evaluation: EvaluationID, since mark: ItemsMark?) async throws -> ItemReader {
        let endpoint = evaluationPath(evaluation, "items")
        let answer = try await client.answer(endpoint, accepting: "application/json", unless: mark?.tag)
        return ItemReader(
            answer, evaluation: evaluation, resource: endpoint.resource, limit: client.options.maximumItems,
            before: mark)
    }

    package func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem {
        let endpoint = evaluationPath(evaluation, "items", id.text)
        return try ResponseDecoder(await client.get(endpoint), endpoint).one("an item", EvaluationItem.init)
    }

    package func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult {
        try await search(evaluation, for: query) { _ in }
    }

    package func search(
        _ evaluation: EvaluationID, for query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        let endpoint = evaluationPath(evaluation, "items", "search").with("q", query)
        let answer = try await client.get(endpoint) { SearchTap.watch($0, partial) }
        var result = try ResponseDecoder(answer, endpoint).with(array: "matches", SearchResult.init)
        // An archive sends hits as it finds them, sample by sample: in its own order they begin with the most matches.
        if result.coverage != nil { result.hits.sort { $0.matchCount > $1.matchCount } }
        return result
    }

    package func analytics(of evaluation: EvaluationID) async throws -> JSONValue {
        try await client.get(evaluationPath(evaluation, "analytics"))
    }

    package func cancel(_ evaluation: EvaluationID) async throws -> Evaluation {
        let endpoint = evaluationPath(evaluation, "cancel")
        return try ResponseDecoder(await client.post(endpoint), endpoint).one("an evaluation", Evaluation.init)
    }

    package func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation {
        let endpoint = evaluationPath(evaluation, "retry-failed")
        return try ResponseDecoder(await client.post(endpoint), endpoint).one("an evaluation", Evaluation.init)
    }

    package func bundle(of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool) async throws
        -> ByteStream
    {
        let endpoint = evaluationPath(evaluation, "trajectories")
            .with("format", form.rawValue).with("include_compacted", String(includeCompacted))
        return try await client.stream(
            endpoint, accepting: "application/zip", foreign: ["text/html", "application/json"])
    }

    package func traces(of evaluation: EvaluationID, byItem: Bool) async throws -> JSONValue {
        try await client.get(
            byItem ? evaluationPath(evaluation, "traces", "items") : evaluationPath(evaluation, "traces"))
    }

    // MARK: Sessions

    /// Without the flag the sessions of evaluations are hidden (Platform.docc/Sessions).
    package func sessions(_ query: SessionQuery) async throws -> Page<Session> {
        let endpoint = workspace("sessions").with("search", query.search)
            .with("project_id", query.projectID ?? connection.projectID).with("include_workload_sessions", "true")
            .with("sort_by", "updated_at").with("sort_dir", "desc")
        return try await page(endpoint, "sessions", number: query.page, size: query.pageSize, sizeName: "limit") {
            Session($0)
        }
    }

    package func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        let endpoint = evaluationPath(evaluation, "items", item.text, "transcript")
        return try ResponseDecoder(await client.get(endpoint), endpoint).with(array: "messages", Transcript.init)
    }

    package func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        let endpoint = Self.add(query, to: workspace("sessions", session.text, "transcript"))
        return try ResponseDecoder(await client.get(endpoint), endpoint).with(array: "messages", Transcript.init)
    }

    package func messages(in session: SessionID, matching text: String, _ query: MessageQuery) async throws
        -> MessageSearchResult
    {
        var limited = query
        limited.limit = min(max(query.limit, 1), 200)
        let endpoint = Self.add(
            limited, to: workspace("sessions", session.text, "messages", "search").with("q", text))
        return try ResponseDecoder(await client.get(endpoint), endpoint).with(
            array: "matches", MessageSearchResult.init)
    }

    package func trajectory(of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool) async throws
        -> ByteStream
    {
        let endpoint = workspace("sessions", session.text, "trajectory")
            .with("format", form.rawValue).with("include_compacted", String(includeCompacted))
        return try await client.stream(endpoint, accepting: "application/json")
    }

    private static func add(_ query: MessageQuery, to endpoint: Endpoint) -> Endpoint {
        endpoint.with("after_seq", query.afterSeq.map(String.init)).with("limit", String(query.limit))
            .with("include_compacted", String(query.includeCompacted))
    }
}
