import Panes
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import App
@testable import Panes
@testable import Reader

/// What hands expect that know less and vim: counts, paging, verdicts behind one key, undo that goes back.
@Suite("Habits of the hand")
struct HabitTests {
    private func opened(_ count: Int = 40, size: Size = Size(width: 120, height: 40)) -> StateDriver {
        let items = (0..<count).map { number in
            number.isMultiple(of: 3) ? Sample.item(number, status: .failed, error: "boom") : Sample.item(number)
        }
        var driver = StateDriver(
            size: size, answers: Sample.workspace(items: items, document: Sample.document(steps: 30)))
        driver.press("<enter>")
        return driver
    }

    private func marked(_ driver: StateDriver) -> Int { driver.state.items?.markCount ?? -1 }

    @Test("Digits are a count, and mark nothing")
    func counts() {
        var driver = opened()
        driver.press("5")
        #expect(driver.state.count == 5)
        driver.press("j")
        #expect(driver.state.items?.selected?.id == "item-5" && driver.state.count == nil)
        driver.press("12G3k")
        #expect(driver.state.items?.selected?.id == "item-8")
        driver.press("10j")
        #expect(driver.state.items?.selected?.id == "item-18")
        driver.press("2g")
        #expect(driver.state.items?.selected?.id == "item-1")
        driver.press("9999999999999j")
        #expect(driver.state.items?.selected?.id == "item-39")
        #expect(marked(driver) == 0)
    }

    @Test("A count past the end of a document ends there, be it that lines are selected")
    func pastTheEnd() {
        var driver = opened(size: Size(width: 80, height: 24))
        driver.press("<enter>")
        func standing() -> AnyHashable? {
            var stack = driver.state.stack
            return stack.onTop { $0.standing }
        }
        let begun = standing()
        driver.press("gV9999<pgdn>")
        let end = standing()
        #expect(end != nil && end != begun)
        driver.press("<pgdn>")
        #expect(standing() == end, "a motion that leads nowhere is known by that, and not repeated")
        #expect(driver.state.trajectory?.selection?.range.upper.step == 29)
    }

    @Test("Esc and a letter that come at once are Esc and the letter; Alt with a digit stays what it is")
    func escapeAndLetterAtOnce() {
        var driver = opened()
        driver.press("<enter>")
        #expect(driver.state.place == .trajectory)
        driver.press("<a-j>")
        #expect(driver.state.place == .items && driver.state.items?.selected?.id == "item-1")
        driver.press("/fail<a-j>")
        #expect(driver.state.prompt == nil && driver.state.items?.filter.isEmpty == true)
        driver.press("z<a-j><a-1>")
        #expect(driver.state.place == .evaluations)
    }

    @Test("Esc clears a count, Backspace its last digit, and a command that has no use for it is done once")
    func clearing() {
        var driver = opened()
        driver.press("12<esc>")
        #expect(driver.state.count == nil && driver.state.place == .items)
        driver.press("12<bs>j")
        #expect(driver.state.items?.selected?.id == "item-1")
        driver.press("0")
        #expect(driver.state.count == nil)
        driver.press("3<space><esc>")
        #expect(driver.state.items?.selected?.id == "item-2", "one row is selected, whatever the count")
        driver.press("k")
        driver.press("3@j")
        #expect(driver.state.items?.selected?.id == "item-2", "a key without a use takes the count with it")
    }

    @Test("In the trajectory a count goes to steps, so many steps on, and to the next matches")
    func countsInTheReader() {
        var driver = opened()
        driver.press("<enter>12G")
        #expect(driver.state.trajectory?.current == 11)
        driver.press("3}")
        #expect(driver.state.trajectory?.current == 14)
        driver.press("2[t")
        #expect(driver.state.trajectory?.current == 12)
        driver.press("g/output<enter>3n")
        #expect(driver.state.trajectory?.current == 3)
        driver.press("99G")
        #expect(driver.state.message?.text == "Steps go from 1 to 30")
        driver.press("3L")
        #expect(driver.state.trajectory?.item?.id == "item-3")
    }

    @Test("Of classes a count is a row, and of a text a line")
    func countsOfRows() {
        var driver = opened(size: Size(width: 60, height: 12))
        driver.press("<enter>J")
        guard case .text(let start)? = driver.state.overlay else { return }
        driver.press("5j3k")
        guard case .text(let moved)? = driver.state.overlay else { return }
        #expect(start.cursor == 0 && moved.cursor == 2)
        driver.press("7G")
        guard case .text(let gone)? = driver.state.overlay else { return }
        #expect(gone.cursor == 6)
    }

