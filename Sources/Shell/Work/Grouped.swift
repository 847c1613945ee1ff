package import Platform
package import Triage
import Wire

/// Items that have something in common.
package struct ItemGroup: Sendable {
    /// What they have in common; empty where they lack it.
    package let name: String
    package let tally: OutcomeTally
    /// Places of the group's rows.
    package let members: [Int]

    package init(name: String, tally: OutcomeTally, members: [Int]) {
        self.name = name
        self.tally = tally
        self.members = members
    }

    package var failures: Int {
        tally.counts.counts.reduce(Quantity.zero) { $0 + ($1.key.isFailure ? $1.value : 0) }.int
    }
}

/// A list in groups.
package struct Grouped: Sendable {
    package let table: ItemTable
    package let grouping: ItemGrouping?
    /// Where the grouping is nil, the largest first.
    package var classes: [FailureClass] = []
    /// Where the items are grouped by something else.
    package var groups: [ItemGroup] = []
    /// How far it is, where these are the groups of some items only.
    package var progress: Progress?
    /// Items of which nobody knows how they ended.
    package var unknown = 0
    /// Failures that say nothing, and whose trajectories have not been read.
    package var silent: [EvaluationItem] = []

    package init(table: ItemTable, grouping: ItemGrouping?) {
        self.table = table
        self.grouping = grouping
    }
}
