import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

/// libcurl against links that misbehave, on real sockets.
struct LinkFaultTests {
    private static let json =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"id\":\"u1\"}"

    private static func client(
        _ port: UInt16, _ notices: Recorder<RetryNotice>? = nil, attempts: Int = 1, stall: Double = 30
    ) throws -> HTTPPlatform {
        var settings = TransportSettings()
        settings.stallTimeout = stall
        var options = HTTPOptions.patient(notices)
        options.retry.maximumAttempts = attempts
        let server = ServerConnection(
            address: try #require(ServerAddress("http://127.0.0.1:\(port)")), credential: Credential("dn_key_test"))
        return HTTPPlatform(
            Connection(server: server, organization: "acme", workspace: "main"), transport: CurlTransport(settings),
            options: options)
    }

    private static func failure(_ script: [ScriptedServer.Act]) async throws -> PlatformError? {
        let server = try ScriptedServer(script)
        defer { server.stop() }
        let client = try client(server.port)
        return await #expect(throws: PlatformError.self) { try await client.user() }
    }

    @Test func refused() async throws {
        let server = try ScriptedServer([])
        server.stop()
        let client = try Self.client(server.port)
        let error = await #expect(throws: PlatformError.self) { try await client.user() }
        #expect(error?.kind == .unreachable)
        #expect(error?.detail.contains("port \(server.port)") == true)
    }

    @Test func unknownHost() async throws {
        let server = ServerConnection(address: try #require(ServerAddress("https://no-such-host.invalid")))
        var options = HTTPOptions.patient()
        options.retry.maximumAttempts = 1
        let client = HTTPPlatform(
            Connection(server: server, organization: "a", workspace: "b"), options: options)
        let error = await #expect(throws: PlatformError.self) { try await client.user() }
        // Behind a proxy the proxy answers for the unknown name.
        #expect(error?.kind == .unknownHost || error?.kind == .interrupted || error?.kind == .unreachable)
    }

    @Test func plainHTTPWhereTLSIsSpoken() async throws {
        let script = try ScriptedServer([.send("HTTP/1.1 400 Bad Request\r\n\r\n")])
        defer { script.stop() }
        let server = ServerConnection(address: try #require(ServerAddress("https://127.0.0.1:\(script.port)")))
        var options = HTTPOptions.patient()
        options.retry.maximumAttempts = 1
        let client = HTTPPlatform(Connection(server: server, organization: "a", workspace: "b"), options: options)
        let error = await #expect(throws: PlatformError.self) { try await client.user() }
        #expect(error?.kind == .insecure)
    }

    @Test(arguments: [
        [ScriptedServer.Act.read, .reset], [.read],
        [.read, .send("HTTP/1.1 200 OK\r\nContent-Le"), .reset],
        [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":"), .reset],
        [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"u1\"}")],
        [.read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"")],
    ])
    func interrupted(script: [ScriptedServer.Act]) async throws {
        #expect(try await Self.failure(script)?.kind == .interrupted)
    }

    @Test(arguments: [
        [ScriptedServer.Act.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"id\":\"u1\"}")],
        [.read, .send("HTTP/1.1 200 OK\r\n\r\n{\"id\":")], [.read, .send("SSH-2.0-OpenSSH_9.2\r\n")],
        [.read, .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnone")],
        [.read, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")],
        [.read, .send("HTTP/1.1 204 No Content\r\n\r\n")],
    ])
    func malformed(script: [ScriptedServer.Act]) async throws {
        let kind = try await Self.failure(script)?.kind
        // libcurl calls a broken chunk a failed receive.
        #expect(kind == .malformed || kind == .interrupted)
    }

    @Test(arguments: [
        [ScriptedServer.Act.read, .stall],
        [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":"), .stall],
    ])
    func stalled(script: [ScriptedServer.Act]) async throws {
        let server = try ScriptedServer(script)
        defer { server.stop() }
        let client = try Self.client(server.port, stall: 0.1)
        let error = await #expect(throws: PlatformError.self) { try await client.user() }
        #expect(error?.kind == .stalled)
    }

    @Test func recoversWhenTheServerIsBack() async throws {
        let server = try ScriptedServer([.read, .reset], [.read, .send(Self.json)])
        defer { server.stop() }
        let notices = Recorder<RetryNotice>()
        let client = try Self.client(server.port, notices, attempts: 4)
        #expect(try await client.user()["id"]?.string == "u1")
        #expect(notices.values.map(\.cause.kind) == [.interrupted])
    }

    @Test func aPostIsNotSentTwiceOnADeadLink() async throws {
        let answer = ScriptedServer.Act.send(Self.json)
        // The first link answers once and dies when it is used again; any other link would answer.
        let server = try ScriptedServer([.read, answer, .read, .reset], [.read, .reset], [.read, answer])
        defer { server.stop() }
        let client = try Self.client(server.port, attempts: 4)
        _ = try await client.user()
        let error = await #expect(throws: PlatformError.self) { try await client.cancel("e1") }
        #expect(error?.kind == .outcomeUnknown)
        #expect(server.requests.filter { $0.hasPrefix("POST") }.count == 1)
    }

