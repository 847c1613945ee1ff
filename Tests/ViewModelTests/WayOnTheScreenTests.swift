import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import App
@testable import Panes

/// What the screen teaches: keys that may follow, the menu of all commands, the line that completes.
@Suite("The way on the screen")
struct WayOnTheScreenTests {
    private func opened(_ count: Int = 9) -> StateDriver {
        let items = (0..<count).map { number in
            number.isMultiple(of: 3) ? Sample.item(number, status: .failed, error: "boom") : Sample.item(number)
        }
        var driver = StateDriver(answers: Sample.workspace(items: items, document: Sample.document(steps: 9)))
        driver.press("<enter>")
        return driver
    }

    private func menu(_ driver: StateDriver) -> CommandMenu? { driver.state.stack.top as? CommandMenu }

    private func entries(_ driver: StateDriver) -> [CommandMenu.Entry] {
        (menu(driver)?.rows ?? []).compactMap { if case .entry(let entry) = $0 { entry } else { nil } }
    }

    private func offered(_ driver: StateDriver) -> [String] { driver.state.prompt?.candidates.map(\.label) ?? [] }

    // MARK: Sequences

    @Test("What may follow a key is listed after a while, and the next key still completes it")
    func continuations() {
        var driver = opened()
        driver.press("<enter>]")
        #expect(!driver.state.listsContinuations)
        driver.answer(.keys, .due)
        #expect(driver.state.listsContinuations && driver.state.continuations.contains { $0.keys == "e" })
        driver.press("u")
        #expect(!driver.state.listsContinuations && driver.state.pending.isEmpty)
        driver.press("]")
        driver.answer(.keys, .due)
        driver.press("<esc>")
        #expect(!driver.state.listsContinuations && driver.state.place == .trajectory)
        driver.press("z")
        driver.answer(.keys, .due)
        #expect(driver.state.listsContinuations, "a key with a use of its own lists what it begins, too")
        #expect(driver.state.continuations.first?.keys == "z" && !driver.state.wish.isZoomed)
        driver.press("z")
        #expect(driver.state.wish.isZoomed && !driver.state.listsContinuations && driver.state.pending.isEmpty)
    }

    // MARK: The menu

    @Test("The menu begins with what the pane offers next, and holds every command and word once")
    func menuOrder() throws {
        var driver = opened()
        let hints = driver.state.stack.main.hints.map(\.command.rawValue)
        driver.press("?")
        let all = entries(driver)
        #expect(all.prefix(hints.count).map(\.name) == hints)
        let names = all.map(\.name).filter { !$0.isEmpty }
        #expect(Set(names) == Set(CommandTable.all.map(\.command.rawValue)) && names.count == Set(names).count)
        #expect(all.count { $0.name.isEmpty && $0.keys.hasPrefix(":") } == CommandLine.words.count)
        #expect(menu(driver)?.selected?.name == hints.first)
    }

    @Test("The menu is filtered as one types, runs what is chosen, and Esc clears before it closes")
    func menuRuns() {
        var driver = opened()
        driver.press("?")
        driver.type("sort order")
        #expect(entries(driver).first?.name == "sort")
        driver.press("<enter>")
        #expect(driver.state.stack.overlay == nil && driver.state.items?.sort != .position)
        driver.press("?")
        driver.type("no such thing")
        #expect(entries(driver).isEmpty)
        driver.press("<enter><esc>")
        #expect(menu(driver)?.input.text == "" && entries(driver).count > 50)
        driver.press("<esc>")
        #expect(driver.state.stack.overlay == nil && driver.state.place == .items)
    }

    @Test("A word that takes a value is left to be typed on, with what it takes")
    func menuTypes() {
        var driver = opened()
        driver.press("?")
        driver.type("phrase set")
        driver.press("<enter>")
        #expect(driver.state.prompt?.input.text == "refusals ")
        #expect(offered(driver) == RefusalSet.shipped.map(\.name))
    }

