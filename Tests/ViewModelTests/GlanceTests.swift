import App
import Panes
import Platform
import RichText
import Shell
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import Reader

@Suite("The evaluation at a glance, and groups")
struct GlanceTests {
    private func items() -> [EvaluationItem] {
        (0..<12).map { number in
            var item =
                number.isMultiple(of: 3)
                ? Sample.item(number, status: .failed, error: "exit code \(number)") : Sample.item(number)
            item.taskName = "task-\(number / 4)"
            return item
        }
    }

    private func opened(_ status: JobStatus = .completed) -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: items(), status: status))
        driver.press("<enter>")
        return driver
    }

    private func text(_ driver: StateDriver) -> String {
        guard case .text(let pane) = driver.state.overlay else { return "" }
        return pane.lines.map { ($0.lead + $0.spans).map(\.text).joined() }.joined(separator: "\n")
    }

    @Test("i shows the pass rate with its interval, the statuses, the classes and the matrix")
    func glance() {
        var driver = opened()
        driver.press("i")
        let text = text(driver)
        #expect(text.contains("66.7% of 12 scored (95% CI 39.1-86.2%)") && text.contains("; 8 of "))
        #expect(text.contains("Why they failed"))
        #expect(text.contains("≈ flaky"))
        #expect(text.contains("claude") && text.contains("gpt"))
        driver.press("<esc>")
        #expect(driver.state.overlay == nil)
    }

    @Test("Classes with one text are told apart by how they ended")
    func alike() {
        let items = [
            Sample.item(0, status: .failed, error: "no route"), Sample.item(1, status: .timedOut, error: "no route"),
            Sample.item(2, status: .failed, error: "no disk"),
        ]
        var driver = StateDriver(answers: Sample.workspace(items: items))
        driver.press("<enter>i")
        let lines = text(driver).split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("no route (failed)") })
        #expect(lines.contains { $0.hasSuffix("no route (timed out)") })
        #expect(lines.contains { $0.hasSuffix("no disk") })
    }

    @Test("The platform's analytics are shown where they differ, and asked for only when the evaluation has ended")
    func analytics() {
        var driver = opened()
        driver.press("i")
        #expect(driver.asked(in: .analytics) == [.analytics("eval-1")])
        driver.answer(
            .analytics,
            .analytics([
                "pass_rate": 0.5, "passed_count": 8, "failed_count": 4, "total_samples": "nan", "error_count": 0,
            ]))
        #expect(text(driver).contains("50% there, 67% here"))
        #expect(!text(driver).contains("8 there"))
        var running = opened(.running)
        running.press("i")
        #expect(running.works(in: .analytics).isEmpty)
    }

    @Test("Analytics that say something absurd are no figures")
    func absurd() {
        var driver = opened()
        driver.press("i")
        driver.answer(.analytics, .analytics(["pass_rate": .number("1e400"), "passed_count": .number("-1e300")]))
        #expect(!text(driver).contains("there"))
    }

    @Test("i in the list of evaluations loads the items for it")
    func fromTheList() {
        var driver = StateDriver(answers: Sample.workspace(items: items()))
        driver.press("i")
        #expect(driver.state.place == .evaluations)
        #expect(text(driver).contains("66.7% of 12 scored"))
    }

    @Test("e again groups by the next thing; Enter opens a group")
    func groups() {
        var driver = opened()
        driver.press("ee")
        #expect(driver.state.items?.classes?.grouping == .task)
        #expect(driver.state.items?.classes?.groups.map(\.name) == ["task-0", "task-1", "task-2"])
        driver.press("<enter>")
        #expect(driver.state.items?.visible.count == 4)
        #expect(driver.state.items?.classes?.openedTitle == "task task-0")
        driver.press("<esc>:")
        driver.type("group model")
        driver.press("<enter>")
        #expect(driver.state.items?.classes?.groups.map(\.name).sorted() == ["claude", "gpt"])
        driver.press(":")
        driver.type("group colour")
        driver.press("<enter>")
        #expect(driver.state.message?.text.contains("worker") == true)
    }

    @Test("Groups are of what the filter leaves")
    func filtered() {
        var driver = opened()
        driver.press("/")
        driver.type("task:task-0")
        driver.press("<enter>e")
        #expect(driver.state.items?.classes?.total == 2)
    }

    @Test("A class is named; the name is stored under its signature and shown, here and in the next evaluation")
    func names() throws {
        var driver = opened()
        driver.press("e:")
        driver.type("name bad exit")
        driver.press("<enter>")
        let classes = try #require(driver.state.items?.classes)
        let failures = try #require(classes.selected)
        #expect(classes.title(of: failures) == "bad exit")
        #expect(driver.stored.last == .nameClass(failures.id, "bad exit"))
        driver.press("<esc>i")
        #expect(text(driver).contains("bad exit"))
        var next = opened()
        next.answer(.classNames, .classNames([failures.id: "known"]))
        next.press("e<enter>")
        #expect(next.state.items?.classes?.openedTitle == "known")
    }
}
