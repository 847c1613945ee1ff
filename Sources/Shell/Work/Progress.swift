/// How far something has come.
package struct Progress: Hashable, Sendable {
    package var label: String
    package var done: Int
    /// Nil: not known, which is normal for streamed bundles.
    package var total: Int?

    package init(label: String, done: Int, total: Int?) {
        self.label = label
        self.done = done
        self.total = total
    }
}
