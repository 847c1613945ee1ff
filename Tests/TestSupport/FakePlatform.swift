package import Platform
import Synchronization
package import Wire

/// A platform in memory for tests: what it answers is set by hand, what it was asked is recorded, and any call can be
/// made to fail or to wait.
///
/// ```swift
/// let platform = FakePlatform.sample()
/// platform.edit { $0.items["e1"]?[0].status = .failed }
/// platform.edit { $0.failures["items"] = PlatformError(.interrupted) }
/// #expect(platform.calls == ["items e1"])
/// ```
package final class FakePlatform: Platform {
    /// What it answers.
    package struct State: Sendable {
        package var user: JSONValue = ["id": "u1", "username": "ada", "email_address": "ada@example.org"]
        package var organizations = [Place(id: "o1", key: "acme", name: "Acme", isDefault: true)]
        package var workspaces = ["acme": [Place(id: "w1", key: "main", name: "Main", isDefault: true)]]
        package var evaluations: [Evaluation] = []
        package var items: [EvaluationID: [EvaluationItem]] = [:]
        /// Items that one batch of an `ItemStream` holds.
        package var batchSize = 100
        package var analytics: [EvaluationID: JSONValue] = [:]
        /// Messages as Platform.docc/Sessions, ascending by `seq`.
        package var messages: [SessionID: [JSONValue]] = [:]
        package var documents: [SessionID: [TrajectoryFormat: [UInt8]]] = [:]
        /// Trajectories that come as a test lets them, in any form.
        package var streams: [SessionID: @Sendable () -> ByteStream] = [:]
        /// Called by a search with what tells of hits before the answer.
        package var searching: (@Sendable (@Sendable (SearchResult) -> Void) async -> Void)?
        /// What names of other files in documents stand for.
        package var files: [String: FileReference] = [:]
        package var candidates: [String: [SessionID]] = [:]
        package var bundles: [EvaluationID: [UInt8]] = [:]
        package var jobs: [WorldJob] = []
        package var manifests: [WorldManifest] = []
        package var worldTrajectories: [WorldTrajectory] = []
        package var replays: [WorldTrajectoryID: JSONValue] = [:]
        /// By the name of the call, as in `calls`: what it throws.
        package var failures: [String: PlatformError] = [:]
        /// Waited for in every call, with the call's name: tests hold an answer back here.
        package var gate: (@Sendable (String) async throws -> Void)?

        package init() {}
    }

    package let scope: PlatformScope
    private let state: Mutex<State>
    private let record = Mutex<[String]>([])

    package init(
        _ state: State = State(),
        scope: PlatformScope = PlatformScope(
            server: "fake", organization: "acme", workspace: "main", capabilities: .hasWebPages)
    ) {
        self.scope = scope
        self.state = Mutex(state)
    }

    /// What was asked: the call and the id or text it was about, `evaluation e1`, `search e1 refuse`.
    package var calls: [String] { record.withLock { $0 } }

    /// Changes what it answers.
    package func edit(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    /// Records a call, waits at the gate, fails where it is told to.
    private func enter(_ call: String, _ subject: String = "") async throws -> State {
        record.withLock { $0.append(subject.isEmpty ? call : "\(call) \(subject)") }
        let now = state.withLock { $0 }
        try await now.gate?(call)
        try Task.checkCancellation()
        let after = state.withLock { $0 }
        if let failure = after.failures[call] { throw failure }
        return after
    }

    private static func find<T>(_ all: [T], _ id: String, _ what: String, _ text: (T) -> String) throws -> T {
        if let exact = all.first(where: { text($0) == id }) { return exact }
        let found = all.filter { text($0).hasPrefix(id) }
        guard found.count == 1, let one = found.first, !id.isEmpty else { throw PlatformError.notFound(what) }
        return one
    }

    private static func page<T>(_ all: [T], _ page: Int, _ size: Int) -> Page<T> {
        let items = all.dropFirst((page - 1) * size).prefix(size)
        return Page(items: Array(items), total: all.count, page: page, pageSize: size)
    }
}

// MARK: Who, and evaluations

extension FakePlatform {
    package func user() async throws -> JSONValue { try await enter("user").user }
    package func organizations() async throws -> [Place] { try await enter("organizations").organizations }
    package func workspaces(of organization: String) async throws -> [Place] {
        try await enter("workspaces", organization).workspaces[organization] ?? []
    }

    package func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation> {
        let found = try await enter("evaluations", "\(query.page)").evaluations.filter(query.holds)
        return Self.page(found, query.page, query.pageSize)
    }

    package func evaluation(_ id: EvaluationID) async throws -> Evaluation {
        try Self.find(await enter("evaluation", id.text).evaluations, id.text, "Evaluation", \.id.text)
    }

    package func items(of evaluation: EvaluationID) async throws -> ItemStream {
        let now = try await enter("items", evaluation.text)
        guard let items = now.items[evaluation] else { throw PlatformError.notFound("Evaluation") }
        let rest = Mutex(items[...])
        return ItemStream {
            rest.withLock { rest in
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(now.batchSize) }
                return Array(rest.prefix(now.batchSize))
            }
        }
    }

    package func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem {
        try Self.find(await enter("item", id.text).items[evaluation] ?? [], id.text, "Item", \.id.text)
    }

    /// Looks for the text in messages, errors and task names, in that order, ignoring case.
    package func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult {
        let now = try await enter("search", "\(evaluation.text) \(query)")
        guard let items = now.items[evaluation] else { throw PlatformError.notFound("Evaluation") }
        let text = query.lowercased()
        guard !text.allSatisfy(\.isWhitespace) else { return SearchResult() }
        return SearchResult(hits: items.compactMap { Self.hit($0, text, now) })
    }

    package func search(
        _ evaluation: EvaluationID, for query: String, partial: @escaping @Sendable (SearchResult) -> Void
    ) async throws -> SearchResult {
        await state.withLock { $0 }.searching?(partial)
        return try await search(evaluation, for: query)
    }

    private static func hit(_ item: EvaluationItem, _ text: String, _ state: State) -> SearchHit? {
        let messages = item.sessionID.flatMap { state.messages[$0] } ?? []
        let found = messages.compactMap { $0["content"]?.string }.filter { $0.lowercased().contains(text) }
        let places = [
            ("transcript", found.first), ("error", item.error.flatMap { $0.lowercased().contains(text) ? $0 : nil }),
            ("task_name", item.taskName.lowercased().contains(text) ? item.taskName : nil),
        ]
        guard let (place, snippet) = places.first(where: { $0.1 != nil }) else { return nil }
        return SearchHit(
            itemID: item.id, matchCount: found.count, matchedIn: place, sessionID: item.sessionID, snippet: snippet)
    }

    package func analytics(of evaluation: EvaluationID) async throws -> JSONValue {
        let now = try await enter("analytics", evaluation.text)
        guard let analytics = now.analytics[evaluation] else { throw PlatformError.notFound("Evaluation") }
        return analytics
    }

    package func cancel(_ evaluation: EvaluationID) async throws -> Evaluation {
        try await change("cancel", evaluation) { $0.status = .cancelled }
    }

    package func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation {
        try await change("retryFailed", evaluation) { $0.status = .running }
    }

    private func change(_ call: String, _ id: EvaluationID, _ change: (inout Evaluation) -> Void) async throws
        -> Evaluation
    {
        _ = try await enter(call, id.text)
        return try state.withLock { state in
            guard let index = state.evaluations.firstIndex(where: { $0.id == id }) else {
                throw PlatformError.notFound("Evaluation")
            }
            if call == "cancel", state.evaluations[index].status.isTerminal {
                throw PlatformError(.status(409), detail: "it has ended", type: "conflict_error")
            }
            change(&state.evaluations[index])
            return state.evaluations[index]
        }
    }

    package func bundle(of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool) async throws
        -> ByteStream
    {
        let now = try await enter("bundle", "\(evaluation.text) \(form.rawValue)")
        guard let bytes = now.bundles[evaluation] else { throw PlatformError.notFound("Evaluation") }
        return ByteStream(store: ByteStore(bytes), contentType: "application/zip")
    }
}

