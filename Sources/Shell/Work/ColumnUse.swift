import Platform
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

    package init() {}

    /// Columns of which any item says something.
    package var said: Set<ItemColumn> { Set(counts.filter { $0.value > 0 }.keys) }

    /// The model of all items that name one: said once, it needs no column.
    package var onlyModel: String? { models.count == 1 ? models.first : nil }

    /// Fewer than one item in ten says something.
    package func isRare(_ column: ItemColumn) -> Bool { counts[column, default: 0] * 10 < items }

    package mutating func add(_ rows: some Sequence<ItemRow>) {
        var found = [Int](repeating: 0, count: Self.optional.count)
        for row in rows {
            items += 1
            if models.count < 2, let model = row.item.model { models.insert(model) }
            largestPosition = max(largestPosition, row.item.position)
            for at in found.indices where Self.optional[at].isSaid(row) { found[at] += 1 }
        }
        for (at, count) in found.enumerated() { counts[Self.optional[at].column, default: 0] += count }
    }

    private static let optional: [(column: ItemColumn, isSaid: @Sendable (ItemRow) -> Bool)] = [
        (.model, { $0.item.model != nil }), (.duration, { $0.item.startedAt != nil }), (.tokens, { $0.tokens != nil }),
        (.steps, { $0.steps != nil }), (.score, { $0.score != nil }),
        (.retries, { $0.item.maxRetries > 0 || $0.item.retryCount > 0 }),
        (.error, { $0.item.error != nil || $0.provisionFailure != nil || $0.agentError != nil }),
    ]
}
