import Platform
import Shell
import Trajectory

extension CachedPlatform {
    /// The largest trajectory that is read before anybody asked for it.
    static let mostPrefetched = 8 << 20

    /// Reads a trajectory that may be wanted next, unless it is here.
    func prefetch(_ request: TrajectoryRequest) async throws {
        guard cache.find(Self.key(of: request), as: KeptDocument.self) == nil else { return }
        do {
            _ = try await fetch(request, most: Self.mostPrefetched)
        } catch is TooLargeToReadAhead {
            throw PlatformError(.tooLarge, detail: "not read ahead")
        }
    }

    /// The whole trajectory of an item, to look through.
    func document(of item: EvaluationItem, in evaluation: EvaluationID) async throws -> TrajectoryDocument {
        guard let session = item.sessionID else { throw PlatformError.notFound("Session") }
        let request = TrajectoryRequest(
            evaluation: evaluation, item: item.id, session: session, isSettled: item.status.isTerminal)
        if let kept = cache.find(Self.key(of: request), as: KeptDocument.self), kept.isFresh {
            return kept.value.document
        }
        return try await fetch(request)
    }

    /// Reads a trajectory and keeps it; one of more than `most` bytes is too large.
    private func fetch(_ request: TrajectoryRequest, most: Int = .max) async throws -> TrajectoryDocument {
        try await shared(request, most: most) { _ in }.document
    }
}
