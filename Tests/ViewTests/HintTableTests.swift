import App
import Panes
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import Views

/// What the foot of the screen offers in every pane and state, in one table that is kept.
@Suite("Hint lines of every pane")
struct HintTableTests {
    /// How a pane is come to, in the words of the table.
    private static let states: [(name: String, status: JobStatus, keys: String)] = [
        ("evaluations", .completed, ""), ("evaluations, running", .running, ""),
        ("evaluations, none", .completed, "/none<enter>"), ("items", .completed, "<enter>"),
        ("items, running, followed", .running, "<enter>"), ("items, running", .running, "<enter>F"),
        ("items, none", .completed, "<enter>/none<enter>"), ("item, its detail", .completed, "<enter><tab>"),
        ("failure classes", .completed, "<enter>e"),
        ("failure classes, none", .completed, "<enter>/status:passed<enter>e"),
        ("items of a class", .completed, "<enter>e<enter>"),
        ("hits, none", .completed, "<enter>snone<enter>"), ("hits", .completed, "<enter>sword<enter>"),
        ("refusals, none", .completed, "<enter>R"), ("trajectory", .completed, "<enter><enter>"),
        ("trajectory, outline", .completed, "<enter><enter><tab>"),
        ("trajectory, find", .completed, "<enter><enter>/output<enter>"),
        ("trajectory, selecting", .completed, "<enter><enter>V"), ("side by side", .completed, "<enter>c<enter>"),
        ("comparison", .completed, "<enter>:compare claude<enter>"), ("worlds jobs", .completed, "w"),
        ("statuses, a menu", .completed, "<enter>f"), ("keys and commands", .completed, "?"),
    ]

    private static func driver(_ status: JobStatus) -> StateDriver {
        let items = (0..<4).map { number in
            var item = Sample.item(number, status: number < 2 ? .failed : .passed, error: number < 2 ? "boom" : nil)
            if number == 1 { item.taskName = "task-0" }
            return item
        }
        let workspace = Sample.workspace(items: items, status: status, document: Sample.document(steps: 6))
        return StateDriver { work in
            guard case .search(_, let query, _) = work else { return workspace(work) }
            guard query != "none" else { return [.found(SearchResult(total: 0))] }
            let hit = SearchHit(
                itemID: "item-1", matchCount: 2, matchedIn: "transcript", sessionID: "session-1", snippet: "a word")
            return [.found(SearchResult(hits: [hit], total: 1))]
        }
    }

    private static func hints(_ state: AppState, width: Int) -> String {
        HintLine.spans(state, width: width).map(\.text).joined()
    }

    @Test("The table of all hint lines is as it was looked at")
    func table() throws {
        let lines = Self.states.map { name, status, keys in
            var driver = Self.driver(status)
            driver.press(keys)
            return TextWidth.fitted(name, columns: 26) + Self.hints(driver.state, width: 400)
        }
        print(lines.joined(separator: "\n"))
        var buffer = CellBuffer(size: Size(width: 260, height: lines.count))
        for (row, line) in lines.enumerated() { buffer.write(line, x: 0, y: row, limit: 260, style: Style()) }
        try assertSnapshot(buffer, named: "hints")
    }

    @Test(
        "A hint line uses its width, ends with the help, and begins with what is done next", arguments: [40, 80, 120])
    func widths(width: Int) {
        for (name, status, keys) in Self.states {
            var driver = Self.driver(status)
            driver.press(keys)
            let (line, whole) = (Self.hints(driver.state, width: width), Self.hints(driver.state, width: 400))
            #expect(TextWidth.width(line) <= width, "\(name)")
            guard driver.state.stack.overlay == nil else { continue }
            #expect(line.hasSuffix("? help  "), "\(name)")
            #expect(whole.hasPrefix(line.dropLast(8)) || line.count > width - 24, "\(name): \(line)")
        }
    }

    @Test("Where one needs them, the ways into an evaluation are offered", arguments: ["s", "R", "i", "m", "c", "d"])
    func needed(key: String) {
        var driver = Self.driver(.completed)
        driver.press("<enter>")
        #expect(Self.hints(driver.state, width: 400).contains(" \(key) "))
    }
}
