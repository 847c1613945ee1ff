import Platform
import Trajectory

extension CachedReads {
    /// The largest trajectory that is read before anybody asked for it.
    static let mostPrefetched = 8 << 20

    /// Reads trajectories that may be wanted next, one after the other; stops at the first that cannot be had.
    func prefetch(_ requests: [TrajectoryRequest]) async throws {
        for request in requests where cache.find(Self.key(of: request), as: KeptDocument.self) == nil {
            _ = try await ahead(request)
            try Task.checkCancellation()
        }
    }

    /// Time in which somebody who opens what is being read ahead can join, once it is not read ahead any more.
    private static let grace = Duration.milliseconds(200)

    private func ahead(_ request: TrajectoryRequest) async throws -> TrajectoryDocument {
        let task = Task { try await fetch(request, most: Self.mostPrefetched) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            Task {
                try? await Task.sleep(for: Self.grace)
                task.cancel()
            }
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
        let kept = try await shared(request, most: most) { _ in }
        keep(kept, for: Self.key(of: request), request)
        return kept.document
    }
}
