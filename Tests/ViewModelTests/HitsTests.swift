import App
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import TextSearch
import Trajectory
import Wire

@testable import Panes
@testable import Reader
@testable import Triage

@Suite("The search over every sample")
struct HitsTests {
    private func searching(
        _ results: @escaping (String) -> SearchResult, status: JobStatus = .completed, server: String = "test"
    ) -> StateDriver {
        let workspace = Sample.workspace(
            items: (0..<10).map { Sample.item($0, status: $0 < 5 ? .failed : .passed) }, status: status,
            document: Sample.document(steps: 30, refusingAt: 17))
        let scope = PlatformScope(
            server: server, organization: "org", workspace: "ws", capabilities: .hasWebPages)
        var driver = StateDriver(scope: scope) { work in
            if case .search(_, let query, _) = work { [.found(results(query))] } else { workspace(work) }
        } computed: { work in
            guard let work = work as? LocateWork else { return [] }
            return work.results { try work.run($0) }
        }
        driver.press("<enter>s")
        return driver
    }

    private func hit(_ number: Int, count: Int = 1, in place: String = "transcript") -> SearchHit {
        SearchHit(
            itemID: ItemID("item-\(number)"), matchCount: count, matchedIn: place,
            sessionID: SessionID("session-\(number)"), snippet: "I cannot help")
    }

    @Test("Quick keys cost one request, sent when the typing pauses")
    func debounce() {
        var driver = searching { _ in SearchResult(hits: [hit(1)]) }
        driver.type("cannot")
        #expect(driver.works(in: .search).isEmpty)
        #expect(driver.works(in: .debounce).last == .wait(HitsModel.debounce))
        driver.answer(.debounce, .due)
        #expect(driver.works(in: .search).count == 1)
        #expect(driver.state.hits?.rows.count == 1)
    }

    @Test("A server is asked one thing at a time, and nothing of a single letter")
    func turns() {
        var driver = searching({ _ in SearchResult(hits: [hit(1)]) }, server: "https://api.test")
        driver.answers = { _ in [] }
        driver.type("c")
        driver.answer(.debounce, .due)
        #expect(driver.works(in: .search).isEmpty)
        driver.type("an")
        driver.answer(.debounce, .due)
        driver.type("not")
        driver.answer(.debounce, .due)
        #expect(driver.works(in: .search).count == 1)
        driver.answer(.search, .found(SearchResult(hits: [hit(1)])))
        #expect(driver.works(in: .search).count == 2)
        driver.answer(.search, .found(SearchResult(hits: [hit(2)])))
        #expect(driver.state.hits?.selectedHit?.itemID == "item-2")
    }

    @Test("Enter asks at once; what is answered is not asked again")
    func enter() {
        var driver = searching { _ in SearchResult(hits: [hit(1)]) }
        driver.type("cannot")
        driver.press("<enter>")
        #expect(driver.works(in: .search).count == 1)
        driver.press("s<enter>")
        #expect(driver.works(in: .search).count == 1)
    }

    @Test("A blank query asks nothing and shows nothing")
    func blank() {
        var driver = searching { _ in SearchResult(hits: [hit(1)]) }
        driver.type("   ")
        driver.press("<enter>")
        #expect(driver.works(in: .search).isEmpty)
        #expect(driver.state.hits?.rows.isEmpty == true)
    }

    @Test("An answer to an older query is dropped")
    func stale() {
        var driver = searching { _ in SearchResult() }
        driver.answers = { _ in [] }
        driver.type("one")
        driver.press("<enter>")
        let old = driver.effects.last { $0.ticket.slot == .search }
        driver.press("s")
        driver.type(" two")
        driver.press("<enter>")
        if let old { driver.send(.answer(old.ticket, .found(SearchResult(hits: [hit(1)])))) }
        #expect(driver.state.hits?.rows.isEmpty == true)
        driver.answer(.search, .found(SearchResult(hits: [hit(2)])))
        #expect(driver.state.hits?.selectedHit?.itemID == "item-2")
    }

    @Test("Enter opens the step that answers, the match on the screen; n goes on into the next sample")
    func toTheSentence() {
        var driver = searching { _ in SearchResult(hits: [hit(3), hit(4)]) }
        driver.type("cannot help")
        driver.press("<enter><enter>")
        #expect(driver.state.place == .trajectory)
        #expect(driver.state.trajectory?.item?.id == "item-3")
        #expect(driver.state.trajectory?.current == 16)
        let rows = driver.state.trajectory?.reading.visibleRows() ?? []
        #expect(rows.contains { entry in entry.row.spans.contains { $0.ink.slot == .match } })
        // Two words are lit in that step; behind the last one comes the next sample.
        for _ in 0..<4 where driver.state.trajectory?.item?.id == "item-3" { driver.press("n") }
        #expect(driver.state.trajectory?.item?.id == "item-4")
        driver.press("<esc>")
        #expect(driver.state.place == .hits)
        #expect(driver.state.hits?.selectedHit?.itemID == "item-4")
    }

