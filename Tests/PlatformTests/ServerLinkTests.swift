import Dispatch
import Platform
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What the server does with bytes that no proper client would send together, or at all.
struct ServerLinkTests {
    /// Sends bytes on a link of their own; everything that comes back until the server closes it. On another thread: those
    /// of the tests are the server's too.
    private func sent(_ text: String, to port: UInt16) async -> String {
        await withCheckedContinuation { told in
            DispatchQueue.global().async { told.resume(returning: Self.exchange(text, port)) }
        }
    }

    private static func exchange(_ text: String, _ port: UInt16) -> String {
        let link = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(link) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(link, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        #expect(isConnected)
        let bytes = Array(text.utf8)
        #expect(write(link, bytes, bytes.count) == bytes.count)
        shutdown(link, Int32(SHUT_WR))
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while case let count = read(link, &piece, piece.count), count > 0 { all += piece[..<count] }
        return String(decoding: all, as: UTF8.self)
    }

    private func statuses(_ text: String) async throws -> [String] {
        let server = TestServer(platform: FakePlatform.sample())
        let port = try await server.start()
        let answer = await sent(text, to: port)
        await server.stop()
        return answer.split(separator: "HTTP/1.1 ").map { String($0.prefix(3)) }
    }

    private static let health = "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let jobs = "POST /api/v1/org/acme/ws/main/worlds/trajectories HTTP/1.1\r\n"
    private static let chunks = jobs + "Transfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: [
        (health + health, ["200", "200"]), ("\r\n" + health, ["200"]),
        ("GET /api/v1/health HTTP/1.1\nHost: x\n\n", ["200"]),
        ("GET /api/v1/health HTTP/1.0\r\n\r\n" + health, ["200"]),
        ("GET /api/v1/health HTTP/1.1\r\nConnection: close\r\n\r\n" + health, ["200"]),
        ("nonsense\r\n\r\n" + health, ["400"]), ("GET /api/v1/health HTTP/1.1\r\nno colon\r\n\r\n", ["400"]),
        ("GET /api/v1/health HTTP/1.1\r\nX: \(String(repeating: "x", count: 70_000))\r\n\r\n", ["413"]),
        (String(repeating: "x", count: 70_000), ["413"]), ("GET /api/v1/health", []),
        (jobs + "Content-Length: -1\r\n\r\n" + health, ["400"]),
        (jobs + "Content-Length: 99999999999\r\n\r\n" + health, ["413"]),
        (jobs + "Content-Length: 99\r\n\r\n{}", []),
        (jobs + "Content-Length: 2\r\n\r\n{}" + health, ["422", "200"]),
        (
            jobs + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\nT: x\r\n\r\n" + health,
            ["422", "200"]
        ),
        (chunks + "zz\r\n" + health, ["400"]),
        (chunks + "7fffffffffffffff\r\n" + health, ["413"]),
        (jobs + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}" + health, ["400"]),
        (jobs + "Transfer-Encoding: gzip\r\n\r\n" + health, ["400"]),
    ])
    func answersWhatMakesSense(text: String, expected: [String]) async throws {
        #expect(try await statuses(text) == expected)
    }

    @Test func sendsNoChunksToWhoDoesNotKnowThem() async throws {
        let server = TestServer(platform: FakePlatform.sample())
        let port = try await server.start()
        let path = "/api/v1/org/acme/ws/main/evaluation/e1/items"
        let old = await sent("GET \(path) HTTP/1.0\r\n\r\n", to: port)
        let new = await sent("GET \(path) HTTP/1.1\r\n\r\n", to: port)
        let head = await sent("HEAD \(path) HTTP/1.1\r\n\r\n", to: port)
        await server.stop()
        #expect(old.contains("Connection: close") && !old.contains("chunked") && old.hasSuffix("]}"))
        #expect(new.contains("chunked") && new.hasSuffix("]}\r\n0\r\n\r\n"))
        #expect(head.hasSuffix("\r\n\r\n"))
    }
}
