import Platform
import Wire

/// World jobs, manifests and trajectories (Platform.docc/Worlds).
enum WorldRoutes {
    private static let base = "org/{org}/ws/{ws}/worlds"

    static let routes: [Router.Route] = [
        .init("GET", base + "/jobs") { context, request in
            .json(try await context.platform.worldJobs(query(context, request)).json(\.json))
        },
        .init("GET", base + "/jobs/{job}") { context, request in
            .json(try await context.platform.worldJob(WorldJobID(request[parameter: "job"])).json)
        },
        .init("POST", base + "/jobs/{job}/cancel") { context, request in
            .json(try await context.platform.cancelWorldJob(WorldJobID(request[parameter: "job"])).json)
        },
        .init("GET", base + "/manifests") { context, request in
            .json(try await context.platform.worldManifests(query(context, request)).json(\.json))
        },
        .init("GET", base + "/manifests/{manifest}") { context, request in
            .json(try await Lookup(context: context).manifest(request[parameter: "manifest"]).json)
        },
        .init("GET", base + "/manifests/{manifest}/trajectories") { context, request in
            var query = try query(context, request)
            query.manifestID = WorldManifestID(request[parameter: "manifest"])
            return .json(try await context.platform.worldTrajectories(query).json(\.json))
        },
        .init("GET", base + "/trajectories") { context, request in
            .json(try await context.platform.worldTrajectories(query(context, request)).json(\.json))
        },
        .init("POST", base + "/trajectories", create),
        .init("GET", base + "/trajectories/{trajectory}") { context, request in
            .json(try await context.platform.worldTrajectory(trajectory(request)).json)
        },
        .init("GET", base + "/trajectories/{trajectory}/replay") { context, request in
            .json(try await context.platform.worldReplay(trajectory(request)))
        },
    ]

    private static func trajectory(_ request: ServerRequest) -> WorldTrajectoryID {
        WorldTrajectoryID(request[parameter: "trajectory"])
    }

    private static func query(_ context: ServerContext, _ request: ServerRequest) throws -> WorldQuery {
        let paging = try Paging(request, context.options, default: 20)
        let statuses = [JobStatus.queued, .running, .completed, .failed, .cancelled].map(\.rawValue)
        return WorldQuery(
            page: paging.page, pageSize: paging.size,
            kind: try request.word("kind", of: ["manifest_generation", "trajectory_generation"]),
            status: try request.word("status", of: statuses).map { JobStatus(rawValue: $0) },
            manifestID: request.value("manifest_id").map { WorldManifestID($0) },
            projectID: request.value("project_id"))
    }

    private static let integers = ["count", "max_steps", "seed", "threads"]
    private static let strings = [
        "manifest_id", "goal", "strategy", "mode", "name", "project_id", "runtime_id", "capability_name", "agent_name",
        "agent_model",
    ]

    /// Types first, then limits: both are told in one answer, each on its field.
    private static func create(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let body = try await request.json()
        var fields = integers.filter { body[$0] != nil && body[$0]?.int == nil }
            .map { problem($0, "must be a whole number", "int_type") }
        fields += strings.filter { body[$0] != nil && body[$0]?.string == nil }
            .map { problem($0, "must be a string", "string_type") }
        if let value = body["only_successful"], value.bool == nil {
            fields.append(problem("only_successful", "must be true or false", "bool_type"))
        }
        let order = WorldTrajectoryRequest(body)
        fields += order.problems.filter { problem in !fields.contains { $0.path == problem.path } }
        guard fields.isEmpty else { throw ServerRequest.invalid(fields: fields) }
        return .json(try await context.platform.createWorldTrajectories(order).json)
    }

    private static func problem(_ field: String, _ message: String, _ type: String) -> FieldProblem {
        FieldProblem(path: ["body", field], message: message, type: type)
    }
}
