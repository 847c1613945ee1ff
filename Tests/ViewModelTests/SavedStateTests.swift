import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import App
@testable import Panes
@testable import Reader

@Suite("Coming back")
struct ResumptionTests {
    private let items = (0..<8).map { Sample.item($0, status: $0.isMultiple(of: 2) ? .failed : .passed) }

    private func opened() -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: items, document: Sample.document(steps: 5)))
        driver.press("<enter>")
        return driver
    }

    private func type(_ line: String, in driver: inout StateDriver) {
        driver.press(":")
        driver.type(line)
        driver.press("<enter>")
    }

    @Test("The next run begins at the item and step where the last one ended, with its filter")
    func place() throws {
        var driver = opened()
        type("filter is:failed", in: &driver)
        driver.press("j<enter>")
        type("step 3", in: &driver)
        let left = driver.state.resumption(after: SavedState(), keepsPlace: true)
        let read = SavedState(try JSONParser.parse(left.json.bytes))
        #expect(read == left)
        var next = AppState(size: Size(width: 100, height: 30), scope: driver.state.scope, now: StateDriver.start)
        #expect(next.resume(read, keepsPlace: true) == .evaluation("eval-1", item: "item-2", step: 3))
        #expect(next.lists["eval-1"] == ListState(filter: "is:failed", sort: "", selected: "item-2"))
        #expect(next.history["command"] == ["filter is:failed", "step 3"])
        var elsewhere = driver.state.scope
        elsewhere.workspace = "other"
        var other = AppState(size: Size(width: 100, height: 30), scope: elsewhere, now: StateDriver.start)
        #expect(other.resume(read, keepsPlace: true) == nil)
    }

    @Test("Where places are not kept there is none, and an earlier one stays as it was")
    func noPlace() {
        var driver = opened()
        let earlier = driver.state.resumption(after: SavedState(), keepsPlace: true)
        driver.press("j")
        let later = driver.state.resumption(after: earlier, keepsPlace: false)
        #expect(later.spot(in: driver.state.scope) == earlier.spot(in: driver.state.scope))
        #expect(driver.state.resumption(after: SavedState(), keepsPlace: false).spots.isEmpty)
    }

    @Test("A list that is opened again within the run is as it was left")
    func list() {
        var driver = opened()
        type("filter is:failed", in: &driver)
        driver.press("jj")
        let memory = driver.state.items?.memory
        #expect(memory?.selected == "item-4")
        driver.configure { state in
            _ = state.loadItems(of: Sample.evaluation(2))
            #expect(state.items?.filter.isEmpty == true)
            _ = state.loadItems(of: Sample.evaluation(1))
            _ = state.itemsPane?.list.apply(.items(items, isFirst: true, isLast: true, .fresh))
        }
        #expect(driver.state.items?.memory == memory)
    }

    @Test("Damaged state is no state")
    func damaged() {
        let json: JSONValue = ["history": 3, "filters": ["a": 1], "places": [["workspace": "x"], 7]]
        #expect(SavedState(json) == SavedState())
    }

    @Test("A filter is saved by name, used by name, and taken away")
    func filters() {
        var driver = opened()
        type("filter is:failed", in: &driver)
        type("save bad", in: &driver)
        type("filter", in: &driver)
        #expect(driver.state.items?.visible.count == 8)
        type("filter @bad", in: &driver)
        #expect(driver.state.items?.visible.count == 4)
        type("filter @worse", in: &driver)
        #expect(driver.state.message?.text.contains("@bad") == true)
        #expect(driver.state.resumption(after: SavedState(), keepsPlace: false).filters == ["bad": "is:failed"])
    }

    @Test("A report goes to a file that is named; without one that is said")
    func report() {
        var driver = opened()
        type("report", in: &driver)
        #expect(driver.state.message?.tone == .warning)
        type("report! out.md", in: &driver)
        #expect(driver.terminal.last == .report(.items, to: "out.md", replacing: true, masking: true))
    }

    @Test("The time left is reckoned from what ended so far")
    func timeLeft() {
        var evaluation = Sample.evaluation(1, status: .running)
        evaluation.startedAt = StateDriver.start
        var model = ItemsModel(evaluation: evaluation)
        let running = (0..<8).map { Sample.item($0, status: $0 < 4 ? .passed : .queued) }
        _ = model.apply(.items(running, isFirst: true, isLast: true, .fresh))
        #expect(model.timeLeft(now: StateDriver.start + 100) == 100)
        #expect(model.timeLeft(now: StateDriver.start) == nil)
    }
}