    @Test("Space, f and b page in what is read, d and u half a page; nothing is marked and nothing downloaded")
    func paging() {
        var driver = opened()
        driver.press("<enter>g")
        let start = driver.state.trajectory?.current
        driver.press("<space>f")
        #expect(driver.state.trajectory.map { $0.current > 3 } == true)
        driver.press("bb")
        #expect(driver.state.trajectory?.current == start)
        driver.press("du")
        #expect(driver.state.trajectory?.current == start)
        #expect(marked(driver) == 0 && driver.state.prompt == nil && driver.state.trajectory?.bookmarks.isEmpty == true)
    }

    @Test("The verdict key shows its words with their numbers, by a letter each")
    func verdictMenu() {
        var driver = opened()
        driver.press("aia")
        #expect(
            driver.state.continuations.map { $0.keys + " " + $0.words }
                == ["i infra 1", "r real 0", "f flaky 0", "e refusal 0", "t todo 0"])
        driver.configure { $0.verdicts = ["mine"] }
        #expect(driver.state.continuations.map(\.words) == ["mine 0"])
        driver.press("<esc>")
        #expect(marked(driver) == 1 && driver.state.pending.isEmpty)
    }

    @Test("Own verdicts have the first letter that is free")
    func verdictLetters() {
        let keys = Keymap.verdictKeys(["real", "refusal", "rrr", "übel", "r"])
        #expect(Command.verdicts.map { keys[$0] ?? [] } == [["ar"], ["ae"], ["a3"], ["ab"], ["a5"]])
        #expect(
            Keymap.verdictKeys(AppState.usualVerdicts)
                == Dictionary(uniqueKeysWithValues: Command.verdicts.map { ($0, CommandTable.info($0)?.keys ?? []) }))
    }

    @Test("A note names its item, and behind a verdict is about the one that was judged")
    func notes() {
        var driver = opened()
        driver.press("m")
        #expect(driver.state.prompt?.label == "note on task-0: ")
        driver.press("<esc>ai")
        #expect(driver.state.items?.selected?.id == "item-3")
        driver.press("m")
        #expect(driver.state.prompt?.label == "note on task-0: ")
        driver.type("gateway")
        driver.press("<enter>")
        #expect(driver.state.items?.facts(of: "item-0").note == "gateway")
        driver.press("ar:note again<enter>")
        #expect(driver.state.items?.facts(of: "item-3").note == "again")
        driver.press("arjm")
        #expect(driver.state.prompt?.label.contains("task-0") == false)
    }

    @Test("A verdict in a class goes on within it, and on a class to the next one")
    func verdictsOfClasses() {
        var driver = opened()
        driver.press("e<enter>")
        #expect(driver.state.items?.classes?.isListing == false)
        driver.press("ai")
        #expect(driver.state.items?.selected?.id == "item-3")
        #expect(driver.state.items?.classes?.isListing == false)
    }

    @Test("Undo goes back to where it was done: the row, and the trajectory")
    func undoGoesBack() {
        var driver = opened()
        driver.press("aiG")
        driver.press("Z")
        #expect(driver.state.items?.selected?.id == "item-0" && marked(driver) == 0)
        driver.press("<enter>")
        driver.press("af")
        #expect(driver.state.trajectory?.item?.id == "item-3")
        driver.press("<esc>Z")
        #expect(driver.state.place == .trajectory && driver.state.trajectory?.item?.id == "item-0")
        #expect(driver.state.message?.text == "undone: task-0 marked flaky")
        driver.press("Z")
        #expect(driver.state.message?.text == "Nothing to undo here")
    }

    @Test(
        "A key without a use says so, with the command that was meant",
        arguments: [
            ("o", "o does nothing here; in the items it is sort"), ("K", "K does nothing here; k is up"),
            ("@", "@ does nothing here; ? lists the keys"), ("<f7>", "F7 does nothing here; ? lists the keys"),
            ("]q", "]q does nothing here; ? lists the keys"),
        ])
    func unbound(keys: String, words: String) {
        var driver = StateDriver(answers: Sample.workspace(items: []))
        driver.press(keys)
        #expect(driver.state.message?.text == words)
        driver.press("j")
        #expect(driver.state.message == nil)
    }
}
