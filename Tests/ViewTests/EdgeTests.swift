import Platform
import Terminal
import TestSupport
import Testing
import Triage

@testable import App
@testable import Shell
@testable import Views

@Suite("Wide characters and the cursor")
struct EdgeTests {
    private func driver(_ size: Size, _ name: String) -> StateDriver {
        var item = Sample.item(0, status: .failed, error: String(repeating: "錯誤", count: 80))
        item.taskName = name
        var driver = StateDriver(size: size, answers: Sample.workspace(items: [item, Sample.item(1)]))
        driver.press("<enter>")
        return driver
    }

    private func frame(_ driver: StateDriver) -> CellBuffer {
        var buffer = CellBuffer(size: driver.state.size)
        Views.draw(driver.state, theme: .plain, into: &buffer)
        return buffer
    }

    @Test("No row is wider than the screen, wherever a wide character is cut", arguments: 40...90)
    func edges(width: Int) {
        for keys in ["", "|", "e", "J"] {
            var driver = driver(Size(width: width, height: 24), String(repeating: "漢", count: 30) + "🪿")
            driver.press(keys)
            let buffer = frame(driver)
            for row in 0..<buffer.size.height {
                #expect(TextWidth.width(buffer.line(row)) <= width, "row \(row) after \(keys)")
            }
        }
    }

    @Test("The cursor rests unseen on the selected row, and is seen where something is typed")
    func cursor() {
        var driver = driver(Size(width: 80, height: 24), "task")
        driver.press("j")
        let resting = frame(driver)
        #expect(resting.cursor == Position(x: 0, y: 4))
        #expect(!resting.showsCursor)
        driver.press("/")
        let typing = frame(driver)
        #expect(typing.cursor?.y == 23)
        #expect(typing.showsCursor)
    }
}
