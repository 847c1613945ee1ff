import FlyingFox
import Platform
import Wire

/// Every request comes through here: who asks, what is asked for.
struct APIHandler: HTTPHandler {
    let context: ServerContext
    let router: Router
    let authentication: Authentication

    init(platform: any Platform, options: ServerOptions) {
        context = ServerContext(platform: platform, options: options)
        router = Router(
            routes: IdentityRoutes.routes + EvaluationRoutes.routes + SessionRoutes.routes + WorldRoutes.routes)
        authentication = Authentication(token: options.token)
    }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let asked = ServerRequest(request) else {
            return Reply.error(PlatformError.notFound("Path")).response
        }
        guard let interposition = context.options.interposition else {
            return await reply(to: asked).delivered(to: asked).response
        }
        return await interposition(asked) { await reply(to: asked) }.delivered(to: asked).response
    }

    private func reply(to request: ServerRequest) async -> Reply {
        do {
            return try await route(request)
        } catch let error as PlatformError {
            return .error(error)
        } catch {
            return .error(PlatformError(.status(500), detail: "The request was given up"))
        }
    }

    private func route(_ request: ServerRequest) async throws -> Reply {
        switch router.match(request.method, request.segments) {
        case .nothing:
            try authentication.check(request)
            throw Self.unserved(request.method)
        case .wrongMethod(let allowed):
            try authentication.check(request)
            var reply = Reply.error(Self.unserved("POST"))
            reply.headers.append(("Allow", allowed.joined(separator: ", ")))
            return reply
        case .route(let route, let parameters):
            if !route.isOpen { try authentication.check(request) }
            var request = request
            request.parameters = parameters
            try context.check(request)
            return try await route.handler(context, request)
        }
    }

    /// What of the platform's is not served, in words for whoever reads them in another client.
    private static func unserved(_ method: String) -> PlatformError {
        guard method != "GET" else {
            return PlatformError(
                .status(404), detail: "trawl serve has nothing here: it serves evaluations, sessions and worlds",
                type: "not_found_error")
        }
        return PlatformError(
            .status(405), detail: "trawl serve cannot do this: what it serves are records of what has run")
    }
}
