import Platform
import PlatformServer
import Synchronization
import Wire

/// Sign-ins by device that are under way (Platform.docc/Connecting): they let in whoever asks.
final class DeviceLogins: Sendable {
    private struct State {
        /// Polls so far, by device code.
        var polls: [String: Int] = [:]
        var tokens: Set<String> = []
    }

    private let state = Mutex(State())
    private let pollsNeeded: Int
    private let token: String

    init(polls: Int, key: String) {
        pollsNeeded = polls
        token = key
    }

    /// The answer to a request of a sign-in; nil for any other.
    func reply(to request: ServerRequest) async -> Reply? {
        do {
            switch (request.method, request.segments.prefix(3), request.segments.count) {
            case ("POST", ["auth", "device", "code"], 3): return .json(begin())
            case ("GET", ["auth", "device", "code"], 4): return .json(try poll(request.segments[3]))
            case ("POST", ["auth", "device", "token"], 3):
                return .json(try token(for: try await request.json()["device_code"]?.string ?? ""))
            case ("POST", ["user", "api-keys"], 2): return .json(try key(for: request.credential))
            default: return nil
            }
        } catch {
            return .error(error as? PlatformError ?? PlatformError(.status(500)))
        }
    }

    private func begin() -> JSONValue {
        let code = Self.random(32)
        state.withLock { $0.polls[code] = 0 }
        return [
            "device_code": .string(code), "user_code": .string(Self.random(8).uppercased()),
            "verification_uri": "http://127.0.0.1/device", "expires_in": 600, "interval": 1,
        ]
    }

    private func poll(_ code: String) throws -> JSONValue {
        let needed = pollsNeeded
        let count: Int? = state.withLock { state in
            guard let count = state.polls[code] else { return nil }
            state.polls[code] = count + 1
            return count + 1
        }
        guard let count else { throw PlatformError.notFound("Device code") }
        guard count > needed else { throw PlatformError(.status(400), detail: "authorization_pending") }
        return ["status": "approved"]
    }

    private func token(for code: String) throws -> JSONValue {
        let needed = pollsNeeded
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

    private func key(for credential: (scheme: String, secret: String)?) throws -> JSONValue {
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
