import Platform
package import Triage

/// What a comparison was made of: the rows stay, so that a task's runs can be opened.
package struct ComparisonResult: Sendable {
    package let comparison: Comparison
    package let before: [ItemRow]
    package let after: [ItemRow]

    package init(comparison: Comparison, before: [ItemRow], after: [ItemRow]) {
        self.comparison = comparison
        self.before = before
        self.after = after
    }
}
