import App
import Archive
import Panes
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell
@testable import Triage

@Suite("What reading trajectories finds is what the index finds")
struct ReadingSearchTests {
    private static let queries = [
        "/nmap/", "/nmap -s[SV]/ in:call", "/(flag|token)\\{/", "/exit (code|status):? [1-9]/ in:error",
        "password in:agent", "http in:result", "never:bash", "never:nosuch", "never:b*", "bash>submit/3", "ends:error",
        "/ssh/ never:submit", "nmap in:agent,call", "\"no such file\" in:error", "/^never there$/",
    ]

    @Test("Over the demo, for every form of a query", arguments: queries)
    func equality(_ query: String) async throws {
        let demo = Subject.demo()
        let (evaluation, items) = try await demo.ended()
        let indexed = try await demo.search(evaluation.id, for: query)
        let read = try await ClientSideSearch(platform: demo).run(query, in: evaluation.id, items: items) { _ in }
        #expect(Dictionary(grouping: read.hits, by: \.itemID).allSatisfy { $0.value.count == 1 })
        func counts(_ result: SearchResult) -> [String] {
            result.hits.map { "\($0.itemID.short) \($0.matchCount) \($0.matchedIn)" }.sorted()
        }
        #expect(counts(read) == counts(indexed))
        #expect(read.coverage?.isRead == true && read.coverage?.unreadable == 0)
    }

    @Test("On a server whose search knows words alone Enter reads the trajectories, each once, and opens the step")
    func onTheScreen() async throws {
        let platform = FakePlatform.sample()
        let document = Sample.document(steps: 9, refusingAt: 4)
        platform.edit { $0.documents["s2"]?[.atif] = document.store.bytes(0..<document.store.count) }
        var live = LiveState(try await Subject.overHTTP(platform))
        await live.settle()
        live.press("<enter>")
        await live.settle()
        live.press("s")
        live.type("/cann.t help/ in:agent")
        live.press("<enter>")
        await live.settle()
        #expect(live.state.hits?.needsReading == true)
        live.press("<enter>")
        await live.settle()
        #expect(live.state.hits?.result?.hits.map(\.itemID) == ["i2"])
        #expect(live.state.hits?.result?.coverage?.indexed == 2)
        live.press("<enter>")
        await live.settle()
        #expect(live.state.trajectory?.item?.id == "i2" && live.state.trajectory?.current == 3)
        #expect(platform.calls.count { $0 == "trajectory s2 atif" } == 1)
        live.stop()
    }

    @Test("Some queries find something, so that this compares more than nothing")
    func something() async throws {
        let demo = Subject.demo()
        let (evaluation, _) = try await demo.ended()
        var found = 0
        for query in Self.queries where try await !demo.search(evaluation.id, for: query).hits.isEmpty { found += 1 }
        #expect(found >= 8)
    }
}
