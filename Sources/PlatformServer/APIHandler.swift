import FlyingFox
import Platform
import Wire

/// Every request comes through here: log, delay, faults, who asks, what is asked for.
struct APIHandler: HTTPHandler {
    let context: ServerContext
    let router: Router
    let authentication: Authentication
    let misbehaviour: Misbehaviour
    let log: RequestLog

    init(platform: any Platform, options: ServerOptions, log: RequestLog) {
        context = ServerContext(platform: platform, options: options, deviceLogins: DeviceLogins(options))
        router = Router(
            routes: IdentityRoutes.routes + EvaluationRoutes.routes + SessionRoutes.routes + WorldRoutes.routes
                + LoginRoutes.routes)
        authentication = Authentication(token: options.token)
        misbehaviour = Misbehaviour(options.faults)
        self.log = log
    }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let asked = ServerRequest(request) else {
            return Reply.error(PlatformError.notFound("Path")).response
        }
        note(request, asked)
        if context.options.delay > 0 { try await Task.sleep(for: .seconds(context.options.delay)) }
        guard let fault = misbehaviour.take(asked.segments) else { return await reply(to: asked).response }
        return await Misbehaviour.play(fault, asked) { await reply(to: asked) }.response
    }

    private func note(_ request: HTTPRequest, _ asked: ServerRequest) {
        var headers = asked.headers
        for (name, scheme) in [("x-api-key", "key"), ("authorization", "bearer")] where headers[name] != nil {
            headers[name] = scheme
        }
        let path = "/" + request.target.path().split(separator: "/").dropFirst(2).joined(separator: "/")
        log.append(
            .init(
                method: asked.method, path: path, query: request.target.query(), headers: headers,
                peer: asked.peerPort))
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
            throw PlatformError.notFound("Path")
        case .wrongMethod(let allowed):
            try authentication.check(request)
            var reply = Reply.error(PlatformError(.status(405), detail: "Method not allowed"))
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
}
