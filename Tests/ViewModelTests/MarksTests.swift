import App
import Panes
import Platform
import Shell
import Terminal
import TestSupport
import Testing
import Triage

@testable import Reader

@Suite("Marks, notes and what was read")
struct MarksTests {
    private func opened(_ count: Int = 9, facts: [ItemID: ItemAnnotations] = [:]) -> StateDriver {
        let items = (0..<count).map { number in
            number.isMultiple(of: 3) ? Sample.item(number, status: .failed, error: "boom") : Sample.item(number)
        }
        let workspace = Sample.workspace(items: items)
        var driver = StateDriver { work in
            if case .marks(.load) = work { return facts.isEmpty ? [] : [.marks(facts)] }
            return workspace(work)
        }
        driver.press("<enter>")
        return driver
    }

    @Test("Only what changed is stored, so that another program's note stays")
    func changes() {
        var driver = opened(facts: ["item-0": ItemAnnotations(mark: "real", note: "mine")])
        driver.press("ar")
        #expect(
            driver.stored == [.store("eval-1", ["item-0": AnnotationChange(seen: .set(true))])],
            "the mark was real already")
        #expect(driver.state.items?.facts(of: "item-0").note == "mine")
    }

    @Test("A change that is made before the stored marks arrive is kept, and so is what was stored")
    func lateMarks() {
        var driver = opened()
        driver.run("mark todo")
        driver.answer(
            .marks, .marks(["item-0": ItemAnnotations(note: "old"), "item-1": ItemAnnotations(mark: "flaky")]))
        #expect(driver.state.items?.facts(of: "item-0") == ItemAnnotations(mark: "todo", note: "old"))
        #expect(driver.state.items?.facts(of: "item-1").mark == "flaky")
        #expect(driver.state.items?.markCount == 2)
    }

    @Test("A verdict marks, says so, and goes to the next failure that was not looked at, round to the top")
    func verdicts() {
        var driver = opened()
        driver.press("ai")
        #expect(driver.state.items?.facts(of: "item-0") == ItemAnnotations(mark: "infra", seen: true))
        #expect(driver.state.items?.selected?.id == "item-3")
        driver.press("jai")
        #expect(driver.state.items?.facts(of: "item-4").mark == "infra")
        #expect(driver.state.items?.selected?.id == "item-6")
        driver.press("ae")
        #expect(driver.state.items?.selected?.id == "item-3")
        driver.press("at")
        #expect(driver.state.message?.text == "task-3: todo")
        #expect(driver.state.items?.selected?.id == "item-4", "none is left: the next row")
        driver.press("Gat")
        #expect(driver.state.message?.text.contains("No unseen failures") == true)
    }

    @Test("A verdict over a trajectory opens the next one")
    func verdictWhileReading() {
        var driver = opened()
        driver.press("<enter>")
        #expect(driver.state.place == .trajectory)
        driver.press("af")
        #expect(driver.state.trajectory?.item?.id == "item-3")
        #expect(driver.state.items?.facts(of: "item-0").mark == "flaky")
        driver.press("]f")
        #expect(driver.state.trajectory?.item?.id == "item-6")
    }

    @Test("Verdict words come from the settings")
    func ownVerdicts() {
        var driver = opened()
        driver.configure { $0.verdicts = ["mine"] }
        driver.press("ai")
        #expect(driver.state.items?.facts(of: "item-0").mark == "mine")
        driver.press("ar")
        #expect(driver.state.items?.facts(of: "item-3").mark == nil)
    }

    @Test("Marking all that the filter shows asks first, says how many, and is undone at once")
    func markAll() {
        var driver = opened()
        driver.press("!:")
        driver.type("mark-all infra")
        driver.press("<enter>")
        #expect(driver.state.prompt?.label.contains("3 items infra") == true)
        driver.press("n<enter>")
        #expect(driver.state.items?.markCount == 0)
        driver.press(":")
        driver.type("mark-all infra")
        driver.press("<enter>y<enter>")
        #expect(driver.state.items?.markCount == 3)
        driver.press("Z")
        #expect(driver.state.items?.markCount == 0)
        #expect(driver.state.message?.text.contains("3 items") == true)
    }

    @Test("Undo goes back step by step, and stores what it takes back")
    func undo() {
        var driver = opened(facts: ["item-0": ItemAnnotations(mark: "real")])
        driver.press("aiZ")
        #expect(driver.state.items?.facts(of: "item-0") == ItemAnnotations(mark: "real"))
        #expect(driver.state.items?.selected?.id == "item-0")
        #expect(
            driver.stored.last
                == .store("eval-1", ["item-0": AnnotationChange(mark: .set("real"), seen: .set(false))]))
        driver.press("Z")
        #expect(driver.state.message?.text == "Nothing to undo here")
    }

    @Test("A mark that cannot be stored is told")
    func failure() {
        var driver = opened()
        driver.run("mark todo")
        driver.answerAction(.failed(PlatformError(.storage, detail: "disk full")))
        #expect(driver.state.message?.tone == .error)
    }
}
