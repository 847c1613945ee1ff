import Shell
import Testing

/// A menu over lists that change under it.
struct MenuTests {
    @Test("A menu without choices takes every key, and closes by what would choose")
    func nothingToChoose() {
        let all: [Command] = [.open, .mark, .nextPane, .previousPane, .down, .up, .bottom, .halfPageDown]
        for purpose in [Menu.Purpose.sortOrder, .bookmarks] {
            for command in all {
                var menu = Menu(title: "Order", purpose: purpose, choices: [])
                #expect(menu.apply(command) != nil)
                #expect(menu.chosen.isEmpty)
            }
        }
    }
}
