import Platform
import Wire

/// What the user is shown while a sign-in waits for the browser.
package struct DeviceCode: Hashable, Sendable {
    /// Secret: what the sign-in is asked for with.
    var code: String
    /// What the user types into the page.
    package var userCode: String
    /// The page to open; may already hold the code.
    package var page: String
    /// Seconds between two questions.
    package var interval: Double
    /// Seconds after which the code is no longer good.
    package var lifetime: Double

    init?(_ json: JSONValue, address: ServerAddress) {
        guard let code = json["device_code"]?.string else { return nil }
        self.code = code
        userCode = json["user_code"]?.string ?? ""
        let keys = ["verification_uri_complete", "verification_url_complete", "verification_uri", "verification_url"]
        page = keys.lazy.compactMap { json[$0]?.string }.first ?? address.origin
        interval = min(max(json["interval"]?.double ?? 2, 1), 30)
        lifetime = min(max(json["expires_in"]?.double ?? 600, 1), 3600)
    }
}

/// Signing in through the browser (Platform.docc/Connecting): a code is shown, approved on a web page, and exchanged
/// for a key.
package struct DeviceLogin: Sendable {
    private let client: HTTPClient

    /// A sign-in at a server, without a credential.
    package init(
        address: ServerAddress, network: String? = nil, transport: any HTTPTransport = CurlTransport(),
        options: HTTPOptions = HTTPOptions()
    ) {
        let server = ServerConnection(address: address, network: network)
        client = HTTPClient(server: server, transport: transport, options: options)
    }

    /// Asks for a code.
    package func begin() async throws -> DeviceCode {
        let endpoint = Endpoint(["auth", "device", "code"])
        return try Answer(await client.post(endpoint), endpoint).one("a device code") {
            DeviceCode($0, address: client.server.address)
        }
    }

    /// Waits until the code is approved and answers with a key of the user's own. Throws `PlatformError`, 401 where the
    /// code ran out, and `CancellationError` when the task is cancelled.
    package func key(for code: DeviceCode, named name: String = "trawl") async throws -> Credential {
        try await waitForApproval(of: code)
        let exchange = Endpoint(["auth", "device", "token"])
        let answer = try await client.post(exchange, ["device_code": .string(code.code)])
        let token = try Answer(answer, exchange).one("a token") { Self.text($0, ["access_token", "token", "jwt"]) }
        let endpoint = Endpoint(["user", "api-keys"])
        let minted = try await client.with(Credential(token, scheme: .bearer)).post(endpoint, ["name": .string(name)])
        return Credential(
            try Answer(minted, endpoint).one("a key") { Self.text($0, ["key", "api_key", "token", "secret"]) },
            scheme: .apiKey)
    }

    private static func text(_ json: JSONValue, _ keys: [String]) -> String? {
        keys.lazy.compactMap { json[$0]?.string }.first
    }

    private func waitForApproval(of code: DeviceCode) async throws {
        let endpoint = Endpoint(["auth", "device", "code", code.code], resource: "auth/device/code")
        var waited = 0.0
        while waited < code.lifetime {
            if try await isApproved(endpoint) { return }
            try await client.options.sleep(code.interval)
            waited += code.interval
        }
        throw PlatformError(.status(401), detail: "the sign-in was not approved in time", resource: endpoint.resource)
    }

    /// Every answer that is no success means "not yet".
    private func isApproved(_ endpoint: Endpoint) async throws -> Bool {
        do {
            let answer = try await client.get(endpoint)
            return answer["status"]?.string.map { !["pending", "waiting"].contains($0) } ?? true
        } catch is PlatformError {
            return false
        }
    }
}

extension HTTPClient {
    /// The same client with another credential.
    func with(_ credential: Credential) -> HTTPClient {
        var server = server
        server.credential = credential
        return HTTPClient(server: server, transport: transport, options: options)
    }
}
