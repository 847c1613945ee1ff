import Platform
import Wire

/// Worlds: jobs, manifests and trajectories (Platform.docc/Worlds).
extension HTTPPlatform {
    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> {
        let endpoint = paged(workspace("worlds", "jobs"), query)
            .with("kind", query.kind).with("status", query.status?.rawValue)
        return try Answer(await client.get(endpoint), endpoint)
            .page("items", page: query.page, pageSize: query.pageSize, WorldJob.init)
    }

    package func worldJob(_ id: WorldJobID) async throws -> WorldJob {
        let endpoint = workspace("worlds", "jobs", id.text)
        return try Answer(await client.get(endpoint), endpoint).one("a world job", WorldJob.init)
    }

    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob {
        let endpoint = workspace("worlds", "jobs", id.text, "cancel")
        return try Answer(await client.post(endpoint), endpoint).one("a world job", WorldJob.init)
    }

    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        let endpoint = workspace("worlds", "trajectories")
        let answer = try await client.post(endpoint, request.json)
        return try Answer(answer, endpoint).one("a world job", WorldJob.init)
    }

    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        let endpoint = paged(workspace("worlds", "manifests"), query)
        return try Answer(await client.get(endpoint), endpoint)
            .page("items", page: query.page, pageSize: query.pageSize, WorldManifest.init)
    }

    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        let endpoint = paged(workspace("worlds", "trajectories"), query).with("manifest_id", query.manifestID?.text)
        return try Answer(await client.get(endpoint), endpoint)
            .page("items", page: query.page, pageSize: query.pageSize, WorldTrajectory.init)
    }

    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory {
        let endpoint = workspace("worlds", "trajectories", id.text)
        return try Answer(await client.get(endpoint), endpoint).one("a world trajectory", WorldTrajectory.init)
    }

    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue {
        try await client.get(workspace("worlds", "trajectories", id.text, "replay"))
    }

    private func paged(_ endpoint: Endpoint, _ query: WorldQuery) -> Endpoint {
        endpoint.with("page", String(query.page)).with("page_size", String(query.pageSize))
            .with("project_id", query.projectID ?? connection.projectID)
    }
}
