import FlyingFox
import FlyingSocks
package import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Any platform over HTTP, on this machine only: the paths, envelopes and errors of Platform.docc.
package final class PlatformServer: Sendable {
    /// Seconds that a request may take: bundles are made while they are asked for.
    private static let patience = 3600.0

    private let server: HTTPServer
    private let host: String
    private let running = Mutex<Task<Void, any Error>?>(nil)

    package init(platform: any Platform, options: ServerOptions = ServerOptions()) {
        let handler = APIHandler(platform: platform, options: options)
        let pool = NoDelayPool(base: HTTPServer.defaultPool())
        host = options.usesIPv6 ? "[::1]" : "127.0.0.1"
        if options.usesIPv6 {
            server = HTTPServer(
                address: .loopback(port: options.port), timeout: Self.patience, pool: pool, logger: .disabled,
                handler: handler)
        } else {
            var address = sockaddr_in.inet(port: options.port)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            server = HTTPServer(
                address: address, timeout: Self.patience, pool: pool, logger: .disabled, handler: handler)
        }
    }

    /// Listens, and answers with the port. Throws where the port is taken.
    @discardableResult
    package func start() async throws -> UInt16 {
        let server = server
        let (events, outcome) = AsyncThrowingStream<Void, any Error>.makeStream()
        let task = Task {
            do {
                try await server.run()
            } catch {
                outcome.finish(throwing: PlatformError(.storage, detail: "the server ended: \(error)"))
                throw error
            }
        }
        running.withLock { $0 = task }
        Task {
            try await server.waitUntilListening()
            outcome.yield()
        }
        for try await _ in events { break }
        switch await server.listeningAddress {
        case .ip4(_, let port), .ip6(_, let port): return port
        default: throw PlatformError(.storage, detail: "the server has no port")
        }
    }

    /// The address for clients.
    package func address(port: UInt16) -> String { "http://\(host):\(port)" }

    /// Stops listening and breaks the links that are open.
    package func stop() async {
        await server.stop(timeout: 0)
        let task = running.withLock { running in
            defer { running = nil }
            return running
        }
        task?.cancel()
        _ = await task?.result
    }
}
