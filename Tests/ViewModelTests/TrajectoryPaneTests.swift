import App
import Panes
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import Reader

@Suite("The panes of a trajectory")
struct TrajectoryPaneTests {
    private func opened(
        steps: Int = 40, refusingAt refusal: Int? = nil, status: ItemStatus = .passed,
        size: Size = Size(width: 120, height: 40)
    ) -> StateDriver {
        let answers = Sample.workspace(
            items: [Sample.item(0, status: status), Sample.item(1)],
            document: Sample.document(steps: steps, refusingAt: refusal))
        var driver = StateDriver(size: size, answers: answers)
        driver.press("<enter><enter>")
        return driver
    }

    @Test("Enter on an item reads its trajectory from the start, a failed one from the end")
    func open() {
        #expect(opened().state.trajectory?.current == 0)
        #expect(opened(status: .failed).state.trajectory?.current == 39)
        #expect(opened().state.context == .body)
    }

    @Test("Scrolling goes through all steps and back; outline and body stay in step")
    func scrolling() {
        var driver = opened()
        var seen: Set<Int> = []
        for _ in 0..<600 {
            driver.press("j")
            guard let model = driver.state.trajectory else { break }
            seen.insert(model.current)
            let rows = model.reading.visibleRows()
            #expect(rows.contains { $0.position.step == model.current })
        }
        #expect(seen.count == 40)
        for _ in 0..<600 { driver.press("k") }
        #expect(driver.state.trajectory?.top == BodyPosition())
        #expect(driver.state.trajectory?.current == 0)
    }

    @Test("The end stands on the last row of the body")
    func end() {
        var driver = opened()
        driver.press("G")
        let rows = driver.state.trajectory?.reading.visibleRows() ?? []
        let last = driver.state.trajectory?.reading.rows(of: 39).rows.count ?? 0
        #expect(rows.last?.position == BodyPosition(step: 39, row: last - 1))
    }

    @Test("Steps are gone through by themselves, and by number")
    func steps() {
        var driver = opened()
        driver.press("}}}")
        #expect(driver.state.trajectory?.current == 3)
        driver.press("{")
        #expect(driver.state.trajectory?.current == 2)
        driver.press(":")
        driver.type("step 21")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 20)
        #expect(driver.state.trajectory?.top == BodyPosition(step: 20, row: 0))
        driver.press(":")
        driver.type("812")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 20)
        #expect(driver.state.message?.text == "Steps go from 1 to 40")
    }

    @Test("Find goes to the first match as it is typed; n and N go on")
    func find() {
        var driver = opened(refusingAt: 25)
        driver.press("/")
        driver.type("cannot")
        driver.press("<enter>")
        #expect(driver.state.trajectory?.current == 24)
        #expect(driver.state.trajectory?.options.pattern?.text == "cannot")
        driver.press("/^U")
        driver.type("second line")
        driver.press("<enter>")
        let first = driver.state.trajectory?.top
        driver.press("n")
        if let first, let now = driver.state.trajectory?.top { #expect(now > first) }
        driver.press("N")
        #expect(driver.state.trajectory?.top == first)
    }

    @Test("The match is on the screen wherever the step is folded")
    func findInFold() {
        var driver = opened()
        driver.press("zM")
        driver.press("/")
        driver.type("second line")
        let rows = driver.state.trajectory?.reading.visibleRows() ?? []
        #expect(rows.contains { entry in entry.row.spans.contains { $0.ink.slot == .match } })
    }

    @Test("Density changes every step; folding changes one part")
    func density() {
        var driver = opened()
        let full = driver.state.trajectory?.reading.rows(of: 0).rows.count ?? 0
        driver.press("x")
        #expect(driver.state.trajectory?.reading.rows(of: 0).rows.count == 1)
        driver.press("xx")
        #expect(driver.state.trajectory?.reading.rows(of: 0).rows.count == full)
    }

    @Test("z twice zooms, and so does z before a key that no sequence goes on with")
    func zoom() {
        var driver = opened()
        driver.press("z")
        #expect(driver.state.wish.isZoomed == false)
        driver.press("z")
        #expect(driver.state.wish.isZoomed)
        #expect(driver.state.layout.list == nil)
        driver.press("<esc>")
        #expect(driver.state.wish.isZoomed == false)
        driver.press("zj")
        #expect(driver.state.wish.isZoomed)
    }

    @Test("L and H walk through the samples of the list")
    func walk() {
        var driver = opened()
        driver.press("L")
        #expect(driver.state.trajectory?.item?.id == "item-1")
        driver.press("H")
        #expect(driver.state.trajectory?.item?.id == "item-0")
        driver.press("H")
        #expect(driver.state.message?.text == "No earlier item in the list")
    }

    @Test("A sample without a session says so and shows its error")
    func noSession() {
        var item = Sample.item(0, status: .infraError, error: "sandbox went away")
        item.sessionID = nil
        var driver = StateDriver(answers: Sample.workspace(items: [item]))
        driver.press("<enter><enter>")
        #expect(driver.state.trajectory?.phase == .absent("No session: sandbox went away"))
    }

    @Test("A link to a session reads it by itself; Esc goes to the evaluations")
    func sessionLink() {
        let answers = Sample.workspace(items: [], document: Sample.document(steps: 9))
        var driver = StateDriver(at: .session("abcdef", step: 4), answers: answers)
        #expect(driver.state.place == .trajectory)
        #expect(driver.state.trajectory?.current == 3)
        driver.press("<esc>")
        #expect(driver.state.place == .evaluations)
        #expect(driver.state.evaluations.rows.count == 1)
    }

    @Test("A place leads to the item and its step")
    func placeLink() {
        let workspace = Sample.workspace(
            items: [Sample.item(0), Sample.item(1)], document: Sample.document(steps: 9))
        let driver = StateDriver(at: .evaluation("eval-1", item: "item-1", step: 7)) { work in
            if case .evaluation = work { return [.evaluation(Sample.evaluation(1))] }
            return workspace(work)
        }
        #expect(driver.state.trajectory?.item?.id == "item-1")
        #expect(driver.state.trajectory?.current == 6)
    }

    @Test("A place leads to its evaluation, also where the list of all is there first")
    func placeOfEvaluation() {
        var driver = StateDriver(at: .evaluation("eval-1", item: nil, step: nil)) { work in
            if case .evaluation = work { return [] }
            return Sample.workspace(items: [Sample.item(0)])(work)
        }
        #expect(driver.state.place == .evaluations)
        driver.answer(.item, .evaluation(Sample.evaluation(1)))
        #expect(driver.state.place == .items)
        #expect(driver.state.items?.rows.count == 1)
    }

    @Test("Opening a sample makes it seen")
    func seen() {
        let driver = opened()
        #expect(driver.state.items?.facts(of: "item-0").seen == true)
        #expect(driver.state.items?.facts(of: "item-1").seen == false)
    }

    @Test("At 40x10 the pane with the keys has the screen")
    func small() {
        var driver = opened(size: Size(width: 40, height: 10))
        #expect(driver.state.layout.list == nil)
        #expect(driver.state.trajectory?.reading.visibleRows().count == 7)
        driver.press("<tab>")
        #expect(driver.state.layout.lower == nil)
    }

    @Test("Esc stops a trajectory that loads, then goes back")
    func stop() {
        let answers = Sample.workspace(items: [Sample.item(0)])
        var driver = StateDriver(answers: answers)
        driver.press("<enter><enter>")
        #expect(driver.state.trajectory?.phase == .loading)
        driver.press("<esc>")
        #expect(driver.works(in: .trajectory).last == .cancel)
        #expect(driver.state.place == .trajectory)
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }
}
