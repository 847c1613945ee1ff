/// How a query names a tool: its whole name in either case, or with a star behind it the beginning of names.
package struct ToolName: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// What names are, or begin with.
    package let letters: String
    package let isPrefix: Bool

    package init(_ text: some StringProtocol) {
        self.text = String(text)
        isPrefix = text.count > 1 && text.hasSuffix("*")
        letters = String(isPrefix ? text.dropLast() : text[...])
    }

    package func fits(_ name: String) -> Bool {
        isPrefix ? name.lowercased().hasPrefix(letters.lowercased()) : name.lowercased() == letters.lowercased()
    }
}
