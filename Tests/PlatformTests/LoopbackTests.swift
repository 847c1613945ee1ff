import Platform
import PlatformHTTP
import PlatformServer
import TestSupport
import Testing
import Wire

/// The client and the server together, over a real socket.
struct LoopbackTests {
    @Test func asksAndIsAnswered() async throws {
        let link = try await Loopback(FakePlatform.sample())
        let page = try await link.client.evaluations(EvaluationQuery())
        #expect(page.items.map(\.name) == ["web-easy", "web-hard", "crypto"])
        #expect(page.total == 3)
        #expect(try await link.client.items(of: "e1").collect().count == 3)
        await link.close()
    }
}
