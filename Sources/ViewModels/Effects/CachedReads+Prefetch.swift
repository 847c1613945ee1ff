import Platform
import Trajectory

extension CachedReads {
    /// The largest trajectory that is read before anybody asked for it.
    static let mostPrefetched = 8 << 20

    /// Reads trajectories that may be wanted next, one after the other; stops at the first that cannot be had.
    func prefetch(_ requests: [TrajectoryRequest]) async throws {
        for request in requests where cache.find(Self.key(of: request), as: KeptDocument.self) == nil {
            _ = try await fetch(request, most: Self.mostPrefetched)
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
        let kept = try await load(request, most: most) { _ in }
        keep(kept, for: Self.key(of: request), request)
        return kept.document
    }
}
