package import Platform
package import PlatformServer
import Synchronization
import Wire

/// A server that tells what it was asked, and that misbehaves as it is told to.
package final class TestServer: Sendable {
    package let log = RequestLog()
    private let server: PlatformServer

    package init(platform: any Platform, options: TestServerOptions = TestServerOptions()) {
        let log = log
        let misbehaviour = Misbehaviour(options.faults)
        let logins = options.deviceLoginPolls.map { DeviceLogins(polls: $0, key: options.served.token ?? "") }
        var served = options.served
        served.interposition = { request, proper in
            log.note(request)
            if let fault = misbehaviour.take(request.segments) {
                return await Misbehaviour.play(fault, request, proper)
            }
            if let reply = await logins?.reply(to: request) { return reply }
            return await proper()
        }
        server = PlatformServer(platform: platform, options: served)
    }

    @discardableResult
    package func start() async throws -> UInt16 { try await server.start() }

    package func address(port: UInt16) -> String { server.address(port: port) }

    package func stop() async { await server.stop() }
}

/// How a server behaves, and misbehaves.
@dynamicMemberLookup
package struct TestServerOptions: Sendable {
    package var served = ServerOptions()
    /// Lets anyone who asks sign in by device, after so many polls that are told to wait; nil has no sign-in at all.
    package var deviceLoginPolls: Int?
    package var faults: [FaultRule] = []

    package init() {}

    package subscript<Value>(dynamicMember path: WritableKeyPath<ServerOptions, Value>) -> Value {
        get { served[keyPath: path] }
        set { served[keyPath: path] = newValue }
    }
}

/// What a server was asked, for tests that count requests. Holds no credential.
package final class RequestLog: Sendable {
    package struct Entry: Hashable, Sendable {
        package var method: String
        /// The path below the base, as it was sent.
        package var path: String
        package var query: String
        /// By lower-cased name; what a credential was sent in is present with its scheme as value.
        package var headers: [String: String]
        /// The client's port: the same for requests on one link.
        package var peer: UInt16?
    }

    private let log = Mutex<[Entry]>([])

    package init() {}

    package var entries: [Entry] { log.withLock { $0 } }
    package var count: Int { log.withLock { $0.count } }

    /// Requests whose path ends so.
    package func count(ending suffix: String) -> Int { log.withLock { $0.count { $0.path.hasSuffix(suffix) } } }

    func note(_ request: ServerRequest) {
        var headers = request.headers
        for (name, scheme) in [("x-api-key", "key"), ("authorization", "bearer")] where headers[name] != nil {
            headers[name] = scheme
        }
        let entry = Entry(
            method: request.method, path: request.path, query: request.queryText, headers: headers,
            peer: request.peerPort)
        log.withLock { $0.append(entry) }
    }
}
