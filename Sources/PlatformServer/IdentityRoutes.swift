import Platform
import Wire

/// Who the user is, and where (Platform.docc/Connecting).
enum IdentityRoutes {
    static let routes: [Router.Route] = [
        .init("GET", "health", open: true) { _, _ in .json(["status": "ok"]) },
        .init("GET", "config", open: true) { context, _ in .json(configuration(context)) },
        .init("GET", "user") { context, _ in .json(try await context.platform.user()) },
        .init("GET", "user/organizations") { context, _ in
            .json(.array(try await context.platform.organizations().map(\.json)))
        },
        .init("GET", "org/{org}", organization),
        .init("GET", "org/{org}/ws", workspaces),
        .init("GET", "org/{org}/ws/{ws}", workspace),
        .init("GET", "org/{org}/ws/{ws}/projects") { context, _ in .json(.array(try await projects(context))) },
        .init("GET", "org/{org}/ws/{ws}/projects/{project}", project),
    ]

    private static func configuration(_ context: ServerContext) -> JSONValue {
        [
            "app_version": .string(context.options.version), "api_version": "v1", "deployment_mode": "self_hosted",
            "website_url": "", "airgapped": true, "credits_enabled": false,
        ]
    }

    private static func organization(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let places = try await context.platform.organizations()
        guard let place = places.first(where: { $0.key == request[parameter: "org"] }) else {
            throw PlatformError.notFound("Organization")
        }
        return .json(place.json)
    }

    private static func workspaces(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let places = try await context.platform.workspaces(of: request[parameter: "org"]).map(\.json)
        return .json(context.options.sendsBareWorkspaces ? .array(places) : ["workspaces": .array(places)])
    }

    private static func workspace(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let places = try await context.platform.workspaces(of: request[parameter: "org"])
        guard let place = places.first(where: { $0.key == request[parameter: "ws"] }) else {
            throw PlatformError.notFound("Workspace")
        }
        return .json(place.json)
    }

    /// Projects are known by the evaluations that name them.
    private static func projects(_ context: ServerContext) async throws -> [JSONValue] {
        let ids = Set(try await Lookup(context: context).evaluations().compactMap(\.projectID))
        return ids.sorted().map { Place(id: $0, key: $0, name: $0).json }
    }

    private static func project(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let project = try await projects(context).first { $0["id"]?.string == request[parameter: "project"] }
        guard let project else { throw PlatformError.notFound("Project") }
        return .json(project)
    }
}

extension Place {
    /// The place in the platform's form.
    fileprivate var json: JSONValue {
        [
            "id": .string(id), "key": .string(key), "name": .string(name), "is_default": .bool(isDefault),
            "is_active": true,
        ]
    }
}
