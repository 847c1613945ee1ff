import App
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import Panes
@testable import Reader
@testable import Shell

@Suite("Two evaluations compared, and the detail of an item")
struct ComparisonPaneTests {
    private func item(_ number: Int, _ status: ItemStatus, of evaluation: EvaluationID) -> EvaluationItem {
        var item = Sample.item(number, status: status)
        item.id = ItemID("\(evaluation.text)-\(number)")
        item.evaluationID = evaluation
        return item
    }

    private func compared() -> StateDriver {
        let before = [ItemStatus.passed, .failed, .passed].enumerated().map {
            item($0.offset, $0.element, of: "eval-0")
        }
        let after = [ItemStatus.failed, .passed, .passed].enumerated().map { item($0.offset, $0.element, of: "eval-1") }
        return StateDriver { work in
            switch work {
            case .evaluations:
                let evaluations = [Sample.evaluation(0), Sample.evaluation(1)]
                return [.evaluations(Page(items: evaluations, total: 2, page: 1, pageSize: 50), .fresh)]
            case .compare:
                let (old, new) = (before.map { ItemRow($0) }, after.map { ItemRow($0) })
                let comparison = Comparison(before: old, after: new, now: StateDriver.start)
                return [.compared(ComparisonResult(comparison: comparison, before: old, after: new))]
            case .items(let id, _, _):
                return [.items(id == "eval-0" ? before : after, isFirst: true, isLast: true, .fresh)]
            default: return []
            }
        }
    }

    @Test("c on one evaluation and on another compares the two, what broke first")
    func compare() {
        var driver = compared()
        driver.press("cjc")
        #expect(driver.state.place == .comparison)
        #expect(driver.asked(in: .comparison) == [.compare(ComparedItems("eval-0"), ComparedItems("eval-1"))])
        #expect(driver.state.comparison?.visible.map(\.change) == [.broken, .fixed, .stillPassing])
        driver.press("<esc>")
        #expect(driver.state.place == .evaluations)
    }

