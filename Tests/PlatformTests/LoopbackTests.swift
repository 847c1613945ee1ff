import Platform
import PlatformServer
import TestSupport
import Testing
import Wire

@testable import PlatformHTTP

/// The client and the server together, over a real socket.
struct LoopbackTests {
    @Test func twoHundredRequestsShareOneLink() async throws {
        let link = try await Loopback(FakePlatform.sample())
        for _ in 0..<200 { _ = try await link.client.user() }
        #expect(link.server.log.count == 200)
        #expect(Set(link.server.log.entries.map(\.peer)).count == 1)
        await link.close()
    }

    @Test(arguments: [
        (FaultRule.Fault.status(503), PlatformError.Kind.status(503), 4), (.status(500), .status(500), 1),
        (.status(429, detail: "no credits left"), .status(429), 1), (.status(426, detail: "1.2"), .status(426), 1),
        (.reset, .interrupted, 4), (.resetAfter(5), .interrupted, 4), (.truncate(5), .interrupted, 4),
        (.page, .malformed, 1), (.garbage, .malformed, 1), (.empty, .malformed, 1),
        (.redirect("https://portal.example/"), .redirected, 1),
    ])
    func faultsOnRequest(fault: FaultRule.Fault, kind: PlatformError.Kind, requests: Int) async throws {
        var options = TestServerOptions()
        options.faults = [FaultRule("org/*/ws/*/evaluation/e1", fault)]
        let link = try await Loopback(FakePlatform.sample(), options)
        let error = await #expect(throws: PlatformError.self) { try await link.client.evaluation("e1") }
        #expect(error?.kind == kind)
        #expect(error?.attempts == requests)
        #expect(try await link.client.evaluation("e2").name == "web-hard")
        await link.close()
    }

    @Test func recoversFromFaultsThatEnd() async throws {
        var options = TestServerOptions()
        options.faults = [
            FaultRule("**", .reset, times: 1), FaultRule("**", .status(429, retryAfter: "7"), times: 1),
            FaultRule("**", .truncate(3), times: 1),
        ]
        let notices = Recorder<RetryNotice>()
        let link = try await Loopback(FakePlatform.sample(), options, options: .patient(notices))
        #expect(try await link.client.evaluation("e1").name == "web-easy")
        #expect(notices.values.map(\.seconds) == [0.5, 7, 2])
        await link.close()
    }

    @Test func stallsAreEnded() async throws {
        var options = TestServerOptions()
        options.faults = [FaultRule("**", .stall(5))]
        var settings = TransportSettings()
        settings.stallTimeout = 0.1
        var patience = HTTPOptions.patient()
        patience.retry.maximumAttempts = 1
        let link = try await Loopback(FakePlatform.sample(), options, settings: settings, options: patience)
        let error = await #expect(throws: PlatformError.self) { try await link.client.evaluation("e1") }
        #expect(error?.kind == .stalled)
        await link.close()
    }

    @Test func cancellingADownloadClosesTheLink() async throws {
        let platform = EndlessPlatform()
        let link = try await Loopback(platform)
        let task = Task {
            let body = try await link.client.bundle(of: "e1", form: .atif, includeCompacted: false)
            var total = 0
            while let chunk = try await body.next() { total += chunk.count }
            return total
        }
        while platform.sent.values.count < 20 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The server notices that no one takes its bytes: what is endless ends.
        while !platform.hasEnded { await Task.yield() }
        await link.close()
    }

    @Test func aReaderThatStopsHoldsTheServerBack() async throws {
        let platform = EndlessPlatform()
        let link = try await Loopback(platform)
        let body = try await link.client.bundle(of: "e1", form: .atif, includeCompacted: false)
        _ = try await body.next()
        // Buffers on the way fill, and then the sender waits: its count stands still.
        var last = -1
        var still = 0
        while still < 20_000 {
            await Task.yield()
            let now = platform.sent.values.count
            still = now == last ? still + 1 : 0
            last = now
        }
        #expect(last * EndlessPlatform.chunk < 64 << 20)
        await link.close()
    }

    @Test func ipv6() async throws {
        var options = TestServerOptions()
        options.usesIPv6 = true
        let link = try await Loopback(FakePlatform.sample(), options)
        #expect(try await link.client.evaluation("e1").name == "web-easy")
        await link.close()
    }

    @Test func signsInByDevice() async throws {
        var options = TestServerOptions()
        options.token = "dn_key_minted"
        options.deviceLoginPolls = 2
        let server = TestServer(platform: FakePlatform.sample(), options: options)
        let port = try await server.start()
        let address = try #require(ServerAddress(server.address(port: port)))
        let waits = Recorder<Double>()
        var patience = HTTPOptions.patient()
        patience.sleep = { waits.append($0) }
        let login = DeviceLogin(address: address, options: patience)
        let code = try await login.begin()
        #expect(!code.userCode.isEmpty)
        let credential = try await login.key(for: code)
        #expect(credential == Credential("dn_key_minted", scheme: .apiKey))
        #expect(waits.values == [1, 1])
        await server.stop()
    }

    @Test func picksThePlaceFromLists() async throws {
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.organizations.insert(Place(id: "o0", key: "other", name: "Other"), at: 0)
            state.workspaces["acme"]?.insert(Place(id: "w0", key: "side", name: "Side"), at: 0)
        }
        let server = TestServer(platform: platform)
        let address = try #require(ServerAddress(server.address(port: try await server.start())))
        let client = HTTPClient(
            server: ServerConnection(address: address), transport: CurlTransport(), options: .patient())
        var settings = ResolvedSettings(server: client.server)
        settings.project = "p2"
        var picks: [ScopePick] = []
        let connection = try await ScopeReader(client: client).connection(for: settings) { picks.append($0) }
        #expect(picks.map(\.key) == ["acme", "main"])
        #expect(picks.map(\.count) == [2, 2])
        #expect([connection.organization, connection.workspace, connection.projectID] == ["acme", "main", "p2"])
        let page = try await HTTPPlatform(connection).evaluations(EvaluationQuery())
        #expect(page.items.map(\.name) == ["crypto"])
        await server.stop()
    }
}
