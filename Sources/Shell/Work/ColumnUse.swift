package import Platform
package import Triage
import Wire

/// What the columns of a list hold: one that holds nothing is not worth its room, and one that holds little needs little.
package struct ColumnUse: Hashable, Sendable {
    /// Items of which the column says something.
    private var counts: [ItemColumn: Int] = [:]
    private var items = 0
    package private(set) var largestPosition = 0
    /// Models that occur; of more than two it does not matter which.
    private var models: Set<String> = []

    /// Columns of the longest task name.
    package private(set) var taskWidth = 0
    package private(set) var longestModel = ""

    package init() {}

    /// Columns of which any item says something.
    package var said: Set<ItemColumn> { Set(counts.filter { $0.value > 0 }.keys) }

    /// The model of all items that name one: said once, it needs no column.
    package var onlyModel: String? { models.count == 1 ? models.first : nil }

    /// Models differ: which one it was is worth a column.
    package var hasModels: Bool { models.count > 1 }

    /// Fewer than one item in ten says something.
    package func isRare(_ column: ItemColumn) -> Bool { counts[column, default: 0] * 10 < items }

    package mutating func add(_ rows: some Sequence<ItemRow>) {
        var found = [Int](repeating: 0, count: Self.optional.count)
        for row in rows {
            items += 1
            note(row.item)
            largestPosition = max(largestPosition, row.item.position)
            for at in found.indices where Self.optional[at].isSaid(row) { found[at] += 1 }
        }
        for (at, count) in found.enumerated() { counts[Self.optional[at].column, default: 0] += count }
    }

    /// Takes a row that came in the place of another.
    package mutating func replace(_ old: ItemRow, with row: ItemRow) {
        items -= 1
        for optional in Self.optional where optional.isSaid(old) { counts[optional.column, default: 0] -= 1 }
        add(CollectionOfOne(row))
    }

    /// Takes what stands in the place of a task.
    package mutating func note(name: String) { taskWidth = max(taskWidth, name.utf8.count) }

    /// Takes the names of an item alone.
    package mutating func note(_ item: EvaluationItem) {
        note(name: item.taskName)
        guard let model = item.model else { return }
        if models.count < 2 { models.insert(model) }
        if model.utf8.count > longestModel.utf8.count { longestModel = model }
    }

    private static let optional: [(column: ItemColumn, isSaid: @Sendable (ItemRow) -> Bool)] = [
        (.model, { $0.item.model != nil }), (.duration, { $0.item.startedAt != nil }), (.tokens, { $0.tokens != nil }),
        (.steps, { $0.steps != nil }), (.score, { $0.score != nil }),
        (.cost, { $0.cost != nil }),
        (.retries, { $0.item.maxRetries > 0 || $0.item.retryCount > 0 }),
        (.error, { $0.item.error != nil || $0.provisionFailure != nil || $0.agentError != nil }),
    ]
}
