package import Platform
package import Wire

/// Worlds: jobs, manifests and trajectories (Platform.docc/Worlds).
extension HTTPPlatform {
    package func worldJobs(_ query: WorldQuery) async throws -> Page<WorldJob> {
        let endpoint = workspace("worlds", "jobs")
            .with("kind", query.kind).with("status", query.status?.rawValue)
        return try await page(endpoint, query, WorldJob.init)
    }

    package func worldJob(_ id: WorldJobID) async throws -> WorldJob {
        let endpoint = workspace("worlds", "jobs", id.text)
        return try ResponseDecoder(await client.get(endpoint), endpoint).one("a world job", WorldJob.init)
    }

    package func cancelWorldJob(_ id: WorldJobID) async throws -> WorldJob {
        let endpoint = workspace("worlds", "jobs", id.text, "cancel")
        return try ResponseDecoder(await client.post(endpoint), endpoint).one("a world job", WorldJob.init)
    }

    package func createWorldTrajectories(_ request: WorldTrajectoryRequest) async throws -> WorldJob {
        let endpoint = workspace("worlds", "trajectories")
        let answer = try await client.post(endpoint, request.json)
        return try ResponseDecoder(answer, endpoint).one("a world job", WorldJob.init)
    }

    package func worldManifests(_ query: WorldQuery) async throws -> Page<WorldManifest> {
        try await page(workspace("worlds", "manifests"), query, WorldManifest.init)
    }

    package func worldTrajectories(_ query: WorldQuery) async throws -> Page<WorldTrajectory> {
        let endpoint = workspace("worlds", "trajectories").with("manifest_id", query.manifestID?.text)
        return try await page(endpoint, query, WorldTrajectory.init)
    }

    package func worldTrajectory(_ id: WorldTrajectoryID) async throws -> WorldTrajectory {
        let endpoint = workspace("worlds", "trajectories", id.text)
        return try ResponseDecoder(await client.get(endpoint), endpoint).one("a world trajectory", WorldTrajectory.init)
    }

    package func worldReplay(_ id: WorldTrajectoryID) async throws -> JSONValue {
        try await client.get(workspace("worlds", "trajectories", id.text, "replay"))
    }

    private func page<T>(_ endpoint: Endpoint, _ query: WorldQuery, _ read: (JSONValue) -> T?) async throws -> Page<T> {
        let ofProject = endpoint.with("project_id", query.projectID ?? connection.projectID)
        return try await page(ofProject, "items", number: query.page, size: query.pageSize, read)
    }
}
