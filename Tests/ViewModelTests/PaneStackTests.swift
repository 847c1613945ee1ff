import App
import Panes
import Platform
import Terminal
import TestSupport
import Testing
import Wire

@testable import Reader
@testable import Shell

/// A pane that the program has never heard of: all that it needs is in this file.
private struct CounterPane: Pane {
    var count = 0
    var rows = 0
    var wasBack: Bool?

    var contexts: [Context] { [.worlds] }
    var hints: [Hint] { [Hint(.open, "count")] }
    var crumbs: [String] { ["counter"] }
    mutating func resize(_ layout: ScreenLayout) { rows = layout.listRows }
    mutating func enter(isBack: Bool) { wasBack = isBack }

    mutating func apply(_ command: Command) -> Reaction? {
        guard command == .open else { return nil }
        count += 1
        return .say("counted")
    }

    var subject: Subject {
        var subject = Subject(.job)
        subject.id = (String(count), "count")
        return subject
    }
}

@Suite("The stack of panes")
struct PaneStackTests {
    private func counting() -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(1)]))
        driver.press("<enter>")
        driver.configure {
            $0.stack[CounterPane.self] = CounterPane()
            $0.enter(CounterPane.self)
        }
        return driver
    }

    @Test("Another pane needs its model alone: keys, hints, sizes, crumbs, what commands act on, and the way back")
    func anotherPane() {
        var driver = counting()
        driver.press("<enter><enter>")
        #expect(driver.state.stack[CounterPane.self]?.count == 2)
        #expect(driver.state.message?.text == "counted")
        #expect(driver.state.stack[CounterPane.self]?.rows == 37)
        #expect(driver.state.stack.main.hints == [Hint(.open, "count")])
        #expect(driver.state.crumbs == ["evaluation 1", "counter"])
        driver.press("y")
        #expect(driver.effects.last?.work == .terminal(.copy("2", what: "count")))
        driver.press("<esc>")
        #expect(driver.state.place == .items)
    }

    @Test("What a pane lacks it says by its defaults, and nothing is done to what lies under it")
    func lacks() {
        var driver = counting()
        for keys in ["/", "o", "J", "Y", "c", "<space>", "m", "d", "s", "e"] {
            driver.press(keys)
            #expect(driver.state.prompt == nil && driver.state.overlay == nil, "\(keys)")
            #expect(driver.state.message?.tone == .warning || driver.state.message == nil, "\(keys)")
        }
        #expect(driver.state.stack.isMain(CounterPane.self))
        #expect(driver.state.items?.markCount == 0)
    }

    @Test("A pane that was gone back from stays as it was left")
    func stays() {
        var driver = counting()
        driver.press("<enter><esc>")
        driver.configure { $0.enter(CounterPane.self) }
        #expect(driver.state.stack[CounterPane.self]?.count == 1)
        #expect(driver.state.stack[CounterPane.self]?.wasBack == false)
    }

    @Test("An overlay lies on top until it is closed, and one takes the place of another")
    func overlays() {
        var stack = PaneStack(CounterPane())
        stack.lay(LinesPane(TextPane(title: "a", lines: [])))
        stack.lay(LinesPane(TextPane(title: "b", lines: [])))
        #expect((stack.overlay as? LinesPane)?.text.title == "b")
        #expect(stack.isMain(CounterPane.self))
        stack[CounterPane.self]?.count = 7
        stack.uncover()
        #expect(stack.overlay == nil)
        #expect((stack.top as? CounterPane)?.count == 7)
    }

    @Test("The bottom has no way back; others go back to the last pane that they return to")
    func back() {
        let workspace = Sample.workspace(items: [Sample.item(1)])
        var driver = StateDriver { work in
            switch work {
            case .search: [.found(SearchResult(hits: []))]
            case .worldJobs: [.jobs(Page(items: [], total: 0, page: 1, pageSize: 50))]
            default: workspace(work)
            }
        }
        driver.press("<esc>")
        #expect(driver.state.place == .evaluations && driver.state.message?.text == "q quits")
        driver.press("<enter>sx<enter>w<esc>")
        #expect(driver.state.place == .hits)
        driver.press("<esc>")
        #expect(driver.state.place == .items)
        driver.press("<esc><esc>")
        #expect(driver.state.place == .evaluations)
    }
}