// MARK: Sessions

extension FakePlatform {
    package func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        let now = try await enter("transcript", item.text)
        let found = try Self.find(now.items[evaluation] ?? [], item.text, "Item", \.id.text)
        guard let session = found.sessionID else { throw PlatformError.notFound("Session") }
        return try Self.transcript(session, MessageQuery(), now)
    }

    package func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        try Self.transcript(session, query, await enter("transcript", session.text))
    }

    private static func transcript(_ session: SessionID, _ query: MessageQuery, _ state: State) throws -> Transcript {
        guard let messages = state.messages[session] else { throw PlatformError.notFound("Session") }
        let found = select(messages, query)
        return Transcript(
            session: Session(id: session), messages: Array(found.prefix(query.limit)),
            hasMore: found.count > query.limit)
    }

    private static func select(_ messages: [JSONValue], _ query: MessageQuery) -> [JSONValue] {
        messages.filter { message in
            (message["seq"]?.int ?? 0) > query.afterSeq ?? -1
                && (query.includeCompacted || message["compacted_at"] == nil)
        }
    }

    package func messages(in session: SessionID, matching text: String, _ query: MessageQuery) async throws
        -> MessageSearchResult
    {
        let now = try await enter("messages", "\(session.text) \(text)")
        guard let messages = now.messages[session] else { throw PlatformError.notFound("Session") }
        let found = Self.select(messages, query).filter {
            $0["content"]?.string?.lowercased().contains(text.lowercased()) ?? false
        }
        return MessageSearchResult(
            hits: found.prefix(query.limit).compactMap(MessageHit.init), total: found.count,
            hasMore: found.count > query.limit)
    }

    package func trajectory(of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool) async throws
        -> ByteStream
    {
        let now = try await enter("trajectory", "\(session.text) \(form.rawValue)")
        if let stream = now.streams[session] { return stream() }
        guard let bytes = now.documents[session]?[form] else { throw PlatformError.notFound("Session") }
        return ByteStream(store: ByteStore(bytes), contentType: "application/json")
    }
}

