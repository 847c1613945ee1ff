import Platform
import PlatformHTTP
import PlatformServer
import Synchronization
import TestSupport
import Testing
import Wire

/// What of a list that is read again is fetched, looked through and decoded anew.
struct ItemNewsTests {
    private static func text(_ items: [String]) -> [UInt8] {
        Array(("{\"items\":[" + items.joined(separator: ",\n ") + "]}").utf8)
    }

    private static func item(_ number: Int, _ status: String = "queued") -> String {
        #"{"id":"i\#(number)","item_status":"\#(status)","error":"\#(String(repeating: "}]\\\"", count: number % 7))"}"#
    }

    private static func turn(_ bytes: [UInt8], pieces: Int = 64, status: Int = 200) -> FakeTransport.Turn {
        let chunks = stride(from: 0, to: bytes.count, by: pieces).map {
            Array(bytes[$0..<min($0 + pieces, bytes.count)])
        }
        let headers = [("Content-Type", "application/json"), ("ETag", "\"one\"")]
        return .answer(status, headers: headers, chunks: chunks, then: nil)
    }

    /// What two readings of a list come to: places of the first, ids of what was decoded.
    private static func news(_ before: [String], _ after: FakeTransport.Turn) async throws -> [String] {
        let transport = FakeTransport(turn(text(before)), after)
        let platform = HTTPPlatform.test(transport)
        let first = try await platform.items(of: "e1", since: nil)
        while try await first.next() != nil {}
        let second = try await platform.items(of: "e1", since: await first.end().mark)
        #expect(transport.requests.last?.headers.contains { $0 == ("If-None-Match", "\"one\"") } == true)
        var all: [String] = []
        while let pieces = try await second.next() {
            for piece in pieces {
                switch piece {
                case .same(let places): all += places.map { "\($0)" }
                case .item(let item): all.append(item.id.text)
                }
            }
        }
        #expect(await second.end().mark?.prints.count == all.count)
        return all
    }

    @Test func onlyWhatChangedIsDecoded() async throws {
        let before = (0..<40).map { Self.item($0) }
        var after = before
        (after[7], after[39]) = (Self.item(7, "passed"), Self.item(39, "failed"))
        let expected = (0..<40).map { [7, 39].contains($0) ? "i\($0)" : "\($0)" }
        for pieces in [1, 3, 50, 64, 1_000, 100_000] {
            #expect(try await Self.news(before, Self.turn(Self.text(after), pieces: pieces)) == expected, "\(pieces)")
        }
        #expect(try await Self.news(before, Self.turn(Self.text(before))) == (0..<40).map { "\($0)" })
    }

    @Test func whatMovedIsKnownWhereItStood() async throws {
        let before = (0..<20).map { Self.item($0) }
        for (after, expected) in [
            ([Self.item(99)] + before, ["i99"] + (0..<20).map { "\($0)" }),
            (Array(before.reversed()), (0..<20).reversed().map { "\($0)" }),
            (Array(before.dropFirst(3)), (3..<20).map { "\($0)" }),
            (before + [Self.item(50)], (0..<20).map { "\($0)" } + ["i50"]),
            (Array(before.prefix(4)), (0..<4).map { "\($0)" }), ([], []),
        ] {
            #expect(try await Self.news(before, Self.turn(Self.text(after))) == expected)
        }
    }

    @Test func aListThatIsAsItWasHasNoBody() async throws {
        let before = (0..<5).map { Self.item($0) }
        #expect(try await Self.news(before, Self.turn([], status: 304)) == ["0", "1", "2", "3", "4"])
    }

    @Test func aListWithARowWithoutIDIsReadAnew() async throws {
        let transport = FakeTransport(Self.turn(Self.text([Self.item(1), "{\"no\":1}"])))
        let news = try await HTTPPlatform.test(transport).items(of: "e1", since: nil)
        while try await news.next() != nil {}
        let end = await news.end()
        #expect(end.mark == nil)
        #expect(end.lost == 1)
    }

    // MARK: The server

    @Test func theServerSendsShortAndOnce() async throws {
        let platform = FakePlatform.sample()
        platform.edit { state in
            let one = state.items["e1"]?.first
            state.items["e1"] = (0..<300).compactMap { number in
                var item = one
                item?.id = ItemID("i\(number)")
                item?.status = .agentRunning
                return item
            }
        }
        let server = PlatformServer(platform: platform)
        let port = try await server.start()
        func ask(_ path: String, _ headers: [(name: String, value: String)]) async throws -> TransportResponse {
            let url = "http://127.0.0.1:\(port)/api/v1/org/acme/ws/main/evaluation/e1" + path
            return try await CurlTransport().send(TransportRequest(.get, url, headers: headers))
        }
        for path in ["", "/items"] {
            let plain = try await ask(path, [("Accept-Encoding", "identity")])
            let bytes = try await plain.body.collect()
            #expect(plain.headers["Content-Encoding"] == nil)
            let short = try await ask(path, [("Accept-Encoding", "br;q=1, gzip")])
            #expect(try await short.body.collect() == bytes)
            #expect(short.headers["Content-Encoding"] == (bytes.count < 1_400 ? nil : "gzip"))
            let tag = try #require(short.headers["ETag"])
            #expect(tag == plain.headers["ETag"])
            let again = try await ask(path, [("If-None-Match", "\"other\", \(tag)")])
            #expect(again.status == 304)
            #expect(try await again.body.collect().isEmpty)
            #expect(try await ask(path, [("If-None-Match", "\"other\"")]).status == 200)
        }
        let short = try await ask("/items", [("Accept-Encoding", "gzip")])
        let length = try #require(short.headers["Content-Length"].flatMap { Int($0) })
        #expect(length * 10 < (try await short.body.collect().count))
        await server.stop()
    }
}
