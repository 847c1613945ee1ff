import Platform
package import Shell
import Triage
import Wire

/// A list to be filtered and sorted.
package struct FilterSortWork: ComputeWork {
    let table: ItemTable
    let filter: ItemFilter
    let sort: ItemSort
    let facts: [ItemID: ItemAnnotations]
    /// Only these; nil for all.
    let chosen: Set<ItemID>?
    let now: Timestamp
    /// Which arrangement of its model this is: an older one is dropped.
    let number: Int

    package func run(_ report: @escaping @Sendable (EffectResult) -> Void) throws { report(.arranged(try run())) }

    package func run() throws -> Arrangement {
        let facts = facts
        var places = filter.places(in: table, now: now) { facts[$0] ?? .none }
        try Task.checkCancellation()
        if let chosen { places = places.filter { chosen.contains(table.rows[$0].item.id) } }
        if sort != .position || !table.isInPlace(places) {
            places = sort.sorted(places, of: table, now: now) { facts[$0] ?? .none }
        }
        var use = ColumnUse()
        use.add(places.lazy.map { table.rows[$0] })
        let remark = filter.remark(on: table.rows, now: now)
        return Arrangement(table: table, visible: places, use: use, remark: remark, number: number)
    }
}

extension ItemTable {
    /// Whether items come in the order of the data set, as they nearly always do.
    func isInPlace(_ places: some Collection<Int>) -> Bool {
        zip(places, places.dropFirst()).allSatisfy { rows[$0].item.position <= rows[$1].item.position }
    }
}
