package import Platform
import Synchronization

/// Any platform over HTTP, on this machine only: the paths, envelopes and errors of Platform.docc.
package final class PlatformServer: Sendable {
    private let handler: APIHandler
    private let options: ServerOptions
    private let running = Mutex<Task<Void, Never>?>(nil)

    package init(platform: any Platform, options: ServerOptions = ServerOptions()) {
        handler = APIHandler(platform: platform, options: options)
        self.options = options
    }

    /// Listens, and answers with the port. Throws where the port is taken.
    @discardableResult
    package func start() async throws -> UInt16 {
        let listener: HTTPListener
        do {
            listener = try await HTTPListener(port: options.port, usesIPv6: options.usesIPv6)
        } catch {
            throw PlatformError(.storage, detail: "the server ended: \(error)")
        }
        running.withLock { $0 = Task { [handler] in await listener.run(handler.reply(to:)) } }
        return listener.port
    }

    /// The address for clients.
    package func address(port: UInt16) -> String { "http://\(options.usesIPv6 ? "[::1]" : "127.0.0.1"):\(port)" }

    /// Stops listening and breaks the links that are open.
    package func stop() async {
        let task = running.withLock { running in
            defer { running = nil }
            return running
        }
        task?.cancel()
        await task?.value
    }
}
