import Platform
import Wire

/// Who the user is, and where (Platform.docc/Connecting).
enum IdentityRoutes {
    static let routes: [Router.Route] = [
        .init("GET", "health", open: true) { _, _ in .json(["status": "ok"]) },
        .init("GET", "config", open: true) { context, _ in .json(configuration(context)) },
        .init("GET", "user") { context, _ in .json(try await context.platform.user()) },
        .init("GET", "user/organizations") { context, _ in
            .json(.array(try await context.platform.organizations().map(organization)))
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
        .json(organization(try await organization(named: request[parameter: "org"], context)))
    }

    private static func organization(named key: String, _ context: ServerContext) async throws -> Place {
        let places = try await context.platform.organizations()
        guard let place = places.first(where: { $0.key == key }) else { throw PlatformError.notFound("Organization") }
        return place
    }

    private static func workspaces(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let organization = try await organization(named: request[parameter: "org"], context)
        let places = try await context.platform.workspaces(of: organization.key)
        return .json(["workspaces": .array(places.map { workspace($0, of: organization) })])
    }

    private static func workspace(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let organization = try await organization(named: request[parameter: "org"], context)
        let places = try await context.platform.workspaces(of: organization.key)
        guard let place = places.first(where: { $0.key == request[parameter: "ws"] }) else {
            throw PlatformError.notFound("Workspace")
        }
        return .json(workspace(place, of: organization))
    }

    /// Projects are known by the evaluations that name them.
    private static func projects(_ context: ServerContext) async throws -> [JSONValue] {
        let found = try await Lookup(context: context).evaluations()
        let counts = Dictionary(found.compactMap(\.projectID).map { ($0, 1) }, uniquingKeysWith: +)
        return counts.sorted { $0.key < $1.key }.map { id, count in
            Place(id: id, key: id, name: id)
                .json(with: ["resource_counts": ["evaluations": .int(count)], "workspace_id": .null])
        }
    }

    private static func project(_ context: ServerContext, _ request: ServerRequest) async throws -> Reply {
        let project = try await projects(context).first { $0["id"]?.string == request[parameter: "project"] }
        guard let project else { throw PlatformError.notFound("Project") }
        return .json(project)
    }

    /// Nothing runs here: limits of what runs are nought.
    private static func organization(_ place: Place) -> JSONValue {
        place.json(with: [
            "effective_max_sandbox_runtime_seconds": 0, "max_sandbox_runtime_source_level": "platform",
            "effective_default_sandbox_runtime_seconds": 0, "default_sandbox_runtime_source_level": "platform",
            "platform_max_sandbox_runtime_seconds": 0, "platform_default_sandbox_runtime_seconds": 0,
            "member_count": 1, "permissions": ["create_workspace": false, "manage_members": false],
        ])
    }

    private static func workspace(_ place: Place, of organization: Place) -> JSONValue {
        place.json(with: ["org_id": .string(organization.id), "org_name": .string(organization.name)])
    }
}

extension Place {
    /// When it was made is not known of files; the platform's clients want a time.
    private static let made: JSONValue = "1970-01-01T00:00:00Z"

    /// The place in the platform's form.
    fileprivate func json(with more: JSONValue) -> JSONValue {
        var object = JSONObject([
            ("id", .string(id)), ("key", .string(key)), ("name", .string(name)), ("is_default", .bool(isDefault)),
            ("is_active", true), ("created_at", Self.made), ("updated_at", Self.made),
        ])
        object.members += more.object?.members ?? []
        return .object(object)
    }
}