    @Test("The cursor of the menu passes over headings")
    func menuMoves() {
        var driver = opened()
        driver.press("?<up><up>")
        #expect(menu(driver)?.selected != nil)
        for key in ["<pgdn>", "<pgdn>", "<down>", "<pgup>", "<tab>", "<s-tab>", "<pgup>", "<pgup>", "<pgup>"] {
            driver.press(key)
            #expect(menu(driver)?.selected != nil, "\(key)")
        }
    }

    // MARK: The line of commands

    @Test("The line offers names with what they do, and Tab goes as far as they agree, then round")
    func names() {
        var driver = opened()
        driver.press(":")
        #expect(offered(driver).isEmpty)
        driver.type("gro")
        #expect(offered(driver) == ["group failure|task|model|..."])
        driver.press("<tab>")
        #expect(driver.state.prompt?.input.text == "group ")
        #expect(offered(driver).contains("failure") && offered(driver).contains("worker"))
        driver.press("<tab><tab>")
        #expect(driver.state.prompt?.input.text == "group task")
        driver.press("<s-tab>")
        #expect(driver.state.prompt?.input.text == "group failure")
        driver.press("<s-tab><tab>")
        #expect(driver.state.prompt?.input.text == "group failure")
        driver.press("<esc>:next-s")
        #expect(driver.state.prompt?.candidates.allSatisfy { $0.help.hasPrefix("go to the next") } == true)
        driver.press("<esc>:unseen")
        #expect(offered(driver).contains("next-unseen-failure"))
    }

    @Test(
        "Values are completed: sets, marks, tasks, models, fields",
        arguments: [
            ("refusals b", ["broad"]), ("mark re", ["real", "refusal"]), ("note task-1", []),
            ("note task", (0..<9).map { "task-\($0)" }), ("compare g", ["gpt"]), ("compare cl", ["claude"]),
            ("filter is:failed model:", ["model:claude", "model:gpt"]), ("filter sta", ["status:"]),
            ("alert b", ["bell", "both"]), ("sort dur", ["duration"]), ("hide t", ["tools"]), ("curl ", []),
        ])
    func values(line: String, words: [String]) {
        #expect(opened().state.completions(of: line).map(\.label) == words)
        #expect(opened().state.completions(of: line).allSatisfy { $0.line.hasSuffix($0.label) })
    }

    @Test("Files are asked for, and offered while the line is still about them")
    func files() {
        var driver = opened()
        driver.press(":")
        driver.type("report out/")
        #expect(driver.effects.last?.work == .terminal(.fileNames("out/")))
        driver.answer(.completion, .fileNames(["out/a.md", "out/b/"]))
        #expect(offered(driver) == ["out/a.md", "out/b/"])
        driver.press("<tab><tab>")
        #expect(driver.state.prompt?.input.text == "report out/b/")
    }

    @Test("Tab completes the last word of a filter, and leaves the others")
    func filterWords() {
        var driver = opened()
        driver.press("/is:failed sta<tab>")
        #expect(driver.state.prompt?.input.text == "is:failed status:")
    }

    // MARK: Tasks by name

    @Test("A note goes to the task that it names, and else is the text as it is")
    func noteOnTask() {
        var driver = opened()
        driver.run("note task-4 look here")
        #expect(driver.state.items?.facts(of: "item-4").note == "look here")
        driver.run("note all of it")
        #expect(driver.state.items?.facts(of: "item-0").note == "all of it")
        driver.run("note task-5")
        #expect(driver.state.prompt?.label == "note on task-5: ")
    }

    @Test("An item is compared with the item of a task, or its model with another")
    func compareByName() {
        var driver = opened()
        driver.run("compare task-4")
        #expect(driver.state.place == .sides)
        driver.press("<esc>")
        driver.run("compare claude")
        #expect(driver.state.place == .comparison)
    }
}
