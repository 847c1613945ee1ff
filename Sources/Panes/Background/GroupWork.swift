import Platform
package import Shell
import Triage
import Wire

/// A list to be grouped.
package struct GroupWork: ComputeWork {
    let table: ItemTable
    let filter: ItemFilter
    let facts: [ItemID: ItemAnnotations]
    /// Nil: by why they failed.
    let grouping: ItemGrouping?
    let lastErrors: [ItemID: String]
    let now: Timestamp

    /// The groups of all rows.
    package func run() throws -> Grouped {
        let places = passing
        try Task.checkCancellation()
        guard grouping == nil else { return try grouped(places) }
        return grouped(places, table.failureClasses(at: places, lastErrors: lastErrors))
    }

    /// The same on several threads; `report` hears now and then what is known so far.
    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) async throws {
        guard grouping == nil else { return report(.grouped(try run())) }
        let places = passing
        try await SignatureWork(table: table, places: places).run { done in
            var known = grouped(places, table.classes(ofKnown: places, lastErrors: lastErrors))
            known.progress = Progress(label: "grouping", done: done, total: places.count)
            report(.grouped(known))
        }
        report(.grouped(try run()))
    }

    /// The places that the filter leaves.
    private var passing: [Int] {
        let facts = facts
        return filter.places(in: table, now: now) { facts[$0] ?? .none }
    }

    private func grouped(_ places: [Int]) throws -> Grouped {
        var grouped = Grouped(table: table, grouping: grouping)
        if let grouping { grouped.groups = try groups(by: grouping, at: places) }
        return grouped
    }

    private func grouped(_ places: [Int], _ classes: [FailureClass]) -> Grouped {
        var grouped = Grouped(table: table, grouping: nil)
        grouped.classes = classes
        // Where the filter leaves nothing, what is not known of all items is why.
        grouped.unknown =
            places.isEmpty ? table.rows.count(where: \.isUnknown) : places.count { table.rows[$0].isUnknown }
        grouped.silent = places.filter { isUnread(table.rows[$0]) }.map { table.rows[$0].item }
        return grouped
    }

    private func isUnread(_ row: ItemRow) -> Bool {
        row.item.sessionID != nil && row.isSilentFailure && lastErrors[row.item.id] == nil
    }

    /// Those with the most failures first; equal ones in the order met.
    private func groups(by grouping: ItemGrouping, at places: [Int]) throws -> [ItemGroup] {
        let groups = try grouping.groups(of: table, at: places).map { name, members in
            try Task.checkCancellation()
            let tally = OutcomeTally(members.lazy.map { table.rows[$0] }, now: now)
            return ItemGroup(name: name, tally: tally, members: members)
        }
        return groups.enumerated()
            .sorted { ($1.element.failures, $0.offset) < ($0.element.failures, $1.offset) }
            .map(\.element)
    }
}
