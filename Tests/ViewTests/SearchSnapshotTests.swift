import Platform
import Terminal
import TestSupport
import Testing
import Trajectory

@testable import Reader
@testable import Shell
@testable import Views

@Suite("Searches as they should look")
struct SearchSnapshotTests {
    private func check(_ driver: StateDriver, _ name: String) throws {
        try assertScreen(driver.state, named: "search-\(name)")
    }

    /// The hits pane of an evaluation of six items, where searches answer so.
    private func searching(_ size: Size, _ answer: @escaping (String) -> [EffectResult]) -> StateDriver {
        let items = (0..<6).map { Sample.item($0, status: $0 < 3 ? .failed : .passed) }
        let workspace = Sample.workspace(items: items)
        var driver = StateDriver(size: size) { work in
            if case .search(_, let query, _) = work { return answer(query) }
            return workspace(work)
        }
        driver.press("<enter>s")
        return driver
    }

    private static let hits: [SearchHit] = [
        SearchHit(
            itemID: "item-1", matchCount: 12, matchedIn: "transcript", sessionID: "session-1",
            snippet: "…and so I <b>cannot</b> help with breaking into the login page of somebody else's machine…"),
        SearchHit(
            itemID: "item-4", matchCount: 1, matchedIn: "transcript", sessionID: "session-4",
            snippet: "the agent can’t open it: \u{1b}[31mcannot\u{1b}[0m open shared object file"),
        SearchHit(
            itemID: "item-2", matchCount: 0, matchedIn: "error", sessionID: "session-2",
            snippet: "the sandbox cannot be reached"),
        SearchHit(itemID: "item-x1", matchCount: 1, matchedIn: "transcript", sessionID: nil, snippet: "cannot"),
    ]

    private static func message(_ seq: Int, _ role: String, _ content: String, step: Int?, _ part: String? = nil)
        -> MessageHit
    {
        var hit = MessageHit(id: "m\(seq)", seq: seq, role: role, content: content)
        hit.step = step
        hit.part = part
        return hit
    }

    @Test("Hits, one of them unfolded", arguments: Snapshot.sizes)
    func hits(size: Size) throws {
        var driver = searching(size) { _ in
            [.found(SearchResult(hits: Self.hits, coverage: SearchCoverage(indexed: 3, total: 6, unreadable: 1)))]
        }
        driver.type("cannot")
        driver.press("<enter>x")
        driver.answer(
            .messageSearch,
            .messages(
                MessageSearchResult(hits: [
                    Self.message(2, "user", "You cannot use sudo here.", step: 2),
                    Self.message(7, "assistant", "echo cannot", step: 4, "call"),
                    Self.message(8, "tool", "bash: cannot create /etc/x: Read-only file system", step: 4),
                    Self.message(9, "assistant", "I cannot help with that.", step: nil),
                ])))
        driver.press("jjj")
        try check(driver, "hits")
    }

    @Test("What may be typed; nothing found; what makes no sense; a failure", arguments: Snapshot.sizes)
    func withoutHits(size: Size) throws {
        var driver = searching(size) { query in
            query == "lost" ? [.failed(PlatformError(.unreachable))] : [.found(SearchResult())]
        }
        try check(driver, "empty")
        driver.type("\"no such thing\"")
        driver.press("<enter>")
        try check(driver, "nothing")
        driver.press("s^U")
        driver.type("/a(/")
        try check(driver, "problem")
        driver.press("^U")
        driver.type("lost")
        driver.press("<enter>")
        try check(driver, "failure")
    }

    @Test(
        "A server whose search knows words alone, before its trajectories are read and meanwhile",
        arguments: Snapshot.sizes)
    func reading(size: Size) throws {
        var driver = searching(size) { _ in [.failed(PlatformError(.unsupported))] }
        driver.type("/cann.t/")
        driver.press("<enter>")
        try check(driver, "words-alone")
        driver.press("<enter>")
        var part = SearchResult(
            hits: Array(Self.hits.prefix(2)), coverage: SearchCoverage(indexed: 4, total: 6, unreadable: 0))
        part.coverage?.isRead = true
        driver.answer(.search, .foundSoFar(part))
        try check(driver, "reading")
    }

    @Test("A hit is opened, and its document is on the way", arguments: Snapshot.sizes)
    func pendingHit(size: Size) throws {
        var driver = searching(size) { _ in [.found(SearchResult(hits: Self.hits))] }
        driver.type("cannot")
        driver.press("<enter><enter>")
        driver.answer(.place, .due)
        driver.answer(
            .place,
            .messages(
                MessageSearchResult(hits: [
                    Self.message(58, "assistant", "I looked at it for a while and I cannot help with that.", step: 30)
                ])))
        let growing = try #require(GrowingDocument(Sample.document(steps: 60, refusingAt: 30)))
        growing.advance(to: 0.25)
        driver.answer(.trajectory, .document(growing.document, .trajectory(.atif)))
        try check(driver, "awaited")
        growing.advance(to: 0.75)
        driver.answer(.trajectory, .documentGrew)
        driver.answer(.locate, .located(29))
        try check(driver, "arrived")
    }
}