extension FakePlatform {
    package func file(_ reference: String, beside session: SessionID) async throws -> FileReference {
        try await enter("file", reference).files[reference] ?? .missing
    }

    package func candidates(before session: SessionID) async throws -> [SessionID] {
        try await enter("candidates", session.text).candidates[session.text] ?? []
    }
}

// MARK: Worlds

extension FakePlatform {
    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> {
        let found = try await enter("worldJobs", "\(query.page)").jobs.filter { job in
            (query.kind == nil || job.kind == query.kind) && (query.status == nil || job.status == query.status)
        }
        return Self.page(found, query.page, query.pageSize)
    }

    package func worldJob(_ id: WorldJobID) async throws -> WorldJob {
        try Self.find(await enter("worldJob", id.text).jobs, id.text, "Job", \.id.text)
    }

    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob {
        _ = try await enter("cancelWorldJob", id.text)
        return try state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.id == id }) else { throw PlatformError.notFound("Job") }
            state.jobs[index].status = .cancelled
            return state.jobs[index]
        }
    }

    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        _ = try await enter("createWorldTrajectories", request.manifestID.text)
        guard request.problems.isEmpty else {
            throw PlatformError(
                .status(422), detail: "Validation error", type: "validation_error", fields: request.problems)
        }
        return state.withLock { state in
            let id = WorldJobID("job-\(state.jobs.count + 1)")
            state.jobs.append(WorldJob(id: id, kind: "trajectory_generation", status: .queued))
            return state.jobs[state.jobs.count - 1]
        }
    }

    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        Self.page(try await enter("worldManifests", "\(query.page)").manifests, query.page, query.pageSize)
    }

    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        let found = try await enter("worldTrajectories", "\(query.page)").worldTrajectories.filter {
            query.manifestID == nil || $0.manifestID == query.manifestID
        }
        return Self.page(found, query.page, query.pageSize)
    }

    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory {
        try Self.find(await enter("worldTrajectory", id.text).worldTrajectories, id.text, "Trajectory", \.id.text)
    }

    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue {
        guard let replay = try await enter("worldReplay", id.text).replays[id] else {
            throw PlatformError.notFound("Trajectory")
        }
        return replay
    }
}
