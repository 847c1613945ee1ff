import Platform
import Synchronization

/// How a server behaves where the contract leaves it open, and how it misbehaves on request.
package struct ServerOptions: Sendable {
    /// 0 takes a free port.
    package var port: UInt16 = 0
    /// Listen on `::1` instead of `127.0.0.1`.
    package var usesIPv6 = false
    /// What a client has to send as `X-API-Key` or bearer token; nil lets everyone in.
    package var token: String?
    /// The version that `GET /config` names.
    package var version = "0"
    /// The largest `page_size`; more is a 422, or is cut where `clampsPageSize`.
    package var pageCeiling = 100
    package var clampsPageSize = false
    /// Hits of a search over an evaluation that are sent; what is cut shows as `has_more`.
    package var searchCap = 200
    /// Send workspaces as a bare array instead of `{"workspaces": []}`: clients must take both.
    package var sendsBareWorkspaces = false
    /// The status for a prefix that fits several ids.
    package var ambiguousPrefixStatus = 409
    /// Seconds to wait before each answer.
    package var delay = 0.0
    /// Lets anyone who asks sign in, after so many polls that are told to wait. For tests; nil has no sign-in at all.
    package var deviceLoginPolls: Int?
    package var faults: [FaultRule] = []

    package init() {}
}

/// A fault for the requests whose path matches.
package struct FaultRule: Sendable {
    package enum Fault: Hashable, Sendable {
        /// An error with its envelope, and perhaps a `Retry-After`.
        case status(Int, retryAfter: String? = nil, detail: String = "injected")
        /// The link is reset before any answer.
        case reset
        /// The link is reset after so many bytes of the body.
        case resetAfter(Int)
        /// The link is closed after so many bytes of the body, whose whole length was announced.
        case truncate(Int)
        /// Nothing comes after so many bytes of the body.
        case stall(Int)
        /// 200, and a web page.
        case page
        /// 200, and so many bytes that are no JSON.
        case garbage
        /// 302 to an address.
        case redirect(String)
        /// 200, an empty body.
        case empty
    }

    /// The path below the base, `*` standing for one segment: `/org/*/ws/*/evaluations`. A trailing `**` fits any rest.
    package var pattern: String
    package var fault: Fault
    /// How many requests it hits.
    package var times: Int

    package init(_ pattern: String, _ fault: Fault, times: Int = .max) {
        self.pattern = pattern
        self.fault = fault
        self.times = times
    }

    func matches(_ path: [String]) -> Bool {
        var rest = path[...]
        for part in pattern.split(separator: "/") {
            if part == "**" { return true }
            guard let segment = rest.popFirst(), part == "*" || part == segment else { return false }
        }
        return rest.isEmpty
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

    func append(_ entry: Entry) { log.withLock { $0.append(entry) } }
}