    @Test(
        "A match in the error opens the item's detail, lit; Esc comes back to the same hit",
        arguments: ["error", "task_name"])
    func errorMatch(_ place: String) {
        var driver = searching { _ in SearchResult(hits: [hit(2), hit(3, count: 0, in: place)]) }
        driver.type("task")
        driver.press("<enter>j<enter>")
        #expect(driver.state.place == .items)
        #expect(driver.state.context == .detail)
        #expect(driver.state.detail.title == "task-3")
        #expect(driver.state.detail.visible.contains { row in row.contains { $0.ink.slot == .match } })
        driver.press("<esc>")
        #expect(driver.state.place == .hits)
        #expect(driver.state.hits?.selectedHit?.itemID == "item-3")
    }

    @Test("Hits are filtered by status and by where they matched; what is hidden is offered")
    func filter() {
        var driver = searching { _ in SearchResult(hits: [hit(1), hit(7), hit(8, count: 0, in: "error")]) }
        driver.type("cannot")
        driver.press("<enter>")
        #expect(driver.state.hits?.choices.map(\.label) == ["all", "passed", "failed", "in transcript", "in error"])
        driver.press("fjj<space><enter>")
        #expect(driver.state.hits?.rows.map(\.itemID) == ["item-1"])
        driver.configure { $0.hits?.show(["in error"]) }
        #expect(driver.state.hits?.rows.map(\.itemID) == ["item-8"])
        driver.configure { $0.hits?.show(["failed", "in error"]) }
        #expect(driver.state.hits?.rows.isEmpty == true)
        #expect(driver.state.hits?.broaderQuery?.words == "3 items that are not failed, in error")
        driver.press("<enter>")
        #expect(driver.state.hits?.rows.count == 3)
    }

    @Test(
        "Where nothing is found, the next wider search is named, and Enter makes it",
        arguments: [
            ("\"two words\"", "two words"), ("two words", "two or words"), ("in:agent cannot", "cannot"),
            ("/x/ in:call", "/x/"),
        ])
    func broaderQuery(_ query: String, _ next: String) {
        var driver = searching { $0 == next ? SearchResult(hits: [hit(1)]) : SearchResult() }
        driver.type(query)
        driver.press("<enter>")
        #expect(driver.state.hits?.rows.isEmpty == true)
        #expect(driver.state.hits?.broaderQuery?.query == next)
        driver.press("<enter>")
        #expect(driver.state.hits?.query == next)
        #expect(driver.state.hits?.rows.count == 1)
    }

    @Test("A query that makes no sense is told as it is typed, and nothing is asked")
    func problem() {
        var driver = searching { _ in SearchResult(hits: [hit(1)]) }
        driver.type("/a(/")
        #expect(driver.state.prompt?.problem?.isEmpty == false)
        driver.press("<enter>")
        #expect(driver.works(in: .search).allSatisfy { $0 == .cancel })
        driver.press("s<bs>)")
        driver.press("<enter>")
        #expect(driver.state.hits?.problem == nil)
    }

    @Test("Hits stream in while texts are read; Esc keeps what was found")
    func streaming() {
        var driver = searching { _ in SearchResult() }
        driver.answers = { _ in [] }
        driver.type("/cann.t/")
        driver.press("<enter>")
        var part = SearchResult(hits: [hit(1)], coverage: SearchCoverage(indexed: 9, total: 9, unreadable: 0))
        part.coverage?.read = 3
        driver.answer(.search, .foundSoFar(part))
        part.hits.append(hit(2))
        driver.answer(.search, .foundSoFar(part))
        #expect(driver.state.hits?.rows.count == 2)
        #expect(driver.state.hits?.phase == .loading)
        #expect(driver.state.hits?.fresh.isEmpty == true)
        let old = driver.effects.last { $0.ticket.slot == .search }
        driver.press("<esc>")
        #expect(driver.state.place == .hits)
        #expect(driver.state.hits?.phase == .ready)
        #expect(driver.works(in: .search).last == .cancel)
        if let old { driver.send(.answer(old.ticket, .found(SearchResult()))) }
        #expect(driver.state.hits?.rows.count == 2)
    }

    @Test("Asking for more where there was nothing costs no request")
    func narrowing() {
        var driver = searching { _ in SearchResult() }
        driver.type("nowhere")
        driver.answer(.debounce, .due)
        let before = driver.works(in: .search).filter { $0 != .cancel }.count
        let waits = driver.works(in: .debounce).count
        driver.type(" more")
        #expect(driver.works(in: .debounce).count == waits)
        driver.press("<enter>")
        #expect(driver.works(in: .search).filter { $0 != .cancel }.count == before)
        #expect(driver.state.hits?.answered == "nowhere more")
        driver.press("s^U")
        driver.type("else")
        #expect(driver.works(in: .debounce).last == .wait(HitsModel.debounce))
    }

