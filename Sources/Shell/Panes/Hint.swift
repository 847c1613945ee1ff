/// A command that matters where one is, and what the status line calls it.
package struct Hint: Hashable, Sendable {
    package var command: Command
    package var word: String
    /// It stands for all commands behind the first key of this one.
    package var isPrefix = false

    package init(_ command: Command, _ word: String) {
        self.command = command
        self.word = word
    }

    /// The key that verdicts are behind.
    package static let verdict: Hint = {
        var hint = Hint(.verdict1, "verdict")
        hint.isPrefix = true
        return hint
    }()

    /// What is pressed for it.
    package func key(_ names: KeyNames) -> String {
        isPrefix ? names.prefix(of: command) : names.name(of: command)
    }
}
