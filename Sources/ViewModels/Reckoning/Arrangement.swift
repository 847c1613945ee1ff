import Platform
import Triage

/// What the filter leaves of a list, in the order of the sort.
package struct Arrangement: Sendable {
    let table: ItemTable
    let visible: [Int]
    let use: ColumnUse
    let number: Int
}
