import Platform
import Triage
import Wire

/// A list to be filtered and sorted.
package struct ArrangeWork: Hashable, Sendable {
    let list: RowList
    let filter: ItemFilter
    let sort: ItemSort
    let facts: [ItemID: ItemFacts]
    /// Only these; nil for all.
    let chosen: Set<ItemID>?
    let now: Timestamp
    /// Which arrangement of its model this is: an older one is dropped.
    let number: Int

    package func run() throws -> Arrangement {
        let (rows, facts) = (list.rows, facts)
        var places = filter.indices(of: rows, now: now) { facts[$0] ?? .none }
        try Task.checkCancellation()
        if let chosen { places = places.filter { chosen.contains(rows[$0].item.id) } }
        if sort != .position { places = sort.sorted(places, of: rows, now: now) { facts[$0] ?? .none } }
        return Arrangement(list: list, visible: places, number: number)
    }
}

/// What the filter leaves of a list, in the order of the sort.
package struct Arrangement: Sendable {
    let list: RowList
    let visible: [Int]
    let number: Int
}
