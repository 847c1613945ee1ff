import App
import Panes
import Platform
import RichText
import Terminal
import TestSupport
import Testing
import Triage
import Wire

@testable import Reader
@testable import Shell

@Suite("Selecting lines of a text")
struct TextSelectionTests {
    private static func driver() -> StateDriver {
        var item = Sample.item(0, status: .failed, error: "no route\nto host")
        item.metadata = ["numbers": .array((0..<30).map { .int($0) }), "reason": "x"]
        var driver = StateDriver(answers: Sample.workspace(items: [item], document: Sample.document(steps: 3)))
        driver.press("<enter>")
        return driver
    }

    private static func copied(_ driver: StateDriver) -> String? {
        guard case .copy(let text, _) = driver.terminal.last else { return nil }
        return text
    }

    private static func overlay(_ driver: StateDriver) -> TextPane? {
        guard case .text(let pane) = driver.state.overlay else { return nil }
        return pane
    }

    @Test("Lines of raw JSON are copied, what is told by a number whole")
    func json() throws {
        let numbers = JSONValue.object(JSONObject([("n", .array((0..<30).map { .int($0) })), ("t", "x\n\ty")]))
        var pane = TextPane(title: "JSON", lines: JSONLines.render(numbers))
        pane.resize(width: 40, height: 4)
        for command in [Command.down, .select, .down, .selectHere, .bottom, .up] { _ = pane.apply(command) }
        let all = (0..<30).map(String.init).joined(separator: ", ")
        #expect(pane.selectedText?.text == "  \"t\": \"\"\"\nx\n\ty")
        for command in [Command.swapEnds, .up] { _ = pane.apply(command) }
        #expect(pane.selectedText?.text == "  \"n\": [\(all)],\n  \"t\": \"\"\"\nx\n\ty")
        #expect(pane.selectedText?.name == "4 lines of JSON")
    }

    @Test("In an overlay Esc leaves the selection first; Y copies it, and all where nothing is selected")
    func overlay() throws {
        var driver = Self.driver()
        driver.press("<enter>J")
        let all = try #require(Self.overlay(driver)).lines.map(\.text)
        driver.press("Vj<esc>")
        #expect(Self.overlay(driver)?.selection == nil)
        driver.press("gVjy")
        #expect(Self.copied(driver) == all.prefix(2).joined(separator: "\n"))
        #expect(Self.overlay(driver)?.selection == nil)
        driver.press("Y")
        #expect(Self.copied(driver) == all.joined(separator: "\n"))
        driver.press("<esc>")
        #expect(driver.state.overlay == nil)
    }

    @Test("In the detail of an item keys select as in the reader, and mean what they did afterwards")
    func detail() {
        var driver = Self.driver()
        driver.press("<tab>V")
        #expect(driver.state.keyContexts == [.selection, .detail])
        #expect(driver.state.detail.selectionWords == "1 line selected, 8 B")
        driver.press("j y")
        #expect(Self.copied(driver) == "to host")
        #expect(driver.state.items?.facts(of: "item-0").mark == nil)
        driver.press("V<esc>")
        #expect(driver.state.context == .detail)
        driver.press(" ")
        #expect(driver.state.items?.facts(of: "item-0").mark == nil, "a text pages")
    }

    @Test("The cursor is in view after every motion", arguments: [3, 7, 40])
    func motions(height: Int) {
        let lines = (0..<50).map { number in
            RichLine([Span(Array(repeating: "word\(number)", count: number % 7 * 5 + 1).joined(separator: " "))])
        }
        var pane = TextPane(title: "t", lines: lines)
        pane.resize(width: 30, height: height)
        _ = pane.apply(.select)
        for command in [Command.down, .pageDown, .down, .halfPageDown, .bottom, .up, .pageUp, .top, .pageDown] {
            let isDone = pane.apply(command)
            #expect(isDone)
            #expect(pane.visible.indices.contains { pane.isCursor(row: $0) }, "\(command)")
        }
        #expect(pane.selection?.anchor == 0)
        // Other lines are another text.
        pane.show(Array(lines.dropLast()), fromTop: false)
        #expect(pane.selection == nil)
    }
}
