import App
import Platform
import Terminal
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader
@testable import Shell

@Suite("Actions of the user, and leaving while they are under way")
struct LeavingTests {
    private func reading() -> StateDriver {
        var driver = StateDriver(
            answers: Sample.workspace(items: [Sample.item(0)], document: Sample.document(steps: 2)))
        driver.press("<enter><enter>")
        // That the item was seen.
        driver.answerAction(.due)
        return driver
    }

    private func tickets(_ driver: StateDriver) -> [Ticket] {
        driver.effects.filter { $0.work.computed(DocumentFile.self) != nil }.map(\.ticket)
    }

    @Test("Nothing that is under way holds the program, but what would be lost")
    func nothing() {
        var driver = StateDriver()
        #expect(driver.state.isBusy, "the evaluations are on their way")
        driver.press("q")
        #expect(driver.terminal == [.quit])
    }

    @Test("A file that is being written is waited for, which is said with how long, and then the program ends")
    func waiting() throws {
        var driver = reading()
        driver.run("write a.json")
        driver.run("write b.json")
        driver.press("q")
        #expect(driver.terminal.isEmpty)
        #expect(driver.state.leavingWords?.hasPrefix("saving 2 files... ^C leaves") == true)
        driver.send(.clock(StateDriver.start + 4))
        #expect(driver.state.leavingWords?.contains("saving 2 files for 4") == true)
        let files = tickets(driver)
        try #require(files.count == 2)
        driver.send(.answer(files[0], .done("a.json: 1 kB written")))
        #expect(driver.terminal.isEmpty)
        driver.send(.answer(files[1], .done("b.json: 1 kB written")))
        #expect(driver.terminal == [.quit])
    }

    @Test("Keys do nothing while it is waited, but Esc stays and ^C leaves")
    func keys() {
        var driver = reading()
        driver.run("write a.json")
        driver.press("qqj")
        #expect(driver.terminal.isEmpty && driver.state.place == .trajectory)
        driver.press("<esc>")
        #expect(driver.state.leavingWords == nil)
        driver.answerAction(.done("written"))
        #expect(driver.terminal.isEmpty)
        driver.run("write a.json")
        driver.press("q^c")
        #expect(driver.terminal == [.quit])
    }

    @Test("What could not be saved is told, and the program stays")
    func failure() {
        var driver = reading()
        driver.run("write a.json")
        driver.press("q")
        driver.answerAction(.failed(PlatformError(.storage, detail: "a.json cannot be written: disk full")))
        #expect(driver.terminal.isEmpty && driver.state.leavingWords == nil)
        #expect(driver.state.message == Message("a.json cannot be written: disk full", .error))
        driver.press("q")
        #expect(driver.terminal == [.quit])
    }

    @Test("Every action is answered, errors are said first, and keys of the same breath take nothing away")
    func outcomes() throws {
        var driver = reading()
        driver.run("write a.json")
        driver.run("write b.json")
        driver.press("^l")
        let files = tickets(driver)
        try #require(files.count == 2)
        driver.send(.answer(files[0], .failed(PlatformError(.storage, detail: "a.json cannot be written"))))
        driver.send(.answer(files[1], .done("b.json: 1 kB written")))
        driver.press("jk")
        let said = [Message("a.json cannot be written", .error), Message("b.json: 1 kB written", .good)]
        #expect(driver.state.messages == said)
        driver.send(.clock(StateDriver.start + 2))
        #expect(driver.state.messages == said, "time alone takes nothing away")
        driver.press("j")
        #expect(driver.state.messages.isEmpty)
    }
}
