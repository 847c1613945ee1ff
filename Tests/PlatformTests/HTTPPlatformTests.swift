import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

/// The client over a transport without a socket.
struct HTTPPlatformTests {
    private static let user = FakeTransport.Turn.json(#"{"id":"u1"}"#)
    private static let lost = TransportError(.interrupted, detail: "reset", mayHaveArrived: true)

    private static func header(_ name: String, _ request: TransportRequest?) -> String? {
        request?.headers.last { $0.name == name }?.value
    }

    @Test func sendsTheContractsHeaders() async throws {
        let transport = FakeTransport(Self.user)
        _ = try await HTTPPlatform.test(transport).user()
        let request = transport.requests.first
        #expect(request?.url == "https://api.test/api/v1/user")
        #expect(Self.header("X-API-Key", request) == "dn_key_test")
        #expect(Self.header("Authorization", request) == nil)
        #expect(Self.header("User-Agent", request) == "trawl/test")
        #expect(Self.header("Accept", request) == "application/json")
        #expect(Self.header("X-Dreadnode-Network", request) == "public")
        #expect(Self.header("Content-Type", request) == nil)
    }

    @Test func sendsBearerTokensAndTheNetwork() async throws {
        let transport = FakeTransport(Self.user)
        var connection = HTTPPlatform.test(transport).connection
        connection.server.credential = Credential("secret", scheme: .bearer)
        connection.server.network = "cluster"
        _ = try await HTTPPlatform(connection, transport: transport).user()
        #expect(Self.header("Authorization", transport.requests.first) == "Bearer secret")
        #expect(Self.header("X-API-Key", transport.requests.first) == nil)
        #expect(Self.header("X-Dreadnode-Network", transport.requests.first) == "cluster")
    }

    @Test func encodesPathsAndQueries() async throws {
        let transport = FakeTransport(.json(#"{"matches":[],"total":0}"#))
        _ = try await HTTPPlatform.test(transport).search("e/1?", for: "a&b=ü +")
        let expected =
            "https://api.test/api/v1/org/acme/ws/main/evaluation/e%2F1%3F/items/search?q=a%26b%3D%C3%BC%20%2B"
        #expect(transport.requests.first?.url == expected)
    }

    @Test(arguments: ["", ".", ".."])
    func asksForNoOddId(id: String) async throws {
        let transport = FakeTransport(Self.user)
        let error = await #expect(throws: PlatformError.self) {
            try await HTTPPlatform.test(transport).evaluation(EvaluationID(id))
        }
        #expect(error?.status == 404)
        #expect(transport.requests.isEmpty)
    }

    @Test func retriesAGetAndTellsOfIt() async throws {
        let notices = Recorder<RetryNotice>()
        let busy = FakeTransport.Turn.answer(503, headers: [("Retry-After", "2")], chunks: [], then: nil)
        let transport = FakeTransport(busy, .fault(Self.lost), Self.user)
        _ = try await HTTPPlatform.test(transport, options: .patient(notices)).user()
        #expect(transport.requests.count == 3)
        #expect(notices.values.map(\.seconds) == [2, 1])
        #expect(notices.values.map(\.attempt) == [1, 2])
        #expect(notices.values.map(\.cause.kind) == [.status(503), .interrupted])
        #expect(notices.values.map(\.resource) == ["user", "user"])
    }

    @Test func retriesAnAnswerThatBreaksInTheMiddle() async throws {
        let broken = FakeTransport.Turn.answer(200, headers: [], chunks: [Array("{\"id\":".utf8)], then: Self.lost)
        let transport = FakeTransport(broken, Self.user)
        #expect(try await HTTPPlatform.test(transport).user()["id"]?.string == "u1")
        #expect(transport.requests.count == 2)
    }

    @Test func givesUpAfterFourAttempts() async throws {
        let transport = FakeTransport(.fault(Self.lost))
        let error = await #expect(throws: PlatformError.self) { try await HTTPPlatform.test(transport).user() }
        #expect(transport.requests.count == 4)
        #expect(error == PlatformError(.interrupted, detail: "reset", attempts: 4, resource: "user"))
    }

    @Test func cancellingEndsTheWait() async throws {
        let transport = FakeTransport(.fault(Self.lost))
        var options = HTTPOptions.patient()
        options.sleep = { _ in throw CancellationError() }
        let platform = HTTPPlatform.test(transport, options: options)
        await #expect(throws: CancellationError.self) { try await platform.user() }
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [
        (Self.lost, PlatformError.Kind.outcomeUnknown),
        (TransportError(.unreachable, detail: "refused", mayHaveArrived: false), .unreachable),
    ])
    func sendsAPostOnce(fault: TransportError, kind: PlatformError.Kind) async throws {
        let transport = FakeTransport(.fault(fault))
        let error = await #expect(throws: PlatformError.self) {
            try await HTTPPlatform.test(transport).createWorldTrajectories(WorldTrajectoryRequest(manifestID: "m1"))
        }
        #expect(error?.kind == kind)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [502, 504])
    func aGatewayThatLostAPostsAnswerLeavesItOpen(status: Int) async throws {
        let transport = FakeTransport(.body("<html>", type: "text/html", status: status))
        let error = await #expect(throws: PlatformError.self) { try await HTTPPlatform.test(transport).cancel("e1") }
        #expect(error?.kind == .outcomeUnknown)
        #expect(transport.requests.count == 1)
    }

    @Test func anUnreadableAnswerToAPostLeavesItOpen() async throws {
        let transport = FakeTransport(.body("<html>", type: "text/html"))
        let error = await #expect(throws: PlatformError.self) { try await HTTPPlatform.test(transport).cancel("e1") }
        #expect(error?.kind == .outcomeUnknown)
    }

    @Test func sendsTheBodyOfAPost() async throws {
        let transport = FakeTransport(.json(#"{"id":"j1","kind":"trajectory_generation","status":"queued"}"#))
        var request = WorldTrajectoryRequest(manifestID: "m1")
        request.count = 3
        let job = try await HTTPPlatform.test(transport).createWorldTrajectories(request)
        let body = try JSONParser.parse(transport.requests.first?.body ?? [])
        #expect(job.id == "j1")
        #expect(body["count"]?.int == 3)
        #expect(body["manifest_id"]?.string == "m1")
        #expect(body["name"] == nil)
        #expect(Self.header("Content-Type", transport.requests.first) == "application/json")
    }

    @Test(arguments: [
        ("", "application/json"), ("<!DOCTYPE html><title>Sign in</title>", "text/html"),
        ("{\"items\": [", "application/json"),
        ("{}", "application/json"), ("null", "application/json"), ("\"text\"", "text/plain"),
        ("[1, 2", "application/json"),
        ("\u{0}\u{1}", "application/octet-stream"), ("{\"items\": 5}", "application/json"),
    ])
    func whatIsNoListIsSaidToBeMalformed(text: String, type: String) async throws {
        let platform = HTTPPlatform.test(FakeTransport(.body(text, type: type)))
        let page = await #expect(throws: PlatformError.self) { try await platform.evaluations(EvaluationQuery()) }
        #expect(page?.kind == .malformed)
        let items = await #expect(throws: PlatformError.self) { try await platform.items(of: "e1").collect() }
        #expect(items?.kind == .malformed)
        let search = await #expect(throws: PlatformError.self) { try await platform.search("e1", for: "x") }
        #expect(search?.kind == .malformed)
    }

    @Test func quotesTheBeginningOfAForeignAnswer() async throws {
        let page = "<html>\n  <title>Sign in</title>" + String(repeating: "x", count: 5000)
        let platform = HTTPPlatform.test(FakeTransport(.body(page, type: "text/html")))
        let error = await #expect(throws: PlatformError.self) { try await platform.evaluation("e1") }
        #expect(error?.detail.contains("<html> <title>Sign in</title>x") == true)
        #expect(error?.detail.count ?? 0 < 300)
    }

    @Test func aBundleThatIsJSONIsMalformed() async throws {
        let platform = HTTPPlatform.test(FakeTransport(.json(#"{"detail":"no"}"#)))
        let error = await #expect(throws: PlatformError.self) {
            try await platform.bundle(of: "e1", form: .atif, includeCompacted: false)
        }
        #expect(error?.kind == .malformed)
    }

    @Test func answersAboveTheLimitAreRefused() async throws {
        var options = HTTPOptions.patient()
        options.maximumJSON = 100
        options.maximumItems = 5000
        let long = #"{"items":[{"id":"\#(String(repeating: "x", count: 9000))"}]}"#
        let platform = HTTPPlatform.test(FakeTransport(.json(long)), options: options)
        let page = await #expect(throws: PlatformError.self) { try await platform.evaluations(EvaluationQuery()) }
        #expect(page?.kind == .tooLarge)
        let items = await #expect(throws: PlatformError.self) { try await platform.items(of: "e1").collect() }
        #expect(items?.kind == .tooLarge)
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let turn = FakeTransport.Turn.answer(
            302, headers: [("Location", "https://portal.example/login?next=x")], chunks: [], then: nil)
        let transport = FakeTransport(turn)
        let error = await #expect(throws: PlatformError.self) { try await HTTPPlatform.test(transport).user() }
        #expect(error?.kind == .redirected)
        #expect(error?.detail == "to https://portal.example")
        #expect(transport.requests.count == 1)
    }

    @Test(
        "Beside it and below, on the same server",
        arguments: [
            ("there?x", "https://api.test/api/v1/there?x"), ("./there", "https://api.test/api/v1/there"),
            ("../v2/user", "https://api.test/api/v2/user"), ("/api/v2/user", "https://api.test/api/v2/user"),
            ("HTTPS://api.test/user", "HTTPS://api.test/user"),
        ])
    func aRedirectOnTheServerIsFollowed(location: String, url: String) async throws {
        let transport = FakeTransport(
            .answer(307, headers: [("Location", location)], chunks: [], then: nil), Self.user)
        _ = try await HTTPPlatform.test(transport).user()
        #expect(transport.requests.last?.url == url)
    }

    @Test(
        "Lists under another name, in an envelope, or bare",
        arguments: [
            #"{"evaluations":[{"id":"e1"}],"total":1}"#, #"{"data":[{"id":"e1"}]}"#,
            #"{"data":{"items":[{"id":"e1"}],"total":1}}"#, #"[{"id":"e1"}]"#,
        ])
    func listsOfOtherNames(text: String) async throws {
        let page = try await HTTPPlatform.test(FakeTransport(.json(text))).evaluations(EvaluationQuery())
        #expect(page.items.map(\.id) == ["e1"])
    }

    @Test(
        "What says that it went wrong is no list", arguments: [#"{"errors":[{"id":"e1"}]}"#, "{}", #"{"a":[],"b":[]}"#])
    func noLists(text: String) async throws {
        let platform = HTTPPlatform.test(FakeTransport(.json(text)))
        let error = await #expect(throws: PlatformError.self) { try await platform.evaluations(EvaluationQuery()) }
        #expect(error != nil)
    }

    @Test(
        "The words of an error, wherever they stand",
        arguments: [
            #"{"error":{"message":"used up","code":"quota"}}"#, #"{"detail":{"msg":"used up","code":7}}"#,
            #"{"title":"used up","status":400}"#, #"{"detail":["used up"]}"#, #"{"errors":[{"message":"used up"}]}"#,
            #"{"errors":["used up"]}"#, #"{"errors":{"name":["used up"]}}"#,
            #"{"errors":[{"loc":"body.name","msg":"used up"}]}"#,
            #"{"error":"quota","error_description":"used up"}"#,
        ])
    func wordsOfErrors(text: String) async throws {
        let platform = HTTPPlatform.test(FakeTransport(.json(text, status: 422)))
        let error = await #expect(throws: PlatformError.self) { try await platform.evaluations(EvaluationQuery()) }
        let sentence = error?.text.sentence ?? ""
        #expect(sentence.contains("used up") && !sentence.contains("{") && !sentence.contains("["))
    }

    @Test(arguments: [
        (#"{"code":403,"detail":"no access","type":"permission_error"}"#, "application/json", "no access"),
        ("<html><TITLE>403 Forbidden</TITLE></html>", "text/html", "403 Forbidden"),
        ("plain\ntext", "text/plain", "plain text"), ("", "text/plain", ""), ("[1]", "application/json", "[1]"),
    ])
    func readsEveryKindOfRefusal(text: String, type: String, detail: String) async throws {
        let platform = HTTPPlatform.test(FakeTransport(.body(text, type: type, status: 403)))
        let error = await #expect(throws: PlatformError.self) { try await platform.evaluation("e1") }
        #expect(error?.status == 403)
        #expect(error?.detail == detail)
        #expect(error?.resource == "evaluation/e1")
    }

    @Test func secretsAreInNoError() async throws {
        for turn in [FakeTransport.Turn.fault(Self.lost), .body("<html>", type: "text/html"), .json("{}", status: 401)]
        {
            let error = await #expect(throws: PlatformError.self) {
                try await HTTPPlatform.test(FakeTransport(turn)).evaluation("e1")
            }
            #expect(!String(reflecting: error).contains("dn_key_test"))
        }
    }

    @Test func theConnectionsProjectFiltersTheList() async throws {
        let transport = FakeTransport(.json(#"{"items":[],"total":0}"#))
        let platform = HTTPPlatform.test(transport, projectID: "p 1")
        _ = try await platform.evaluations(EvaluationQuery(page: 2, pageSize: 10, status: .running))
        let query = transport.requests.first?.url.split(separator: "?").last
        #expect(query == "page=2&page_size=10&project_id=p%201&status=running")
    }

    @Test func aServersOwnPageSizeCounts() async throws {
        let transport = FakeTransport(.json(#"{"items":[{"id":"e1"},{"no":"id"}],"total":40,"page":1,"page_size":20}"#))
        let page = try await HTTPPlatform.test(transport).evaluations(EvaluationQuery(pageSize: 50))
        #expect(page.pageSize == 20)
        #expect(page.hasMore)
        #expect(page.items.map(\.id) == ["e1"])
    }
}
