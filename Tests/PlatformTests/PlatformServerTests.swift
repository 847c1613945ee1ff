import Platform
import PlatformHTTP
import PlatformServer
import TestSupport
import Testing
import Wire

/// The server by its own answers, as any client would see them.
struct PlatformServerTests {
    /// A server over the sample workspace, and a client that sends what it is told to.
    private final class Site: Sendable {
        let server: TestServer
        let platform: FakePlatform
        let port: UInt16
        private let transport = CurlTransport()

        init(_ options: TestServerOptions = TestServerOptions(), platform: FakePlatform = .sample()) async throws {
            self.platform = platform
            server = TestServer(platform: platform, options: options)
            port = try await server.start()
        }

        func ask(
            _ path: String, method: TransportRequest.Method = .get, body: String? = nil,
            headers: [(name: String, value: String)] = []
        ) async throws -> (status: Int, headers: TransportHeaders, json: JSONValue) {
            let url = "http://127.0.0.1:\(port)" + path
            let request = TransportRequest(method, url, headers: headers, body: body.map { Array($0.utf8) })
            let answer = try await transport.send(request)
            return (answer.status, answer.headers, try JSONParser.parse(await answer.body.collect()))
        }

        /// Asks below the workspace.
        func workspace(_ path: String, method: TransportRequest.Method = .get, body: String? = nil) async throws -> (
            status: Int, headers: TransportHeaders, json: JSONValue
        ) {
            try await ask("/api/v1/org/acme/ws/main" + path, method: method, body: body)
        }
    }

    @Test(arguments: [
        ("/health", "status"), ("/config", "app_version"), ("/user", "username"), ("/org/acme", "key"),
        ("/org/acme/ws", "workspaces"), ("/org/acme/ws/main", "key"), ("/org/acme/ws/main/evaluations", "items"),
        ("/org/acme/ws/main/evaluation/e1", "job_status"), ("/org/acme/ws/main/evaluation/e1/items", "items"),
        ("/org/acme/ws/main/evaluation/e1/items/i1", "item_status"),
        ("/org/acme/ws/main/evaluation/e1/items/i1/transcript", "messages"),
        ("/org/acme/ws/main/evaluation/e1/items/i1/trajectory", "schema_version"),
        ("/org/acme/ws/main/evaluation/e1/items/search?q=flag", "matches"),
        ("/org/acme/ws/main/evaluation/e1/analytics", "pass_rate"),
        ("/org/acme/ws/main/sessions/s1/transcript", "messages"),
        ("/org/acme/ws/main/sessions/s1/messages/search?q=flag", "matches"),
        ("/org/acme/ws/main/sessions/s1/trajectory?format=native", "session"),
        ("/org/acme/ws/main/worlds/jobs", "items"), ("/org/acme/ws/main/worlds/jobs/j1", "status"),
        ("/org/acme/ws/main/worlds/manifests", "items"), ("/org/acme/ws/main/worlds/manifests/m1", "status"),
        ("/org/acme/ws/main/worlds/manifests/m1/trajectories", "items"),
        ("/org/acme/ws/main/worlds/trajectories?manifest_id=m1", "items"),
        ("/org/acme/ws/main/worlds/trajectories/t1", "goal"),
        ("/org/acme/ws/main/worlds/trajectories/t1/replay", "steps"), ("/org/acme/ws/main/projects/p1", "key"),
    ])
    func answersEveryPath(path: String, key: String) async throws {
        let site = try await Site()
        let answer = try await site.ask("/api/v1" + path)
        #expect(answer.status == 200)
        #expect(answer.headers.contentType == "application/json")
        #expect(answer.json[key] != nil)
        await site.server.stop()
    }

