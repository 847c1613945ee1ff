import Panes
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import App
@testable import Views

@Suite("The columns of lists")
struct ColumnTests {
    private typealias Row = (status: ItemStatus, name: String, model: String, text: String)
    private static let row: Row = (
        .failed, "web/graphql-introspection", "anthropic/claude-sonnet-4-5", String(repeating: "x", count: 300)
    )

    private func columns() -> [Column<Row>] {
        [
            .status(width: 13, rank: 4) { StatusStyle($0.status) },
            .names("Task", widest: Self.row.name.count) { Span($0.name) },
            .models(of: [Self.row.model], rank: 3) { $0.model },
            Column(title: "Bar", width: .flexible(least: 6, most: 12), rank: 7) { _ in Span("") },
            Column(title: "Text", width: .growing(least: 20, good: 60), rank: 0) { Span($0.text) },
        ]
    }

    private func shown(_ width: Int) -> [String: (width: Int, text: String)] {
        let layout = ColumnLayout(columns(), width: width)
        return Dictionary(
            uniqueKeysWithValues: layout.placed.map { ($0.column.name, ($0.width, $0.content(Self.row).text)) })
    }

    @Test("Bars go first, then the words of a status, then providers; names stay whole")
    func order() {
        let wide = shown(200)
        #expect(wide["task"]?.width == 25)
        #expect(wide["model"]?.text == "anthropic/claude-sonnet-4-5")
        #expect(wide["status"]?.text == "✘ failed")
        #expect(wide["bar"]?.width == 12)
        let usual = shown(100)
        #expect(usual["bar"]?.width == 6)
        #expect(usual["status"]?.text == "✘")
        #expect(usual["model"]?.text == "claude-sonnet-4-5")
        let narrow = shown(60)
        #expect(narrow["bar"] == nil)
        #expect(narrow["task"]?.width == 25)
    }

    @Test("The columns fill the width, and never more", arguments: [40, 60, 79, 80, 100, 119, 120, 200, 300])
    func fills(width: Int) {
        let placed = ColumnLayout(columns(), width: width).placed
        #expect(placed.reduce(0) { $0 + $1.width } + 2 * (placed.count - 1) <= max(width, 40))
        #expect(placed.last.map { $0.width >= 20 } == true)
    }

    // MARK: Chosen

    private func opened(_ line: String) -> StateDriver {
        var item = Sample.item(0)
        item.result = ["score": 0.25, "checks": ["build": ["ok": true]]]
        var driver = StateDriver(
            size: Size(width: 100, height: 24), answers: Sample.workspace(items: [item, Sample.item(1)]))
        driver.press("<enter>")
        driver.run(line)
        return driver
    }

    private func rows(_ driver: StateDriver) -> [String] {
        var buffer = CellBuffer(size: driver.state.size)
        Views.draw(driver.state, theme: .plain, into: &buffer)
        return (0..<buffer.size.height).map { buffer.line($0) }
    }

    @Test("Columns are chosen, ordered and made of what the verifier says")
    func chosen() {
        let driver = opened("columns task,result.score,ok=result.checks.build.ok,#")
        let screen = rows(driver)
        #expect(screen[2].split(separator: " ") == ["Task", "score", "ok", "#"])
        #expect(screen[3].contains("0.25") && screen[3].contains("true"))
        #expect(screen[4].split(separator: " ").count { $0 == "-" } == 2)
    }

    @Test("What is no column is told, with the nearest one; nothing changes")
    func unknown() {
        let driver = opened("columns task,stats")
        #expect(driver.state.message?.text.contains("status") == true)
        #expect(driver.state.columnsInView == nil)
    }

    @Test("The usual ones come back, and what was chosen is kept for the next visit")
    func kept() {
        var driver = opened("columns task,status")
        let kept = driver.state.resumption(after: .init(), keepsPlace: false)
        #expect(kept.columns == ["items": "task,status"])
        var next = StateDriver(answers: Sample.workspace(items: [Sample.item(0)]))
        next.configure { _ = $0.resume(kept, keepsPlace: false) }
        #expect(next.state.columns["items"]?.map(\.source) == ["task", "status"])
        driver.run("columns default")
        #expect(driver.state.columnsInView == nil)
    }

    @Test("Those that are there are offered to be changed")
    func offered() {
        let driver = opened("columns edit")
        #expect(driver.state.prompt?.input.text.hasPrefix("columns #,status,task") == true)
    }

    @Test("Every list has the columns that it names")
    func names() {
        for name in ColumnSet.all.first(where: { $0.list == "items" })?.columns ?? [] {
            let title = rows(opened("columns \(name)"))[2]
            #expect(!title.trimmingPrefix(" ").isEmpty, "\(name)")
        }
    }
}
