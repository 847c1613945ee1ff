import App
import Panes
import Platform
import Shell
import TestSupport
import Testing
import Triage

@testable import Reader

@Suite("What commands act on")
struct SubjectTests {
    private func opened(at place: String = "<enter>", items: [EvaluationItem]? = nil) -> StateDriver {
        let all =
            items ?? (0..<6).map { Sample.item($0, status: $0 < 4 ? .failed : .passed, error: $0 < 4 ? "boom" : nil) }
        var driver = StateDriver(
            answers: Sample.workspace(items: all, document: Sample.document(steps: 5, refusingAt: 3)))
        driver.press(place)
        return driver
    }

    private func copied(_ driver: StateDriver) -> String? {
        driver.effects.reversed().lazy.compactMap {
            if case .terminal(.copy(let text, _)) = $0.work { text } else { nil }
        }.first
    }

    @Test("On a class of failures a mark asks for its members by their number, and marks them all")
    func marksMembers() {
        var driver = opened(at: "<enter>e")
        #expect(driver.state.subject.kind == .failureClass && driver.state.subject.items.count == 4)
        driver.run("mark real")
        #expect(driver.state.prompt?.label == "Mark 4 items real? (y/n) ")
        #expect(driver.state.items?.markCount == 0)
        driver.press("y<enter>")
        #expect(driver.state.items?.markCount == 4)
        driver.press("Z")
        #expect(driver.state.items?.markCount == 0)
    }

    @Test("A verdict on a class asks, and looks at its members, too")
    func verdictOnMembers() {
        var driver = opened(at: "<enter>ear")
        #expect(driver.state.prompt?.label == "Mark 4 items real? (y/n) ")
        driver.press("y<enter>")
        #expect(driver.state.items?.facts(of: "item-2") == ItemAnnotations(mark: "real", seen: true))
        #expect(driver.state.items?.facts(of: "item-5") == ItemAnnotations.none)
    }

    @Test("What a class has no one of, is not done to an item behind it")
    func notOnMembers() {
        var driver = opened(at: "<enter>e")
        driver.press("m")
        #expect(driver.state.prompt?.label.contains("4 items") == true, "a note is of all of its members")
        driver.press("<esc>c")
        #expect(driver.state.overlay == nil && driver.state.message?.tone == .warning)
        driver.press("L")
        #expect(driver.state.place == .items)
        driver.press("y")
        #expect(copied(driver) == "item-0\nitem-1\nitem-2\nitem-3")
    }

    @Test("With no row in view nothing is marked, copied or opened")
    func nothingInView() {
        var driver = opened()
        driver.run("filter nothing-is-called-so")
        #expect(driver.state.subject.kind == .nothing)
        let before = driver.effects.count { $0.ticket.slot != .keys }
        driver.press("<space>aimyYJ<enter>")
        #expect(driver.state.items?.markCount == 0 && driver.state.prompt == nil)
        #expect(driver.state.place == .items && driver.state.overlay == nil && copied(driver) == nil)
        #expect(driver.effects.count { $0.ticket.slot != .keys } == before)
    }

    @Test("In the sweep marks and ids are of the refusal that is selected, not of a hit of a search that is hidden")
    func refusals() {
        var driver = opened(at: "<enter>jjR")
        let found = ItemRefusals(item: "item-4", findings: [])
        let hinted = ItemRefusals(item: found.item, findings: [], hint: "I cannot")
        driver.answer(.sweep, .swept([hinted], RefusalSweep.Progress(), isLast: true))
        #expect(driver.state.subject.kind == .refusal)
        driver.press("<space>y")
        #expect(driver.state.items?.facts(of: "item-4").mark == "todo")
        #expect(driver.state.items?.facts(of: "item-2").mark == nil)
        #expect(copied(driver) == "item-4")
    }

    @Test("Words about the trajectory do nothing to one that is not on the screen")
    func hiddenTrajectory() {
        var driver = opened(at: "<enter><enter>")
        driver.press(",i")
        driver.run("write out.json")
        #expect(driver.state.message?.text.contains(",t goes there") == true)
        driver.press(",t")
        driver.run("step 3")
        #expect(driver.state.trajectory?.current == 2)
    }

    @Test("Among the worlds no evaluation is in view, so nothing is searched or downloaded")
    func worlds() {
        var driver = opened(at: "<enter>w")
        driver.press("s")
        #expect(driver.state.place == .worlds && driver.state.message?.text == "No evaluation to search")
        driver.press("d")
        #expect(driver.state.prompt == nil)
    }
}