    /// What the models of the platform's own client want (dreadnode 2.0.52), of organization, workspace, project and
    /// session.
    @Test(arguments: [
        (
            "/org/acme",
            "id name key created_at updated_at effective_max_sandbox_runtime_seconds max_sandbox_runtime_source_level "
                + "effective_default_sandbox_runtime_seconds default_sandbox_runtime_source_level "
                + "platform_max_sandbox_runtime_seconds platform_default_sandbox_runtime_seconds"
        ),
        ("/org/acme/ws/main", "id name key org_id created_at updated_at"),
        ("/org/acme/ws/main/projects/p1", "id name key created_at updated_at"),
    ])
    func placesAreAsThePlatformsModelsWantThem(path: String, fields: String) async throws {
        let site = try await Site()
        let place = try await site.ask("/api/v1" + path).json
        for field in fields.split(separator: " ") { #expect(place[String(field)] != nil, "\(field)") }
        let session = try await site.workspace("/sessions/s1").json["session"]
        #expect(session?["id"]?.string == "s1" && session?["message_count"]?.int != nil)
        await site.server.stop()
    }

    @Test(arguments: [("/evaluation", TransportRequest.Method.post, 405), ("/workflows", .get, 404)])
    func whatIsNotServedIsSaidInWords(path: String, method: TransportRequest.Method, status: Int) async throws {
        let site = try await Site()
        let answer = try await site.workspace(path, method: method, body: method == .post ? "{}" : nil)
        #expect(answer.status == status && answer.json["code"]?.int == status)
        #expect(answer.json["detail"]?.string?.contains("trawl serve") == true)
        await site.server.stop()
    }

    @Test(arguments: [
        ("/nope", 404, "not_found_error"), ("/org/other/ws/main/evaluations", 404, "not_found_error"),
        ("/org/acme/ws/other/evaluations", 404, "not_found_error"),
        ("/org/acme/ws/main/evaluation/zz", 404, "not_found_error"),
        ("/org/acme/ws/main/evaluation/e1/items/zz", 404, "not_found_error"),
        ("/org/acme/ws/main/evaluation/e1/items/i3/transcript", 404, "not_found_error"),
        ("/org/acme/ws/main/evaluation/e1/items/i3/trajectory", 404, "not_found_error"),
        ("/org/acme/ws/main/sessions/zz/trajectory", 404, "not_found_error"),
        ("/org/acme/ws/main/evaluations?page=0", 422, "validation_error"),
        ("/org/acme/ws/main/evaluations?page_size=101", 422, "validation_error"),
        ("/org/acme/ws/main/evaluations?page_size=x", 422, "validation_error"),
        ("/org/acme/ws/main/evaluations?status=odd", 422, "validation_error"),
        ("/org/acme/ws/main/evaluation/e1/items/search", 422, "validation_error"),
        ("/org/acme/ws/main/sessions/s1/messages/search", 422, "validation_error"),
        ("/org/acme/ws/main/sessions/s1/messages/search?q=x&limit=201", 422, "validation_error"),
        ("/org/acme/ws/main/sessions/s1/trajectory?format=xml", 422, "validation_error"),
        ("/org/acme/ws/main/sessions/s1/trajectory?include_compacted=maybe", 422, "validation_error"),
        ("/org/acme/ws/main/worlds/jobs?kind=odd", 422, "validation_error"),
        ("/auth/device/code/x", 404, "not_found_error"),
    ])
    func refusesWithTheEnvelope(path: String, status: Int, type: String) async throws {
        let site = try await Site()
        let answer = try await site.ask("/api/v1" + path)
        #expect(answer.status == status)
        #expect(answer.json["code"]?.int == status)
        #expect(answer.json["type"]?.string == type)
        #expect(answer.json["detail"]?.string?.isEmpty == false)
        #expect((answer.json["errors"]?.array?.isEmpty == false) == (status == 422))
        await site.server.stop()
    }

    @Test func otherMethodsAreToldWhichFit() async throws {
        let site = try await Site()
        let answer = try await site.workspace("/evaluations", method: .post)
        #expect(answer.status == 405)
        #expect(answer.headers["Allow"] == "GET")
        await site.server.stop()
    }

    @Test(arguments: [
        ([("X-API-Key", "secret")], 200), ([("Authorization", "Bearer secret")], 200),
        ([("authorization", "bearer secret")], 200), ([], 401), ([("X-API-Key", "secret ")], 401),
        ([("X-API-Key", "secre")], 401), ([("X-API-Key", "secrets")], 401), ([("Authorization", "Basic secret")], 401),
    ])
    func letsInWhoHasTheToken(headers: [(String, String)], status: Int) async throws {
        var options = TestServerOptions()
        options.token = "secret"
        let site = try await Site(options)
        let answer = try await site.ask("/api/v1/user", headers: headers.map { (name: $0.0, value: $0.1) })
        // Blanks at the end of a field are no part of its value.
        #expect(answer.status == (headers.first?.1 == "secret " ? 200 : status))
        if status == 401, answer.status == 401 {
            #expect(answer.json == ["code": 401, "detail": "Authentication failed", "type": "authentication_error"])
        }
        #expect(try await site.ask("/api/v1/health").status == 200)
        #expect(try await site.ask("/api/v1/nope").status == 401)
        await site.server.stop()
    }

    @Test func prefixesThatFitOneThingWillDo() async throws {
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.evaluations[0].id = "abcd-1"
            state.evaluations[1].id = "abce-2"
            state.items["abcd-1"] = state.items["e1"]
        }
        let site = try await Site(platform: platform)
        #expect(try await site.workspace("/evaluation/abcd").json["id"]?.string == "abcd-1")
        #expect(try await site.workspace("/evaluation/abc").status == 409)
        #expect(try await site.workspace("/evaluation/abcd/items/i1").json["id"]?.string == "i1")
        await site.server.stop()
    }

