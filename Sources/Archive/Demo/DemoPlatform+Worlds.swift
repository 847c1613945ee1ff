package import Platform
package import Wire

extension DemoPlatform {
    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> {
        let now = now()
        let jobs = worlds.all.filter { query.manifestID == nil || $0.request.manifestID == query.manifestID }
            .map { $0.json(at: now, seed: seed) }
            .filter { (query.kind ?? $0.kind) == $0.kind && (query.status ?? $0.status) == $0.status }
            .filter { query.isOfProject($0.projectID) }
        return Page(jobs, page: query.page, pageSize: query.pageSize)
    }

    package func worldJob(_ id: WorldJobID) async throws -> WorldJob {
        guard let job = worlds.job(id) else { throw PlatformError.notFound("world job \(id)") }
        return job.json(at: now(), seed: seed)
    }

    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob {
        let id = worlds.job(id)?.id ?? id
        let now = now()
        return try worlds.cancel(id, at: now).json(at: now, seed: seed)
    }

    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        let now = now()
        return try worlds.create(request, at: now).json(at: now, seed: seed)
    }

    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        let matching = worlds.manifests.filter {
            (query.status == nil || $0.status == query.status) && query.isOfProject($0.raw["project_id"]?.string)
        }
        return Page(matching, page: query.page, pageSize: query.pageSize)
    }

    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        let all = worlds.trajectories(at: now())
        let matching = all.filter { query.manifestID == nil || $0.job.request.manifestID == query.manifestID }
        let ofProject = matching.map(\.json).filter { query.isOfProject($0.raw["project_id"]?.string) }
        return Page(ofProject, page: query.page, pageSize: query.pageSize)
    }

    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory {
        try worlds.trajectory(id, at: now()).json
    }

    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue {
        try worlds.trajectory(id, at: now()).replay
    }
}
