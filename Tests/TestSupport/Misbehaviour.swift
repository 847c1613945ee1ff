import Platform
import PlatformServer
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// The faults that are still to be played.
final class Misbehaviour: Sendable {
    private let rules: Mutex<[FaultRule]>

    init(_ rules: [FaultRule]) { self.rules = Mutex(rules) }

    /// The fault for a request, if there is one; counts it as played.
    func take(_ path: [String]) -> FaultRule.Fault? {
        rules.withLock { rules in
            guard let index = rules.firstIndex(where: { $0.times > 0 && $0.matches(path) }) else { return nil }
            rules[index].times -= 1
            return rules[index].fault
        }
    }

    /// What a faulty answer is; `proper` makes the answer that it spoils.
    static func play(
        _ fault: FaultRule.Fault, _ request: ServerRequest, _ proper: () async -> Reply
    ) async -> Reply {
        switch fault {
        case .status(let code, let wait, let detail):
            var reply = Reply.error(PlatformError(.status(code), detail: detail))
            if let wait { reply.headers.append(("Retry-After", wait)) }
            return reply
        case .reset:
            Link.reset(peer: request.peerPort)
            return Reply(body: .bytes([]))
        case .resetAfter(let count):
            return await spoiled(proper(), after: count) { Link.reset(peer: request.peerPort) }
        case .truncate(let count): return await spoiled(proper(), after: count) {}
        case .stall(let count):
            return await spoiled(proper(), after: count) { try await Task.sleep(for: .seconds(86_400)) }
        case .page:
            let page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Network sign-in</body></html>"
            return Reply(contentType: "text/html; charset=utf-8", body: .bytes(Array(page.utf8)))
        case .garbage: return Reply(body: .bytes([0x7B, 0xFF, 0x00, 0x5B, 0x22]))
        case .redirect(let target): return Reply(status: 302, headers: [("Location", target)], body: .bytes([]))
        case .empty: return Reply(body: .bytes([]))
        }
    }

    /// The answer's first bytes, with the whole length announced, and then something else.
    private static func spoiled(
        _ reply: Reply, after count: Int, then end: @escaping @Sendable () async throws -> Void
    ) async -> Reply {
        let body: ByteStream =
            switch reply.body {
            case .bytes(let bytes): ByteStream(store: ByteStore(bytes))
            case .stream(let stream): stream
            }
        let left = Mutex(count)
        var spoiled = reply
        spoiled.body = .stream(
            ByteStream(length: body.length) {
                let rest = left.withLock { $0 }
                if rest > 0, let chunk = try await body.next() {
                    left.withLock { $0 -= chunk.count }
                    return Array(chunk.prefix(rest))
                }
                try await end()
                throw CancellationError()
            })
        return spoiled
    }
}

/// A link on this machine, found by the port at its other end: the HTTP library does not hand out its sockets.
private enum Link {
    /// Resets the link: the client sees "connection reset", and not an end.
    static func reset(peer port: UInt16?) {
        guard let port,
            let descriptor = (3..<Int32(sysconf(Int32(_SC_OPEN_MAX)).clamped)).first(where: { peer($0) == port })
        else { return }
        var nowhere = sockaddr()
        nowhere.sa_family = sa_family_t(AF_UNSPEC)
        // On Linux this disconnects a TCP socket at once, with a reset.
        _ = connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
    }

    private static func peer(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &address) { bytes -> UInt16? in
            guard let base = bytes.baseAddress,
                getpeername(descriptor, base.assumingMemoryBound(to: sockaddr.self), &size) == 0
            else { return nil }
            let family = Int32(base.load(as: sa_family_t.self))
            guard family == AF_INET || family == AF_INET6 else { return nil }
            // The port is behind the family in both kinds of address.
            return UInt16(bigEndian: base.load(fromByteOffset: 2, as: UInt16.self))
        }
    }
}

extension Int {
    fileprivate var clamped: Int { Swift.min(Swift.max(self, 64), 4096) }
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
