import Platform
package import Triage

/// What the filter leaves of a list, in the order of the sort.
package struct Arrangement: Sendable {
    package let table: ItemTable
    package let visible: [Int]
    package let use: ColumnUse
    /// What has to be said beside what the filter leaves; nil where nothing has to.
    package let remark: String?
    package let number: Int

    package init(table: ItemTable, visible: [Int], use: ColumnUse, remark: String?, number: Int) {
        self.table = table
        self.visible = visible
        self.use = use
        self.remark = remark
        self.number = number
    }
}
