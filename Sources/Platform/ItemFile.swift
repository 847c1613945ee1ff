/// A file that was kept beside an item: what its verifier wrote, a log, what the agent left behind.
package struct ItemFile: Hashable, Sendable {
    package var name: String
    package var size: Int
    /// Its last lines, as anybody wrote them; nil for what is no text.
    package var text: String?

    package init(name: String, size: Int, text: String?) {
        self.name = name
        self.size = size
        self.text = text
    }
}
