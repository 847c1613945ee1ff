import Platform
import Wire

/// The routes of the API, matched segment by segment.
struct Router: Sendable {
    typealias Handler = @Sendable (ServerContext, ServerRequest) async throws -> Reply

    struct Route: Sendable {
        var method: String
        var pattern: [String]
        /// Answers without a credential.
        var isOpen: Bool
        var handler: Handler

        init(_ method: String, _ pattern: String, open: Bool = false, _ handler: @escaping Handler) {
            self.method = method
            self.pattern = pattern.split(separator: "/").map(String.init)
            isOpen = open
            self.handler = handler
        }

        /// The values of the placeholders, where the path fits.
        func match(_ segments: [String]) -> [String: String]? {
            guard segments.count == pattern.count else { return nil }
            var parameters: [String: String] = [:]
            for (part, segment) in zip(pattern, segments) {
                if part.hasPrefix("{") {
                    parameters[String(part.dropFirst().dropLast())] = segment
                } else if part != segment {
                    return nil
                }
            }
            return parameters
        }
    }

    /// What a path comes to.
    enum Match {
        case route(Route, [String: String])
        case wrongMethod(allowed: [String])
        case nothing
    }

    let routes: [Route]

    /// The first route that fits; the order of the table decides between a word and a placeholder.
    func match(_ method: String, _ segments: [String]) -> Match {
        var allowed: [String] = []
        for route in routes {
            guard let parameters = route.match(segments) else { continue }
            if route.method == method { return .route(route, parameters) }
            allowed.append(route.method)
        }
        return allowed.isEmpty ? .nothing : .wrongMethod(allowed: allowed)
    }
}

/// What every route works with.
struct ServerContext: Sendable {
    let platform: any Platform
    let options: ServerOptions

    /// The path's organization and workspace must be those of the platform.
    func check(_ request: ServerRequest) throws {
        let scope = platform.scope
        if let organization = request.parameters["org"], organization != scope.organization {
            throw PlatformError.notFound("Organization")
        }
        if let workspace = request.parameters["ws"], workspace != scope.workspace {
            throw PlatformError.notFound("Workspace")
        }
    }
}
