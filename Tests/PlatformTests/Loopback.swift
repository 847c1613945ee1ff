import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

/// A platform behind a server on a free port, and a client for it.
struct Loopback {
    let server: TestServer
    let client: HTTPPlatform
    let port: UInt16

    init(
        _ platform: any Platform, _ server: TestServerOptions = TestServerOptions(), key: String? = nil,
        settings: TransportSettings = TransportSettings(), options: HTTPOptions = .patient()
    ) async throws {
        self.server = TestServer(platform: platform, options: server)
        port = try await self.server.start()
        let address = try #require(ServerAddress(self.server.address(port: port)))
        let connection = Connection(
            server: ServerConnection(address: address, credential: key.map { Credential($0) }),
            organization: platform.scope.organization, workspace: platform.scope.workspace)
        client = HTTPPlatform(connection, transport: CurlTransport(settings), options: options)
    }

    func close() async { await server.stop() }
}
