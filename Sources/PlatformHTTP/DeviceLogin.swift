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

    init?(_ json: JSONValue, address: ServerAddress, now: Timestamp) {
        guard let code = json["device_code"]?.string else { return nil }
        self.code = code
        userCode = json["user_code"]?.string ?? ""
        let keys = ["verification_uri_complete", "verification_url_complete", "verification_url", "verification_uri"]
        let named = keys.lazy.compactMap { json[$0]?.string }.first {
            $0.hasPrefix("https://") || $0.hasPrefix("http://")
        }
        page = named ?? address.root + "/login/device" + (userCode.isEmpty ? "" : "?code=" + Quote.url(userCode))
        interval = min(max(json["interval"]?.double ?? 2, 1), 30)
        let left = json["expires_in"]?.double ?? Timestamp(json["expires_at"]).map { $0 - now }
        lifetime = min(max(left ?? 900, 1), 3600)
    }
}

/// How a sign-in ended that gave no key.
package struct SignInError: Error, Hashable, Sendable {
    package var message: String
    package var hint: String

    static let late = SignInError(message: "The sign-in was not confirmed in time.", hint: "Begin it again.")
    static let denied = SignInError(message: "The sign-in was refused on the page.", hint: "")
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
        return try ResponseDecoder(await client.post(endpoint), endpoint).one("a device code") {
            DeviceCode($0, address: client.server.address, now: client.manners.now(client.options))
        }
    }

    /// Waits until the code is approved and answers with a key of the user's own. Throws `SignInError` where it never is,
    /// `PlatformError`, and `CancellationError` when the task is cancelled.
    package func key(for code: DeviceCode) async throws -> Credential {
        try await waitForApproval(of: code)
        let exchange = Endpoint(["auth", "device", "token"])
        let answer = try await client.post(exchange, ["device_code": .string(code.code)])
        let token = try ResponseDecoder(answer, exchange).one("a token") {
            Self.text($0, ["access_token", "token", "jwt"])
        }
        let user = client.with(Credential(token, scheme: .bearer))
        do {
            return try await Self.mint(user)
        } catch let error as PlatformError where error.status == 409 && error.detail.contains("name") {
            // Keys of one user have different names.
            return try await Self.mint(user)
        }
    }

    private static func mint(_ user: HTTPClient) async throws -> Credential {
        let endpoint = Endpoint(["user", "api-keys"])
        let name = "trawl-" + String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        let minted = try await user.post(endpoint, ["name": .string(name), "allow_self_revoke": true])
        return Credential(
            try ResponseDecoder(minted, endpoint).one("a key") { text($0, ["key", "api_key", "token", "secret"]) },
            scheme: .apiKey)
    }

    private static func text(_ json: JSONValue, _ keys: [String]) -> String? {
        keys.lazy.compactMap { json[$0]?.string }.first
    }

    /// Failures in a row after which nobody waits any more.
    private static let mostFailures = 3

    private func waitForApproval(of code: DeviceCode) async throws {
        let endpoint = Endpoint(["auth", "device", "code", code.code], resource: "auth/device/code")
        var (waited, interval, failures) = (0.0, code.interval, 0)
        while waited < code.lifetime {
            do {
                let answer = try await client.get(endpoint)
                failures = 0
                if try Self.isApproved(answer) { return }
            } catch let error as PlatformError {
                let words = "\(error.type ?? "") \(error.detail)".lowercased()
                if words.contains("slow_down") { interval += 5 }
                try Self.check(words)
                // A refusal means "not yet"; what is no answer at all is a fault.
                let isAnswer = error.status.map { $0 < 500 } ?? false
                failures = isAnswer ? 0 : failures + 1
                if failures >= Self.mostFailures { throw error }
            }
            try await client.options.sleep(interval)
            waited += interval
        }
        throw SignInError.late
    }

    /// Whether the answer names the user who confirmed the code.
    private static func isApproved(_ answer: JSONValue) throws -> Bool {
        let status = answer["status"]?.string?.lowercased() ?? ""
        try check(status)
        return answer["user_id"] != nil || ["approved", "authorized", "completed", "complete"].contains(status)
    }

    private static func check(_ words: String) throws {
        if words.contains("denied") || words.contains("rejected") { throw SignInError.denied }
        if words.contains("expired") { throw SignInError.late }
    }
}

extension HTTPClient {
    /// The same client with another credential.
    func with(_ credential: Credential) -> HTTPClient {
        var server = server
        server.credential = credential
        return HTTPClient(server: server, transport: transport, options: options, manners: manners)
    }
}
