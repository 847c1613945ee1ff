/// A command of the user's own with what it is run on.
package struct OwnRun: Hashable, Sendable {
    package var command: OwnCommand
    package var values: [OwnCommand.Variable: String]
    /// What the file holds; nil where none is named.
    package var text: String?

    package init(command: OwnCommand, values: [OwnCommand.Variable: String], text: String?) {
        self.command = command
        self.values = values
        self.text = text
    }
}
