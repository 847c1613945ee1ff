/// A command that matters where one is, and what the status line calls it.
package struct Hint: Hashable, Sendable {
    package var command: Command
    package var word: String
    private var form = Form.usual

    private enum Form {
        case usual
        /// It stands for all commands behind the first key of this one.
        case prefix
        /// The key that does it in texts alone.
        case inTexts
    }

    package init(_ command: Command, _ word: String) {
        self.command = command
        self.word = word
    }

    /// The key that verdicts are behind.
    package static let verdict: Hint = {
        var hint = Hint(.verdict1, "verdict")
        hint.form = .prefix
        return hint
    }()

    /// A page of what is read.
    package static let page: Hint = {
        var hint = Hint(.pageDown, "page")
        hint.form = .inTexts
        return hint
    }()

    /// What is pressed for it.
    package func key(_ names: KeyNames) -> String {
        switch form {
        case .usual: return names.name(of: command)
        case .prefix: return names.prefix(of: command)
        case .inTexts:
            let keys = CommandTable.info(command)?.textKeys.map(KeyNotation.shown) ?? []
            return names.all(of: command).first(where: keys.contains) ?? names.name(of: command)
        }
    }
}
