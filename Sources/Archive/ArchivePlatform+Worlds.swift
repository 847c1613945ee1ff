package import Platform
package import Wire

/// An archive has no worlds: lists are empty, and everything else is refused.
extension ArchivePlatform {
    private var noWorlds: PlatformError { Self.unsupported("an archive holds no worlds: connect to a platform") }

    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> { throw noWorlds }
    package func worldJob(_ id: WorldJobID) async throws -> WorldJob { throw noWorlds }
    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob { throw noWorlds }
    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob { throw noWorlds }
    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> { throw noWorlds }
    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> { throw noWorlds }
    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory { throw noWorlds }
    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue { throw noWorlds }
}