    @Test func theKeyStaysWithItsOrigin() async throws {
        let other = try ScriptedServer([.read, .send(Self.json)])
        let redirect =
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:\(other.port)/user\r\nContent-Length: 0\r\n\r\n"
        let server = try ScriptedServer([.read, .send(redirect)])
        defer {
            server.stop()
            other.stop()
        }
        let client = try Self.client(server.port)
        let error = await #expect(throws: PlatformError.self) { try await client.user() }
        #expect(error?.kind == .redirected)
        #expect(error?.detail == "to http://127.0.0.1:\(other.port)")
        #expect(other.requests.isEmpty)
        #expect(server.requests.first?.contains("X-API-Key: dn_key_test") == true)
    }

    @Test func aLineBreakInAValueMakesNoHeader() async throws {
        let server = try ScriptedServer([.read, .send(Self.json)])
        defer { server.stop() }
        var request = TransportRequest(.get, "http://127.0.0.1:\(server.port)/x")
        request.headers = [("X-API-Key", "a\r\nEvil: b")]
        _ = try await CurlTransport().send(request).body.collect()
        #expect(server.requests.first?.contains("\r\nEvil") == false)
    }

    @Test func interimAnswersAndTrailersAreNotTheHead() async throws {
        let text =
            "HTTP/1.1 103 Early Hints\r\nX: early\r\n\r\nHTTP/1.1 200 OK\r\nX: late\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\nok\r\n0\r\nX: trailer\r\n\r\n"
        let server = try ScriptedServer([.read, .send(text)])
        defer { server.stop() }
        let answer = try await CurlTransport().send(TransportRequest(.get, "http://127.0.0.1:\(server.port)/x"))
        #expect(answer.status == 200)
        #expect(answer.headers["x"] == "late")
        #expect(try await answer.body.collect() == Array("ok".utf8))
    }

    @Test func cancellingEndsAWaitForTheHeadAndTheBody() async throws {
        let head = ScriptedServer.Act.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
        let server = try ScriptedServer([.read, .stall], [.read, head, .stall])
        defer { server.stop() }
        let transport = CurlTransport()
        let request = TransportRequest(.get, "http://127.0.0.1:\(server.port)/x")
        let first = Task { try await transport.send(request) }
        while server.requests.isEmpty { await Task.yield() }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        let answer = try await transport.send(request)
        #expect(try await answer.body.next() == Array("some".utf8))
        let second = Task { try await answer.body.next() }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
    }

    /// `{"id":"u1"}` by gzip.
    private static let coded: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 76, 81, 178, 82, 42, 53, 84, 170, 5, 0, 186, 202, 193, 239, 11,
        0, 0, 0,
    ]

    private static func gzip(_ bytes: [UInt8], limit: Int = 1 << 20) async throws -> JSONValue {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bytes.count)\r\n\r\n"
        let server = try ScriptedServer([.read, .send(head), .sendBytes(bytes)])
        defer { server.stop() }
        var options = HTTPOptions.patient()
        options.maximumJSON = limit
        let address = try #require(ServerAddress("http://127.0.0.1:\(server.port)"))
        let connection = Connection(server: ServerConnection(address: address), organization: "a", workspace: "b")
        return try await HTTPPlatform(connection, options: options).user()
    }

    @Test func codedAnswersAreDecoded() async throws {
        #expect(try await Self.gzip(Self.coded)["id"]?.string == "u1")
    }

    @Test(arguments: [1, 9, 12, 18])
    func aCodedAnswerThatIsCutIsAnError(count: Int) async throws {
        let error = await #expect(throws: PlatformError.self) { try await Self.gzip(Array(Self.coded.prefix(count))) }
        #expect(error?.kind == .malformed)
    }

    /// A few bytes on the wire that are 200,000 when decoded.
    @Test func aBombStopsAtTheLimit() async throws {
        let zeros = [UInt8](repeating: 0, count: 193)
        let bomb: [UInt8] =
            [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 49, 1, 0, 0, 0, 194, 160, 42, 235, 159, 210, 12, 254, 64, 1]
            + zeros + [175, 1, 49, 97, 98, 16, 64, 13, 3, 0]
        let error = await #expect(throws: PlatformError.self) { try await Self.gzip(bomb, limit: 10_000) }
        #expect(error?.kind == .tooLarge)
    }

    /// A byte every 20 ms, for longer than a silent link is waited for.
    @Test func aByteAtATimeIsSlowAndNotSilent() async throws {
        let body = "{\"id\":\"" + String(repeating: "u", count: 60) + "\"}"
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let server = try ScriptedServer([.read, .send(head), .drip(body, milliseconds: 20)])
        defer { server.stop() }
        let client = try Self.client(server.port, stall: 1)
        #expect(try await client.user()["id"]?.string?.count == 60)
    }

    private static let portal =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 40\r\n\r\n<html><title>Hotel Wi-Fi</title> </html>"

    /// The sign-in page of a network answers in the server's place, whatever is asked for.
    @Test func aCaptivePortalIsNoPlatform() async throws {
        let server = try ScriptedServer([.read, .send(Self.portal)])
        defer { server.stop() }
        let client = try Self.client(server.port)
        let requests: [@Sendable () async throws -> Void] = [
            { _ = try await client.user() },
            { _ = try await client.items(of: "e1").collect() },
            { _ = try await client.bundle(of: "e1", form: .atif, includeCompacted: false).collect() },
            { _ = try await client.trajectory(of: "s1", form: .atif, includeCompacted: false).collect() },
        ]
        for request in requests {
            let error = await #expect(throws: PlatformError.self) { try await request() }
            #expect(error?.kind == .malformed)
            #expect(error?.detail.contains("Hotel Wi-Fi") == true)
            #expect(error?.text.hint.contains("sign-in page") == true)
        }
    }
}
