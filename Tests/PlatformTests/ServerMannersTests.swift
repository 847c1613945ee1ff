import Platform
import PlatformHTTP
import TestSupport
import Testing
import Wire

/// What the client learns from the answers of a server, and keeps to.
struct ServerMannersTests {
    private static func busy(_ headers: (name: String, value: String)...) -> FakeTransport.Turn {
        .answer(429, headers: headers, chunks: [], then: nil)
    }

    /// A client whose clock stands at a moment, and what it waits for.
    private static func client(_ transport: FakeTransport) throws -> (HTTPPlatform, Recorder<Double>) {
        let (waits, now) = (Recorder<Double>(), try #require(Timestamp("2026-11-30T12:00:00Z")))
        var options = HTTPOptions.patient()
        options.now = { now }
        options.sleep = { waits.append($0) }
        return (.test(transport, options: options), waits)
    }

    @Test func datesAreReadByTheServersOwnClock() async throws {
        let date = ("Date", "Mon, 30 Nov 2026 15:00:00 GMT")
        let transport = FakeTransport(
            Self.busy(date, ("Retry-After", "Mon, 30 Nov 2026 15:00:02 GMT")), .json(#"{"id":"u1"}"#))
        let (platform, waits) = try Self.client(transport)
        _ = try await platform.user()
        #expect(waits.values == [2])
        #expect(platform.clock == Timestamp("2026-11-30T15:00:00Z"))
    }

    @Test func whatOneRequestLearnsAllWaitFor() async throws {
        let gate = Recorder<Double>()
        let transport = FakeTransport { _, index in
            index == 0 ? Self.busy(("Retry-After", "7")) : .json(#"{"id":"u1"}"#)
        }
        var options = HTTPOptions.patient()
        let now = try #require(Timestamp("2026-11-30T12:00:00Z"))
        options.now = { now }
        let (stream, open) = AsyncStream<Void>.makeStream()
        options.sleep = { seconds in
            gate.append(seconds)
            // The one that was refused waits until the other has come to the gate.
            if gate.values.count == 1 { for await _ in stream { break } } else { open.finish() }
        }
        let platform = HTTPPlatform.test(transport, options: options)
        async let first = platform.user()
        while gate.values.isEmpty { await Task.yield() }
        _ = try await platform.user()
        _ = try await first
        #expect(gate.values == [7, 7])
        _ = try await platform.user()
        #expect(gate.values.count == 2)
    }

    @Test func aCeilingIsLearntOnce() async throws {
        let refusal =
            #"{"detail":[{"loc":["query","limit"],"msg":"Input should be less than or equal to 30","type":"x"}]}"#
        let transport = FakeTransport { request, _ in
            request.url.contains("limit=100") ? .json(refusal, status: 422) : .json(#"{"sessions":[]}"#)
        }
        let (platform, _) = try Self.client(transport)
        for page in 1...2 { _ = try await platform.sessions(SessionQuery(page: page, pageSize: 100)) }
        #expect(transport.requests.count == 3)
        #expect(transport.requests.dropFirst().allSatisfy { $0.url.contains("limit=30&") })
    }

    @Test func aRedirectOnTheServerIsFollowedForReading() async throws {
        let transport = FakeTransport { request, _ in
            request.url.hasSuffix("/")
                ? .json(#"{"id":"u1"}"#)
                : .answer(307, headers: [("Location", request.url + "/")], chunks: [], then: nil)
        }
        let (platform, _) = try Self.client(transport)
        #expect(try await platform.user()["id"]?.string == "u1")
        await #expect(throws: PlatformError.self) { try await platform.cancel("e1") }
        #expect(transport.requests.count == 3)
    }

    // MARK: What was sent is what is shown

    @Test(arguments: [
        #"{"id":"i1","evaluation_id":"e1","position":1.0,"item_status":"failed","passed":"no","task_name_snapshot":"#
            + #""t","model":null,"error":["odd",2],"session_id":null,"queued_at":"2026-11-20T09:00:00.000000","#
            + #""retry_count":"2","future":{"a":[1.50]}}"#,
        #"{"id":"i1","item_status":"passed","result_json":{"score":2.50E-1},"metadata_json":null}"#,
    ])
    func anItemIsShownAsItWasSent(text: String) throws {
        let sent = try JSONParser.parse(text)
        let item = try Array(text.utf8).withUnsafeBytes { try EvaluationItem(text: $0) }
        let shown = try #require(item?.json.object)
        for member in sent.object?.members ?? [] { #expect(shown[member.key] == member.value, "\(member.key)") }
        #expect(Set(shown.keys) == Set(sent.object?.keys ?? []))
        var changed = try #require(item)
        changed.status = .cancelled
        #expect(changed.json["item_status"]?.string == "cancelled")
        #expect(changed.error == (text.contains("odd") ? #"["odd",2]"# : nil))
    }

    @Test func aJobIsShownAsItWasSent() throws {
        let text =
            #"{"id":"j1","kind":"k","status":"running","created_by":"u-1","created_by_user":{"username":"ada"},"#
            + #""progress":0.420,"created_at":"2026-11-20T09:00:00.500000"}"#
        let sent = try JSONParser.parse(text)
        var job = try #require(WorldJob(sent))
        #expect(job.json == sent && job.createdBy == "ada")
        job.status = .completed
        #expect(job.json["status"]?.string == "completed" && job.json["created_by"]?.string == "u-1")
    }

    // MARK: Signing in

    /// Codes, polls until a user is named, a token, a key.
    private static func signIn(_ code: String, _ polls: FakeTransport.Turn...) async throws -> (
        DeviceCode, Result<Credential, any Error>, FakeTransport
    ) {
        let asked = Recorder<String>()
        let transport = FakeTransport { request, _ in
            switch request.url.split(separator: "/").last {
            case "code": return .json(code)
            case "token": return .json(#"{"access_token":"eyJ.a.b"}"#)
            case "api-keys": return .json(#"{"key":"dn_key_new"}"#, status: 201)
            default:
                asked.append(request.url)
                return polls[min(asked.values.count, polls.count) - 1]
            }
        }
        let address = try #require(ServerAddress("https://api.test"))
        let login = DeviceLogin(address: address, transport: transport, options: .patient())
        let begun = try await login.begin()
        do {
            return (begun, .success(try await login.key(for: begun)), transport)
        } catch {
            return (begun, .failure(error), transport)
        }
    }

    private static let pending = FakeTransport.Turn.json(#"{"user_id":null,"device_code":"d"}"#)

    @Test func waitsUntilTheAnswerNamesTheUser() async throws {
        let (code, outcome, transport) = try await Self.signIn(
            #"{"device_code":"d","user_code":"AB-CD"}"#, Self.pending, .json("{}", status: 404),
            .json(#"{"user_id":"u"}"#))
        #expect(code.page == "https://api.test/login/device?code=AB-CD")
        #expect(try outcome.get() == Credential("dn_key_new", scheme: .apiKey))
        #expect(transport.requests.count == 6)
        let name = try JSONParser.parse(transport.requests.last?.body ?? [])["name"]?.string ?? ""
        #expect(name.hasPrefix("trawl-") && name.count > 12)
    }

    @Test(arguments: [
        (#"{"status":"denied"}"#, 200), (#"{"detail":"access_denied"}"#, 400), (#"{"detail":"expired_token"}"#, 400),
    ])
    func everyEndHasItsWords(body: String, status: Int) async throws {
        let (_, outcome, _) = try await Self.signIn(
            #"{"device_code":"d","expires_in":9}"#, .json(body, status: status))
        #expect(throws: SignInError.self) { try outcome.get() }
    }

    @Test func aSignInEndsWithItsCode() async throws {
        let soon = Timestamp(seconds: Timestamp.now.seconds + 20).iso8601
        let (code, outcome, _) = try await Self.signIn(
            #"{"device_code":"d","interval":5,"expires_at":"\#(soon)"}"#, Self.pending)
        #expect(code.interval == 5 && (15...21).contains(code.lifetime))
        #expect(throws: SignInError.self) { try outcome.get() }
    }
}
