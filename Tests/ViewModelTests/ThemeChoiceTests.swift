import Terminal
import TestSupport
import Testing

@testable import App
@testable import Shell

@Suite("Which theme the screen has")
struct ThemeChoiceTests {
    private func driver(_ choice: ThemeChoice = ThemeChoice(names: ["dark", "light", "mono"])) -> StateDriver {
        var driver = StateDriver(answers: Sample.workspace(items: [Sample.item(0)]))
        driver.configure { $0.theme = choice }
        return driver
    }

    @Test("The terminal's own word counts where the user said nothing")
    func ground() {
        var asked = driver()
        asked.send(.ground(.light))
        #expect(asked.state.shownTheme == "light")
        var chosen = driver(ThemeChoice(chosen: "mono"))
        chosen.send(.ground(.light))
        #expect(chosen.state.shownTheme == "mono")
    }

    @Test("A terminal is asked where nobody chose and it says what it is, or where auto was chosen")
    func asks() {
        #expect(!ThemeChoice().asks && ThemeChoice(asks: true).asks)
        #expect(!ThemeChoice(chosen: "mono", asks: true).asks)
        let automatic = ThemeChoice(chosen: "auto")
        #expect(automatic.asks && automatic.name == "dark" && !automatic.isChosen)
        #expect(!Ground.isTold(in: ["TERM": "xterm-256color", "COLORTERM": ""]))
        #expect(Ground.isTold(in: ["TERM": "xterm-kitty"]) && Ground.isTold(in: ["COLORTERM": "truecolor"]))
    }

    @Test("What the environment says holds until the terminal says otherwise")
    func guess() {
        var driver = driver(ThemeChoice(guess: .light))
        #expect(driver.state.shownTheme == "light")
        driver.send(.ground(.dark))
        #expect(driver.state.shownTheme == "dark")
    }

    @Test("A name is shown while it stands in the line, and Esc takes it back")
    func preview() {
        var driver = driver()
        driver.press(":theme light")
        #expect(driver.state.shownTheme == "light")
        driver.press("<esc>")
        #expect(driver.state.shownTheme == "dark")
        driver.run("theme light")
        #expect(driver.state.shownTheme == "light")
        driver.send(.ground(.dark))
        #expect(driver.state.shownTheme == "light")
    }

    @Test("A name that is none is told, with those that there are")
    func unknown() {
        var driver = driver()
        driver.run("theme lihgt")
        #expect(driver.state.message?.text.contains("light") == true)
        #expect(driver.state.shownTheme == "dark")
    }
}
