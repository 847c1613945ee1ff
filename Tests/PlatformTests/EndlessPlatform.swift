import Platform
import Synchronization
import TestSupport
import Wire

/// A platform whose bundle has no end, and which counts what is taken of it.
final class EndlessPlatform: Platform {
    static let chunk = 1 << 18

    let scope = PlatformScope(server: "endless", organization: "acme", workspace: "main")
    /// One entry for each chunk that was asked for.
    let sent = Recorder<Bool>()
    private let base = FakePlatform.sample()
    private let ended = Mutex(false)

    /// The last reader of the bundle has let go of it.
    var hasEnded: Bool { ended.withLock { $0 } }

    private final class Reader: Sendable {
        let onEnd: @Sendable () -> Void
        init(onEnd: @escaping @Sendable () -> Void) { self.onEnd = onEnd }
        deinit { onEnd() }
        func next() -> [UInt8] { [UInt8](repeating: 0x20, count: EndlessPlatform.chunk) }
    }

    func bundle(of evaluation: EvaluationID, form: TrajectoryFormat, includeCompacted: Bool) async throws -> ByteStream
    {
        let reader = Reader { [self] in ended.withLock { $0 = true } }
        return ByteStream(contentType: "application/zip") { [sent] in
            sent.append(true)
            return reader.next()
        }
    }

    func user() async throws -> JSONValue { try await base.user() }
    func organizations() async throws -> [Place] { try await base.organizations() }
    func workspaces(of organization: String) async throws -> [Place] { try await base.workspaces(of: organization) }
    func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation> { try await base.evaluations(query) }
    func evaluation(_ id: EvaluationID) async throws -> Evaluation { try await base.evaluation(id) }
    func items(of evaluation: EvaluationID) async throws -> ItemStream { try await base.items(of: evaluation) }
    func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem {
        try await base.item(id, of: evaluation)
    }
    func search(_ evaluation: EvaluationID, for query: String) async throws -> SearchResult {
        try await base.search(evaluation, for: query)
    }
    func analytics(of evaluation: EvaluationID) async throws -> JSONValue { try await base.analytics(of: evaluation) }
    func cancel(_ evaluation: EvaluationID) async throws -> Evaluation { try await base.cancel(evaluation) }
    func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation { try await base.retryFailed(evaluation) }
    func transcript(of item: ItemID, in evaluation: EvaluationID) async throws -> Transcript {
        try await base.transcript(of: item, in: evaluation)
    }
    func transcript(of session: SessionID, _ query: MessageQuery) async throws -> Transcript {
        try await base.transcript(of: session, query)
    }
    func messages(in session: SessionID, matching text: String, _ query: MessageQuery) async throws
        -> MessageSearchResult
    { try await base.messages(in: session, matching: text, query) }
    func trajectory(of session: SessionID, form: TrajectoryFormat, includeCompacted: Bool) async throws -> ByteStream {
        try await base.trajectory(of: session, form: form, includeCompacted: includeCompacted)
    }
    func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> { try await base.worldJobs(query) }
    func worldJob(_ id: WorldJobID) async throws -> WorldJob { try await base.worldJob(id) }
    func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob { try await base.cancelWorldJob(id) }
    func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        try await base.createWorldTrajectories(request)
    }
    func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        try await base.worldManifests(query)
    }
    func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        try await base.worldTrajectories(query)
    }
    func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory { try await base.worldTrajectory(id) }
    func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue { try await base.worldReplay(id) }
}