    @Test("Within an evaluation of several models c offers to compare them")
    func models() throws {
        let rows = (0..<4).map { Sample.item($0, status: $0 == 1 ? .failed : .passed) }
        let workspace = Sample.workspace(items: rows)
        var driver = StateDriver { work in
            guard case .compare(let before, let after) = work else { return workspace(work) }
            let (old, new) = (
                rows.filter { $0.model == before.model }.map { ItemRow($0) },
                rows.filter { $0.model == after.model }.map { ItemRow($0) }
            )
            let comparison = Comparison(before: old, after: new, now: StateDriver.start)
            return [.compared(ComparisonResult(comparison: comparison, before: old, after: new))]
        }
        driver.press("<enter>c")
        guard case .menu(let menu) = driver.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.choices.map(\.label) == ["gpt with claude", "another item", "the evaluation with another"])
        driver.press("<enter>")
        #expect(driver.state.place == .comparison)
        #expect(
            driver.asked(in: .comparison) == [
                .compare(ComparedItems("eval-1", model: "gpt"), ComparedItems("eval-1", model: "claude"))
            ])
        #expect(try #require(driver.state.comparison?.compared).before.map(\.item.id) == ["item-0", "item-2"])
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }

    @Test("c twice on one evaluation takes the first press back")
    func twice() {
        var driver = compared()
        driver.press("cc")
        #expect(driver.state.place == .evaluations)
        #expect(driver.state.comparing == nil)
    }

    @Test("Enter on a task reads both runs side by side, and from there each in its reader")
    func sides() {
        var driver = compared()
        driver.press("cjc<enter>")
        #expect(driver.state.place == .sides)
        #expect(driver.state.sides?.left.item.id == "eval-0-0" && driver.state.sides?.right.item.id == "eval-1-0")
        driver.press("<esc><esc>")
        #expect(driver.state.place == .comparison)
    }

    @Test("L opens the run after, H the run before; marks go to the evaluation of the run; back leads back")
    func open() {
        var driver = compared()
        driver.press("cjcL")
        #expect(driver.state.trajectory?.item?.id == "eval-1-0")
        #expect(driver.stored.last == .store("eval-1", ["eval-1-0": AnnotationChange(seen: .set(true))]))
        // The first Esc stops the load of the trajectory, which nobody answers here.
        driver.press("<esc><esc>")
        #expect(driver.state.place == .comparison)
        driver.press("H")
        #expect(driver.state.trajectory?.item?.id == "eval-0-0")
        #expect(driver.stored.last == .store("eval-0", ["eval-0-0": AnnotationChange(seen: .set(true))]))
    }

    @Test("x swaps the sides: another comparison is asked for, and the cursor stays on its task")
    func swap() {
        var driver = compared()
        driver.press("cjcjx")
        #expect(driver.asked(in: .comparison).last == .compare(ComparedItems("eval-1"), ComparedItems("eval-0")))
        #expect(driver.state.comparison?.sides.before.evaluation.id == "eval-1")
        #expect(driver.state.comparison?.selected?.task == "task-1")
        #expect(driver.state.message?.text == "before: evaluation 1")
    }

    @Test("o sorts the tasks, / filters them by name, change and outcome; the cursor stays on its task")
    func arrange() {
        var driver = compared()
        driver.press("cjcj")
        #expect(driver.state.comparison?.selected?.task == "task-1")
        driver.press("o")
        #expect(driver.state.comparison?.visible.map(\.task) == ["task-0", "task-1", "task-2"])
        #expect(driver.state.comparison?.selected?.task == "task-1")
        driver.press("/still pass<enter>")
        #expect(driver.state.comparison?.visible.map(\.task) == ["task-2"])
        driver.press("<esc>")
        #expect(driver.state.place == .comparison && driver.state.comparison?.visible.count == 3)
    }

    @Test("report in a comparison is of it, elsewhere of the items")
    func report() {
        var driver = compared()
        driver.press("cjc")
        driver.run("report x.md")
        #expect(driver.terminal.last == .report(.comparison, to: "x.md", replacing: false, masking: true))
        driver.press("<esc><enter>")
        driver.run("report! x.html")
        #expect(driver.terminal.last == .report(.items, to: "x.html", replacing: true, masking: true))
        driver.run("marks x.csv")
        #expect(driver.terminal.last == .report(.marks, to: "x.csv", replacing: false, masking: true))
    }

    @Test("f shows one kind of change after the other")
    func only() {
        var driver = compared()
        driver.press("cjcf")
        #expect(driver.state.comparison?.visible.map(\.change) == [.broken])
        driver.press("fff")
        #expect(driver.state.comparison?.visible.count == 3)
    }

    @Test("The life of an item is a bar, its stages in proportion, and a legend whose signs stay with their words")
    func timeline() throws {
        var item = Sample.item(1, status: .failed)
        item.queuedAt = StateDriver.start
        item.startedAt = StateDriver.start + 10
        item.agentFinishedAt = StateDriver.start + 90
        item.completedAt = StateDriver.start + 100
        func lines(_ item: EvaluationItem, _ width: Int) -> [RichLine] {
            ItemTimeline.lines(item, width: width, now: StateDriver.start)
        }
        let legend = "  · queued 10s  █ agent 1m20s  ▒ verifying 10s"
        let wide = try #require(lines(item, 200).first)
        #expect(wide.spans.prefix(3).map(\.text.count) == [4, 32, 4])
        #expect(wide.text.hasSuffix(legend))
        for width in 30...120 {
            let lines = lines(item, width)
            #expect(lines.allSatisfy { $0.rows(width: width, isWrapping: true).count == 1 }, "\(width)")
            #expect(lines.map(\.text).joined().hasSuffix(legend))
        }
        item.startedAt = StateDriver.start + -50
        #expect(!lines(item, 40).isEmpty)
        #expect(lines(Sample.item(2), 40).isEmpty)
    }

    @Test("A wide pane has two columns, a narrow one has the same lines below each other")
    func columns() {
        var item = Sample.item(1, status: .passed)
        item.queuedAt = StateDriver.start
        item.startedAt = StateDriver.start + 10
        let narrow = ItemDetail.lines(item, facts: .none, now: StateDriver.start, width: 80)
        let wide = ItemDetail.lines(item, facts: .none, now: StateDriver.start, width: 120)
        #expect(wide.count < narrow.count)
        #expect(wide.contains { $0.text.contains("Life") && $0.text.contains("Item") })
        #expect(wide.allSatisfy { TextWidth.width($0.text) <= 118 })
    }
}
