import Panes
import Platform
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import App
@testable import Reader
@testable import Shell

@Suite("The items of an evaluation")
struct ItemsTests {
    private func items(_ count: Int) -> [EvaluationItem] {
        (0..<count).map { number in
            number.isMultiple(of: 3)
                ? Sample.item(number, status: .failed, error: "sandbox exec: timeout after \(number) s")
                : Sample.item(number)
        }
    }

    private func opened(_ items: [EvaluationItem], status: JobStatus = .completed) -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: items, status: status))
        driver.press("<enter>")
        return driver
    }

    @Test("Enter opens the items of the selected evaluation")
    func open() {
        let driver = opened(items(30))
        #expect(driver.state.place == .items)
        #expect(driver.state.items?.rows.count == 30)
        #expect(driver.state.items?.counts[.failed] == 10)
    }

    @Test("Batches are shown as they arrive")
    func streaming() {
        var driver = StateDriver { work in
            if case .evaluations = work {
                return [.evaluations(Page(items: [Sample.evaluation(1)], total: 1, page: 1, pageSize: 50), .fresh)]
            }
            return []
        }
        driver.press("<enter>")
        driver.answer(.items, .items([Sample.item(0), Sample.item(1)], isFirst: true, isLast: false, .fresh))
        #expect(driver.state.items?.visible.count == 2)
        #expect(driver.state.items?.phase == .loading)
        driver.answer(.items, .items([Sample.item(2)], isFirst: false, isLast: true, .fresh))
        #expect(driver.state.items?.visible.count == 3)
        #expect(driver.state.items?.phase == .ready)
    }

    @Test("A refresh keeps the selection on its item and the screen where it is")
    func refresh() {
        var driver = opened(items(60), status: .running)
        for _ in 0..<40 { driver.press("j") }
        let before = driver.state.items?.cursor
        var changed = items(60)
        changed.insert(Sample.item(100), at: 0)
        changed[0].position = -1
        changed[5].status = .timedOut
        driver.answers = Sample.workspace(items: changed, status: .running)
        driver.press("r")
        #expect(driver.state.items?.selected?.id == "item-40")
        #expect(driver.state.items?.cursor.selected == 41)
        // The rows under the eyes stay where they are although one came in above them.
        #expect(driver.state.items?.cursor.top == (before?.top ?? 0) + 1)
    }

    @Test("The filter is typed, takes effect as it is typed, and Esc brings back what was")
    func filter() {
        var driver = opened(items(30))
        driver.press("/")
        driver.type("status:failed")
        #expect(driver.state.items?.visible.count == 10)
        driver.press("<esc>")
        #expect(driver.state.items?.visible.count == 30)
        driver.press("/")
        driver.type("status:failed model:gpt")
        driver.press("<enter>")
        #expect(driver.state.items?.visible.count == 5)
        // Esc clears the filter first, then goes back.
        driver.press("<esc>")
        #expect(driver.state.place == .items)
        #expect(driver.state.items?.visible.count == 30)
        driver.press("<esc>")
        #expect(driver.state.place == .evaluations)
    }

    @Test("A filter that is not understood leaves the last one in force and says why")
    func wrongFilter() {
        var driver = opened(items(30))
        driver.press("/")
        driver.type("staus:failed")
        #expect(driver.state.prompt?.problem?.contains("status") == true)
        // Not what was on the way to it either: all items stay.
        #expect(driver.state.items?.filter.text == "" && driver.state.items?.visible.count == 30)
    }

    @Test("Failures that are the same failure are one class; Enter shows its items")
    func classes() {
        var driver = opened(items(30))
        driver.press("e")
        #expect(driver.state.items?.classes?.classes.count == 1)
        #expect(driver.state.items?.classes?.classes.first?.count == 10)
        driver.press("<enter>")
        #expect(driver.state.items?.visible.count == 10)
        driver.press("<esc>")
        #expect(driver.state.items?.classes?.isListing == true)
        driver.press("<esc>")
        #expect(driver.state.items?.classes == nil)
        #expect(driver.state.items?.visible.count == 30)
        #expect(driver.state.place == .items)
    }

    @Test("Outcomes that nobody knows are not drawn as passed, and columns with nothing in them are left out")
    func unknownOutcomes() {
        var item = Sample.item(0, status: ItemStatus(rawValue: "unknown"))
        item.model = nil
        let driver = opened([item])
        #expect(driver.state.items?.shownUse.said == [])
        let bar = OutcomeBar.spans(driver.state.items?.counts ?? ItemCounts(), width: 10)
        #expect(bar.map(\.ink.slot) == [.dim])
        #expect(opened(items(3)).state.items?.shownUse.said == [.model, .error])
    }

    @Test("Columns are those that the rows on the list say something in, and what few say is rare")
    func use() {
        var items = (0..<30).map { Sample.item($0) }
        items[20].status = .failed
        items[20].error = "no route"
        var driver = opened(items)
        #expect(driver.state.items?.shownUse.said == [.model, .error])
        #expect(driver.state.items?.shownUse.isRare(.error) == true)
        #expect(driver.state.items?.shownUse.isRare(.model) == false)
        #expect(driver.state.items?.shownUse.largestPosition == 29)
        #expect(driver.state.items?.shownUse.onlyModel == nil)
        driver.press("!")
        #expect(driver.state.items?.shownUse.isRare(.error) == false)
        driver.press("!/status:passed<enter>")
        #expect(driver.state.items?.shownUse.said == [.model])
    }

    @Test("Failed only, and back to all, on one key")
    func failedOnly() {
        var driver = opened(items(30))
        driver.press("!")
        #expect(driver.state.items?.visible.count == 10)
        driver.press("!")
        #expect(driver.state.items?.visible.count == 30)
    }

    @Test("Statuses are chosen from a menu with counts")
    func statusMenu() {
        var driver = opened(items(30))
        driver.press("f")
        guard case .menu(let menu) = driver.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.choices.map(\.label) == ["passed", "failed"])
        #expect(menu.choices.map(\.detail) == ["20", "10"])
        driver.press("j<space><enter>")
        #expect(driver.state.items?.visible.count == 10)
        #expect(driver.state.items?.filter.text == "status:failed")
    }

    @Test("While an evaluation runs its items are asked for again; F stops that")
    func follow() {
        var driver = opened(items(6), status: .running)
        #expect(driver.works(in: .followItems).last == .wait(5))
        driver.answer(.followItems, .due)
        #expect(driver.asked(in: .followItems).last == .evaluation("eval-1"))
        #expect(driver.asked(in: .items).count == 1)
        driver.answer(.followItems, .evaluation(Sample.evaluation(1, status: .running)))
        #expect(driver.asked(in: .items).last == .items("eval-1", isForced: true, isSettled: false))
        // Nothing changed: the next look is later.
        #expect(driver.works(in: .followItems).last == .wait(10))
        driver.press("F")
        #expect(driver.works(in: .followItems).last == .cancel)
        #expect(driver.state.items?.isFollowing == false)
    }

    @Test("The list is asked for where the evaluation's counts moved, at its end, and now and then")
    func looks() {
        var driver = opened(items(6), status: .running)
        func look(_ counts: [ItemStatus: Quantity], _ status: JobStatus = .running) -> Int {
            var evaluation = Sample.evaluation(1, status: status)
            evaluation.counts = ItemCounts(counts)
            driver.answer(.followItems, .due)
            driver.answer(.followItems, .evaluation(evaluation))
            return driver.asked(in: .items).count
        }
        #expect(look([.queued: 4, .passed: 2]) == 2, "what was counted before the first load is not known")
        #expect(look([.queued: 4, .passed: 2]) == 2)
        #expect(driver.works(in: .followItems).last == .wait(20))
        #expect(look([.queued: 3, .passed: 3]) == 3)
        let quiet = (0..<7).map { _ in look([.queued: 3, .passed: 3]) }
        #expect(quiet.last == 4 && quiet.filter { $0 == 3 }.count >= 4)
        #expect(look([.passed: 6], .completed) == 5)
        #expect(driver.state.message?.text.hasPrefix("evaluation 1 has ended: completed") == true)
    }

    @Test("Marks and notes are stored, shown and undone")
    func marks() {
        var driver = opened(items(6))
        driver.run("mark todo")
        #expect(driver.state.items?.facts(of: "item-0").mark == "todo")
        #expect(driver.stored.last == .store("eval-1", ["item-0": AnnotationChange(mark: .set("todo"))]))
        driver.press("m")
        driver.type("look again")
        driver.press("<enter>")
        #expect(driver.state.items?.facts(of: "item-0").note == "look again")
        driver.run("mark none")
        #expect(driver.state.items?.facts(of: "item-0").mark == nil)
        #expect(driver.state.items?.facts(of: "item-0").note == "look again")
    }

    @Test("The detail follows the selection when that rests, not with every key")
    func detail() {
        var driver = opened(items(30))
        #expect(driver.state.detail.title == "task-0")
        driver.press("jjj")
        #expect(driver.state.detail.title == "task-0")
        #expect(driver.works(in: .detail).count == 1)
        driver.answer(.detail, .due)
        #expect(driver.state.detail.title == "task-3")
    }

    @Test("Going back to a list costs no request")
    func back() {
        var driver = opened(items(6))
        driver.press("<esc><enter>")
        #expect(driver.state.place == .items)
        #expect(driver.works(in: .items).count == 1)
    }

    @Test("The menu of statuses shows which ones the filter lets pass, with how many there are")
    func statusMenuTicks() {
        var driver = opened(items(30))
        driver.press("fj<space><enter>")
        #expect(driver.state.items?.visible.count == 10)
        driver.press("f")
        guard case .menu(let menu) = driver.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.choices.map(\.isOn) == [false, true])
        #expect(menu.choices.map(\.detail) == ["20", "10"])
    }

    @Test("An evaluation that is meant opens, whichever answer comes first")
    func starting() {
        let workspace = Sample.workspace(items: [])
        let point = StartingPoint.evaluation("eval-1", item: nil, step: nil)
        var driver = StateDriver(at: point, answers: workspace)
        #expect(driver.state.place == .evaluations)
        driver.answer(.item, .evaluation(Sample.evaluation(1)))
        #expect(driver.state.place == .items)
        driver = StateDriver(at: point)
        driver.answer(.item, .evaluation(Sample.evaluation(1)))
        #expect(driver.state.place == .items)
    }
}
