import Platform
import Triage
import Wire

/// A list to be grouped.
package struct GroupWork: Hashable, Sendable {
    let list: RowList
    let filter: ItemFilter
    let facts: [ItemID: ItemFacts]
    /// Nil: by why they failed.
    let grouping: ItemGrouping?
    let lastErrors: [ItemID: String]
    let known: KnownSignatures
    let now: Timestamp

    package func run(_ report: (Progress) -> Void = { _ in }) throws -> Grouped {
        let facts = facts
        let places = filter.indices(of: list.rows, now: now) { facts[$0] ?? .none }
        try Task.checkCancellation()
        var grouped = Grouped(list: list, grouping: grouping)
        if let grouping {
            grouped.groups = try groups(by: grouping, at: places)
            return grouped
        }
        grouped.classes = try known.classes(of: list, at: places, lastErrors: lastErrors) { done in
            try Task.checkCancellation()
            if done > 0 { report(Progress(label: "grouping", done: done, total: places.count)) }
        }
        grouped.silent = places.filter { isUnread(list.rows[$0]) }.map { list.rows[$0].item }
        return grouped
    }

    private func isUnread(_ row: ItemRow) -> Bool {
        row.item.sessionID != nil && lastErrors[row.item.id] == nil && row.isSilentFailure
    }

    /// Those with the most failures first; equal ones in the order met.
    private func groups(by grouping: ItemGrouping, at places: [Int]) throws -> [ItemGroup] {
        let groups = try grouping.groups(of: list.rows, at: places).map { name, members in
            try Task.checkCancellation()
            let tally = OutcomeTally(members.lazy.map { list.rows[$0] }, now: now)
            return ItemGroup(name: name, tally: tally, members: members)
        }
        return groups.enumerated()
            .sorted { ($1.element.failures, $0.offset) < ($0.element.failures, $1.offset) }
            .map(\.element)
    }
}

/// Items that have something in common.
package struct ItemGroup: Sendable {
    /// What they have in common; empty where they lack it.
    package let name: String
    package let tally: OutcomeTally
    /// Places of the group's rows.
    let members: [Int]

    package var failures: Int { tally.counts.counts.reduce(0) { $0 + ($1.key.isFailure ? $1.value : 0) } }
}

/// A list in groups.
package struct Grouped: Sendable {
    package let list: RowList
    package let grouping: ItemGrouping?
    /// Where the grouping is nil, the largest first.
    package var classes: [FailureClass] = []
    /// Where the items are grouped by something else.
    package var groups: [ItemGroup] = []
    /// Failures that say nothing, and whose trajectories have not been read.
    var silent: [EvaluationItem] = []

    init(list: RowList, grouping: ItemGrouping?) {
        self.list = list
        self.grouping = grouping
    }
}