    @Test("The pane says where one is, and the unfolded message is the one that opens")
    func place() {
        var driver = searching { _ in SearchResult(hits: [hit(3, count: 2), hit(4)]) }
        driver.type("message")
        driver.press("<enter>x")
        let found = [4, 20].map { MessageHit(id: "m\($0)", seq: $0, role: "assistant", content: "a message") }
        driver.answer(.messageSearch, .messages(MessageSearchResult(hits: found)))
        #expect(driver.state.hits?.place?.words == "item 1/2")
        driver.press("jj")
        #expect(driver.state.hits?.place?.words == "2/2 in item 1/2")
        driver.press("<enter>")
        // Each step of the sample document gives two messages.
        #expect(driver.state.trajectory?.current == 10)
        #expect(driver.state.hitPlace?.sample == 1)
    }

    @Test("While the evaluation runs the search repeats; what is new is marked and the selection stays")
    func live() {
        var found = SearchResult(hits: [hit(1, count: 3), hit(2, count: 2)])
        var driver = searching({ _ in found }, status: .running)
        driver.type("cannot")
        driver.press("<enter>j")
        #expect(driver.state.hits?.selectedHit?.itemID == "item-2")
        #expect(driver.works(in: .followSearch).last == .wait(5))
        found.hits.insert(hit(7, count: 9), at: 0)
        driver.answers = { work in if case .search = work { [.found(found)] } else { [] } }
        driver.answer(.followSearch, .due)
        #expect(driver.state.hits?.rows.count == 3)
        #expect(driver.state.hits?.fresh == ["item-7"])
        #expect(driver.state.hits?.selectedHit?.itemID == "item-2")
        driver.press("F")
        #expect(driver.works(in: .followSearch).last == .cancel)
    }

    @Test("A failure says so, typing goes on, and the next query works")
    func failure() {
        var driver = searching { _ in SearchResult() }
        driver.answers = { work in
            if case .search = work { [.failed(PlatformError(.status(500), detail: "boom"))] } else { [] }
        }
        driver.type("one")
        driver.press("<enter>")
        #expect(driver.state.hits?.phase == .failed(PlatformError(.status(500), detail: "boom")))
        driver.answers = { work in
            if case .search = work { [.found(SearchResult(hits: [hit(1)]))] } else { [] }
        }
        driver.press("s")
        driver.type(" two")
        driver.press("<enter>")
        #expect(driver.state.hits?.rows.count == 1)
    }

    @Test("A filter that asks who refused begins one sweep in the background, and knows when that has ended")
    func filterSweeps() {
        var driver = searching { _ in SearchResult() }
        driver.press("<esc>,i/")
        driver.type("has:refusal")
        driver.press("<enter>")
        #expect(driver.asked(in: .sweep).count == 1 && driver.state.place == .items)
        let finding = RefusalFinding(
            step: 17, phrase: "i cannot help", snippet: "…", strength: .full, source: .words, place: .middle)
        driver.answer(
            .sweep,
            .swept([ItemRefusals(item: "item-3", findings: [finding])], RefusalSweep.Progress(), isLast: true))
        #expect(driver.state.items?.facts(of: "item-3").refusals == 1)
    }

    @Test("The sweep shows who refused as it goes, stays when it is stopped, and gives the items a column")
    func sweep() {
        var driver = searching { _ in SearchResult() }
        driver.press("<esc>R")
        let finding = RefusalFinding(
            step: 17, phrase: "I cannot help", snippet: "…", strength: .full, source: .words, place: .middle)
        let found = ItemRefusals(item: "item-3", findings: [finding])
        driver.answer(.sweep, .swept([found], RefusalSweep.Progress(), isLast: false))
        #expect(driver.state.sweep?.results.count == 1)
        #expect(driver.state.sweep?.phase == .loading)
        driver.answer(.sweep, .swept([], RefusalSweep.Progress(), isLast: true))
        #expect(driver.state.items?.facts(of: "item-3").refusals == 1)
        #expect(driver.state.items?.facts(of: "item-4").refusals == 0)
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 16)
    }

    @Test(
        "What is lit up: every form of a word, phrases over marks, and nothing of what must not be there",
        arguments: [
            ("run -fox", "A Fox runs; running", ["runs", "running"]), ("chess", "caches of chess", ["chess"]),
            ("\"out of memory\"", "Out-of-memory", ["Out-of-memory"]), ("one or two", "Two", ["Two"]),
            ("case", "snake_case", ["case"]), ("/ab+/ in:agent", "xabbb", ["abbb"]), ("-x", "x", []),
            ("cafe", "Cafés, café", ["Cafés", "café"]), ("past", "pasta pasting", ["pasting"]), ("漏洞", "有漏洞", ["漏洞"]),
        ])
    func lighting(_ query: String, _ text: String, _ expected: [String]) {
        let bytes = Array(text.utf8)
        let lit = QueryWords(query).pattern?.matches(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
        #expect(lit ?? [] == expected)
    }
}
