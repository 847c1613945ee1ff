import App
import Panes
import Platform
import Terminal
import TestSupport
import Testing

@testable import Reader
@testable import Shell

@Suite("The list of evaluations")
struct EvaluationsTests {
    /// A server with so many evaluations, in pages of the size asked for.
    private func server(_ count: Int) -> (PlatformWork) -> [EffectResult] {
        { work in
            guard case .evaluations(let query, _) = work else { return [] }
            let first = (query.page - 1) * query.pageSize
            let items = (first..<max(first, min(count, first + query.pageSize))).map { Sample.evaluation($0) }
            return [.evaluations(Page(items: items, total: count, page: query.page, pageSize: query.pageSize), .fresh)]
        }
    }

    @Test("Pages are fetched as the selection nears their end, each once")
    func paging() {
        var driver = StateDriver(answers: server(137))
        #expect(driver.state.evaluations.rows.count == 50)
        #expect(driver.state.evaluations.total == 137)
        for _ in 0..<200 { driver.press("j") }
        #expect(driver.state.evaluations.rows.count == 137)
        #expect(driver.state.evaluations.selected?.id == "eval-136")
        #expect(driver.works(in: .evaluations).count == 3)
    }

    @Test("A refresh asks for every page that is here and keeps the selection on its evaluation")
    func refresh() {
        var driver = StateDriver(answers: server(120))
        for _ in 0..<60 { driver.press("j") }
        #expect(driver.state.evaluations.selected?.id == "eval-60")
        let before = driver.works(in: .evaluations).count
        driver.answers = { work in
            guard case .evaluations(let query, _) = work else { return [] }
            let all = (0..<119).map { Sample.evaluation($0 + 1) }
            let first = (query.page - 1) * 50
            return [
                .evaluations(
                    Page(items: Array(all[first..<min(119, first + 50)]), total: 119, page: query.page, pageSize: 50),
                    .fresh)
            ]
        }
        driver.press("r")
        #expect(driver.works(in: .evaluations).count - before == 2)
        #expect(driver.state.evaluations.selected?.id == "eval-60")
        #expect(driver.state.evaluations.rows.first?.id == "eval-1")
    }

    @Test("A filter narrows what is here and fetches what is not")
    func filter() {
        var driver = StateDriver(answers: server(120))
        driver.press("/")
        driver.type("evaluation 11")
        driver.press("<enter>")
        // 11 and 110 to 119
        #expect(driver.state.evaluations.rows.count == 11)
        #expect(driver.state.evaluations.isComplete)
        driver.press("/")
        for _ in 0..<20 { driver.press("^U") }
        driver.press("<enter>")
        #expect(driver.state.evaluations.rows.count == 120)
    }

    @Test("A failure is the pane's state; rows that are here stay, and the next load works")
    func failure() {
        var driver = StateDriver(answers: server(10))
        driver.answers = { work in
            if case .evaluations = work { [.failed(PlatformError(.unreachable, detail: "refused"))] } else { [] }
        }
        driver.press("r")
        #expect(driver.state.evaluations.phase == .failed(PlatformError(.unreachable, detail: "refused")))
        #expect(driver.state.evaluations.rows.count == 10)
        driver.press("j")
        #expect(driver.state.evaluations.selected?.id == "eval-1")
        driver.answers = server(11)
        driver.press("r")
        #expect(driver.state.evaluations.phase == .ready)
        #expect(driver.state.evaluations.rows.count == 11)
    }

    @Test("An answer of an older request is dropped")
    func stale() {
        var driver = StateDriver()
        let old = driver.effects.last { $0.ticket.slot == .evaluations }
        driver.press("r")
        let page = Page(items: [Sample.evaluation(1)], total: 1, page: 1, pageSize: 50)
        if let old { driver.send(.answer(old.ticket, .evaluations(page, .fresh))) }
        #expect(driver.state.evaluations.rows.isEmpty)
        driver.answer(.evaluations, .evaluations(page, .fresh))
        #expect(driver.state.evaluations.rows.count == 1)
    }

    @Test("F asks again every 5 s while anything runs, and stops it")
    func follow() {
        var driver = StateDriver { work in
            guard case .evaluations = work else { return [] }
            let page = Page(items: [Sample.evaluation(1, status: .running)], total: 1, page: 1, pageSize: 50)
            return [.evaluations(page, .fresh)]
        }
        #expect(driver.works(in: .followEvaluations).isEmpty)
        driver.press("F")
        #expect(driver.works(in: .followEvaluations) == [.wait(5)])
        driver.answer(.followEvaluations, .due)
        #expect(driver.works(in: .evaluations).count == 3)
        driver.press("F")
        #expect(driver.works(in: .followEvaluations).last == .cancel)
    }

    @Test("Esc stops a load; what has come stays")
    func stop() {
        var driver = StateDriver()
        driver.press("<esc>")
        #expect(driver.works(in: .evaluations).last == .cancel)
        #expect(driver.state.evaluations.phase == .ready)
    }
}