    @Test func endedEvaluationsCannotBeCancelled() async throws {
        let site = try await Site()
        #expect(try await site.workspace("/evaluation/e1/cancel", method: .post).status == 409)
        let answer = try await site.workspace("/evaluation/e2/cancel", method: .post)
        #expect(answer.json["job_status"]?.string == "cancelled")
        let retried = try await site.workspace("/evaluation/f3/retry-failed", method: .post)
        #expect(retried.json["job_status"]?.string == "running")
        await site.server.stop()
    }

    @Test func searchIsCappedAndBlankFindsNothing() async throws {
        var options = TestServerOptions()
        options.searchCap = 1
        let site = try await Site(options)
        let answer = try await site.workspace("/evaluation/e1/items/search?q=s").json
        #expect(answer["has_more"]?.bool == true)
        #expect(answer["total"]?.int == 1)
        #expect(answer["matches"]?.array?.count == 1)
        let blank = try await site.workspace("/evaluation/e1/items/search?q=%20+").json
        #expect(blank["matches"]?.array?.isEmpty == true)
        #expect(site.platform.calls.filter { $0.hasPrefix("search") }.count == 1)
        await site.server.stop()
    }

    @Test func problemsOfAWorldJobAreOnTheirFields() async throws {
        let site = try await Site()
        let body = #"{"manifest_id":"m1","count":"many","max_steps":0,"mode":"agent","only_successful":"yes","goal":5}"#
        let answer = try await site.workspace("/worlds/trajectories", method: .post, body: body)
        #expect(answer.status == 422)
        let fields = (answer.json["errors"]?.array ?? []).compactMap { $0["loc"]?.array?.last?.string }
        let expected = ["capability_name", "count", "goal", "max_steps", "only_successful", "runtime_id"]
        #expect(fields.sorted() == expected)
        #expect(try await site.workspace("/worlds/trajectories", method: .post, body: "[]").status == 422)
        let made = try await site.workspace("/worlds/trajectories", method: .post, body: #"{"manifest_id":"m1"}"#)
        #expect(made.json["status"]?.string == "queued")
        await site.server.stop()
    }

    @Test func errorsOfThePlatformKeepTheirFacts() async throws {
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.failures["user"] = PlatformError(.status(429), detail: "slow", retryAfter: 1.5)
            state.failures["analytics"] = PlatformError(.unsupported, detail: "not here")
            state.failures["evaluations"] = PlatformError(.stalled)
        }
        let site = try await Site(platform: platform)
        let limited = try await site.ask("/api/v1/user")
        #expect(limited.status == 429)
        #expect(limited.headers["Retry-After"] == "2")
        #expect(try await site.workspace("/evaluation/e1/analytics").status == 409)
        #expect(try await site.workspace("/evaluations").status == 504)
        await site.server.stop()
    }

    @Test func aPortThatIsTakenIsAnError() async throws {
        let site = try await Site()
        var options = TestServerOptions()
        options.port = site.port
        let second = TestServer(platform: site.platform, options: options)
        await #expect(throws: PlatformError.self) { try await second.start() }
        await site.server.stop()
    }

    @Test func theLogHoldsNoSecret() async throws {
        var options = TestServerOptions()
        options.token = "secret-token"
        let site = try await Site(options)
        _ = try await site.ask("/api/v1/user", headers: [("X-API-Key", "secret-token")])
        #expect(site.server.log.entries.first?.headers["x-api-key"] == "key")
        #expect(!String(reflecting: site.server.log.entries).contains("secret-token"))
        await site.server.stop()
    }
}
