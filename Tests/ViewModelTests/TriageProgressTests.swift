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

@Suite("How far the triage is, and what is done to many items")
struct TriageProgressTests {
    /// Three failures of one class, then two of another, between items that passed.
    private func opened(classes: Bool = false) -> StateDriver {
        let errors = ["disk full", nil, "disk full", "no route to host", nil, "disk full", "no route to host"]
        let items = errors.enumerated().map { number, error in
            error.map { Sample.item(number, status: .failed, error: $0) } ?? Sample.item(number)
        }
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press(classes ? "<enter>e" : "<enter>")
        return driver
    }

    private func positions(_ driver: StateDriver) -> [Int] { driver.state.subject.items.map(\.position) }

    @Test("Each class says how many of it were looked at and judged")
    func classes() {
        var driver = opened(classes: true)
        driver.press("<enter><enter><esc><esc>")
        let model = driver.state.items?.classes
        let first = model?.classes.first.flatMap { model?.triage[$0.id] }
        #expect(first?.total == 3 && first?.seen == 1 && first?.judged == 0 && first?.left == 2)
    }

    @Test("The reader says where one is in the class, and how many of it are unseen")
    func reader() {
        var driver = opened(classes: true)
        driver.press("<enter><enter>")
        #expect(driver.state.news.map(\.text).joined().hasPrefix("1 of 3 · 2 unseen"))
        driver.press("]f")
        #expect(driver.state.news.map(\.text).joined().hasPrefix("2 of 3 · 1 unseen"))
    }

    @Test("After the last unseen failure of a class comes the first of the next one, and at the end nothing")
    func nextClass() {
        var driver = opened(classes: true)
        driver.press("<enter><enter>]f]f")
        #expect(driver.state.trajectory?.item?.position == 5)
        driver.press("]f")
        #expect(driver.state.trajectory?.item?.position == 3)
        #expect(driver.state.items?.classes?.openedTitle == "no route to host")
        driver.press("]f]f")
        #expect(driver.state.trajectory?.item?.position == 6)
        #expect(driver.state.message?.tone == .good)
    }

    @Test("Rows are selected one by one and as a range; the selection is what commands act on")
    func selection() {
        var driver = opened()
        driver.press("<space><space>jVj")
        #expect(positions(driver) == [0, 1, 3, 4])
        driver.press("<esc>")
        #expect(positions(driver) == [0, 1])
        driver.press("<esc>")
        #expect(driver.state.subject.kind == .item)
    }

    @Test("Rows are selected by a filter, all of them, or none")
    func selectionByFilter() {
        var driver = opened()
        driver.run("select is:failed")
        #expect(positions(driver) == [0, 2, 3, 5, 6])
        driver.run("select none")
        #expect(driver.state.subject.kind == .item)
        driver.run("select all")
        #expect(positions(driver).count == 7)
    }

    @Test("A note on a selection is asked for with its number, goes to each item, and is taken back at once")
    func bulkNote() {
        var driver = opened()
        driver.press("<space>j<space>")
        driver.run("note same machine")
        #expect(driver.state.prompt?.label == "note on 2 items: ")
        driver.press("<enter>")
        let noted = driver.state.items?.facts.values.filter { $0.note == "same machine" }.count
        #expect(noted == 2)
        #expect(driver.state.items?.hasSelection == false)
        driver.press("Z")
        #expect(driver.state.items?.facts.values.allSatisfy { $0.note == nil } == true)
    }

    @Test("An item has several marks; one is added, one taken away, all of them at once")
    func tags() {
        var driver = opened()
        driver.run("mark infra")
        driver.run("mark +flaky")
        #expect(driver.state.items?.facts(of: "item-0").mark == "infra flaky")
        driver.run("filter mark:flaky")
        #expect(driver.state.items?.visible.count == 1)
        driver.run("mark -infra")
        #expect(driver.state.items?.facts(of: "item-0").mark == "flaky")
        driver.run("mark none")
        #expect(driver.state.items?.facts(of: "item-0").mark == nil)
    }

    @Test("A mark on a selection asks first, with its number")
    func bulkMark() {
        var driver = opened()
        driver.run("select is:failed")
        driver.run("mark infra")
        #expect(driver.state.prompt?.label.contains("5 items") == true)
        driver.press("y<enter>")
        #expect(driver.state.items?.markCount == 5)
    }

    @Test("A search that begins in a filter or a class asks those items only, and says so")
    func searchInside() {
        var driver = opened(classes: true)
        driver.press("<enter>s")
        #expect(driver.state.hits?.filter.scope?.words == "class disk full")
        #expect(driver.state.hits?.filter.scope?.items.count == 3)
        driver.press("<esc>,i<esc><esc>")
        driver.press("s")
        #expect(driver.state.hits?.filter.scope == nil)
    }

    @Test("Groups are sorted by what is left, by time and by name")
    func order() {
        var driver = opened(classes: true)
        driver.press("oo")
        #expect(driver.state.items?.classes?.order == .recent)
        driver.press("o")
        #expect(driver.state.items?.classes?.classes.map(\.title) == ["disk full", "no route to host"])
        driver.press("oG<enter>e")
        #expect(driver.state.items?.classes?.isListing == true)
        #expect(driver.state.items?.classes?.grouping == nil)
    }
}
