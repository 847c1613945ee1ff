import Platform
import Trajectory

extension CachedReads {
    /// The largest trajectory that is read before anybody asked for it.
    static let mostPrefetched = 8 << 20

    /// Reads trajectories that may be wanted next, one after the other; stops at the first that cannot be had.
    func prefetch(_ requests: [TrajectoryRequest]) async throws {
        for request in requests {
            let key = Self.key(of: request)
            if cache.find(key, as: KeptDocument.self) != nil { continue }
            let kept = try await load(request, most: Self.mostPrefetched) { _ in }
            keep(kept, for: key, request)
        }
    }
}
