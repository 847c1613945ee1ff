import Platform
import Synchronization
import Wire

/// The demo's worlds.
final class DemoWorlds: Sendable {
    init(seed: UInt64, epoch: Timestamp) {}
    func document(of session: SessionID, at now: Timestamp) -> [UInt8]? { nil }
}
extension DemoPlatform {
    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> { Page([], page: 1, pageSize: 20) }
    package func worldJob(_ id: WorldJobID) async throws -> WorldJob { throw PlatformError.notFound("job \(id)") }
    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob { throw PlatformError.notFound("job \(id)") }
    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        throw PlatformError(.unsupported)
    }
    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        Page([], page: 1, pageSize: 20)
    }
    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        Page([], page: 1, pageSize: 20)
    }
    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory {
        throw PlatformError.notFound("\(id)")
    }
    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue {
        throw PlatformError.notFound("\(id)")
    }
}
