import Terminal
import TestSupport
import Testing
import Wire

@testable import App
@testable import Panes
@testable import Shell

@Suite("The mouse, and keyboards without Latin letters")
struct PointerTests {
    private func opened() -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: (0..<30).map { Sample.item($0) }))
        driver.press("<enter>")
        return driver
    }

    @Test("A click selects the row, a second one opens it")
    func clicks() {
        var driver = opened()
        driver.send(.key(.click(x: 5, y: 6)))
        #expect(driver.state.items?.cursor.selected == 3)
        driver.send(.key(.click(x: 5, y: 6)))
        #expect(driver.state.place == .trajectory)
    }

    @Test("Two clicks far apart in time, or on two rows, open nothing")
    func single() {
        var driver = opened()
        driver.send(.key(.click(x: 5, y: 6)))
        driver.send(.key(.click(x: 5, y: 7)))
        #expect(driver.state.items?.cursor.selected == 4)
        driver.send(.clock(StateDriver.start + 5))
        driver.send(.key(.click(x: 5, y: 7)))
        #expect(driver.state.place == .items)
    }

    @Test("The line between the parts follows the mouse, within bounds")
    func drag() {
        var driver = opened()
        let before = driver.state.layout
        driver.send(.key(.click(x: 9, y: before.lower?.y ?? 0)))
        driver.send(.key(.drag(x: 9, y: 10)))
        #expect(driver.state.layout.lower?.y == 9 || driver.state.layout.lower?.y == 10)
        driver.send(.key(.drag(x: 9, y: 0)))
        #expect((driver.state.layout.list?.height ?? 0) >= 5)
        driver.send(.key(.click(x: 9, y: 3)))
        let kept = driver.state.layout.lower
        driver.send(.key(.drag(x: 9, y: 30)))
        #expect(driver.state.layout.lower == kept)
    }

    @Test("Russian and Greek letters are the keys of their places; in a line they are letters", arguments: ["о", "ξ"])
    func places(letter: Character) {
        var driver = opened()
        driver.send(.key(.character(letter)))
        #expect(driver.state.items?.cursor.selected == 1)
        driver.press("/")
        driver.send(.key(.character(letter)))
        #expect(driver.state.prompt?.input.text == String(letter))
    }
}
