import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Triage
@testable import ViewModels

@Suite("The search over every sample")
struct HitsTests {
    private func searching(
        _ results: @escaping (String) -> SearchResult, status: JobStatus = .completed
    ) -> StateDriver {
        let workspace = Sample.workspace(
            items: (0..<10).map { Sample.item($0, status: $0 < 5 ? .failed : .passed) }, status: status,
            document: Sample.document(steps: 30, refusingAt: 17))
        var driver = StateDriver { work in
            if case .search(_, let query, _) = work { return [.found(results(query))] }
            if case .locate(let reference, let words) = work {
                let document = reference.document
                let step = (0..<document.stepCount).first { index in
                    document.step(index).map { words.isAnswered(by: $0) } ?? false
                }
                return [.located(step)]
            }
            return workspace(work)
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
        let rows = driver.state.trajectory?.visibleRows() ?? []
        #expect(rows.contains { entry in entry.row.spans.contains { $0.ink.slot == .match } })
        // Two words are lit in that step; behind the last one comes the next sample.
        for _ in 0..<4 where driver.state.trajectory?.item?.id == "item-3" { driver.press("n") }
        #expect(driver.state.trajectory?.item?.id == "item-4")
        driver.press("<esc>")
        #expect(driver.state.place == .hits)
        #expect(driver.state.hits?.selectedHit?.itemID == "item-4")
    }

    @Test("A match in the error opens the item's detail")
    func errorMatch() {
        var driver = searching { _ in SearchResult(hits: [hit(3, count: 0, in: "error")]) }
        driver.type("timeout")
        driver.press("<enter><enter>")
        #expect(driver.state.place == .items)
        #expect(driver.state.context == .detail)
        #expect(driver.state.detail.title == "task-3")
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

    @Test("The sweep shows who refused as it goes, stays when it is stopped, and gives the items a column")
    func sweep() {
        var driver = searching { _ in SearchResult() }
        driver.press("<esc>R")
        let finding = RefusalFinding(
            step: 17, phrase: "I cannot help", snippet: "…", isStructured: false, place: .middle)
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

    @Test("Query words: phrases, or, and what must not be there")
    func words() {
        #expect(QueryWords("one \"two three\" -four").words == ["one", "two three"])
        #expect(QueryWords("one or two").isAny)
        #expect(QueryWords("-x").pattern == nil)
        #expect(QueryWords.stem("running") == "run")
        #expect(QueryWords.stem("cat") == "cat")
    }
}
