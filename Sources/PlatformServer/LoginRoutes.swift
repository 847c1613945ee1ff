import Platform
import Synchronization
import Wire

/// Sign-in by device (Platform.docc/Connecting): only where the options ask for it, since it lets in whoever asks.
enum LoginRoutes {
    static let routes: [Router.Route] = [
        .init("POST", "auth/device/code", open: true) { context, _ in .json(try context.deviceLogins.begin()) },
        .init("GET", "auth/device/code/{device}", open: true) { context, request in
            .json(try context.deviceLogins.poll(request[parameter: "device"]))
        },
        .init("POST", "auth/device/token", open: true) { context, request in
            let code = try await request.json()["device_code"]?.string ?? ""
            return .json(try context.deviceLogins.token(for: code))
        },
        .init("POST", "user/api-keys", open: true) { context, request in
            .json(try context.deviceLogins.key(for: Authentication.credential(request.headers)))
        },
    ]
}

/// Sign-ins that are under way.
final class DeviceLogins: Sendable {
    private struct State {
        /// Polls so far, by device code.
        var polls: [String: Int] = [:]
        var tokens: Set<String> = []
    }

    private let state = Mutex(State())
    private let pollsNeeded: Int?
    private let token: String

    init(_ options: ServerOptions) {
        pollsNeeded = options.deviceLoginPolls
        token = options.token ?? ""
    }

    private func needed() throws -> Int {
        guard let pollsNeeded else { throw PlatformError.notFound("Sign-in") }
        return pollsNeeded
    }

    func begin() throws -> JSONValue {
        _ = try needed()
        let code = Self.random(32)
        state.withLock { $0.polls[code] = 0 }
        return [
            "device_code": .string(code), "user_code": .string(Self.random(8).uppercased()),
            "verification_uri": "http://127.0.0.1/device", "expires_in": 600, "interval": 1,
        ]
    }

    func poll(_ code: String) throws -> JSONValue {
        let needed = try needed()
        let count: Int? = state.withLock { state in
            guard let count = state.polls[code] else { return nil }
            state.polls[code] = count + 1
            return count + 1
        }
        guard let count else { throw PlatformError.notFound("Device code") }
        guard count > needed else { throw PlatformError(.status(400), detail: "authorization_pending") }
        return ["status": "approved"]
    }

    func token(for code: String) throws -> JSONValue {
        let needed = try needed()
        let token = "eyJ\(Self.random(16)).\(Self.random(16)).\(Self.random(16))"
        let isApproved = state.withLock { state in
            guard let count = state.polls[code], count > needed else { return false }
            state.polls[code] = nil
            state.tokens.insert(token)
            return true
        }
        guard isApproved else { throw PlatformError(.status(400), detail: "authorization_pending") }
        return ["access_token": .string(token), "token_type": "bearer"]
    }

    func key(for credential: (scheme: String, secret: String)?) throws -> JSONValue {
        _ = try needed()
        guard let credential, state.withLock({ $0.tokens.contains(credential.secret) }) else {
            throw PlatformError(.status(401), detail: "Authentication failed", type: "authentication_error")
        }
        return ["id": "key", "key": .string(token)]
    }

    private static func random(_ count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<count).map { _ in letters.randomElement(using: &generator) ?? "a" })
    }
}
