/// What a line that is typed could become.
package struct Completion: Hashable, Sendable {
    /// The line as a whole.
    package var line: String
    /// What is shown of it, and what that does or is.
    package var label: String
    package var help: String

    package init(line: String, label: String, help: String) {
        self.line = line
        self.label = label
        self.help = help
    }
}
