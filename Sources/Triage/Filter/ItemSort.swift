package import Platform
package import Wire

/// What items can be sorted by.
package enum ItemColumn: String, CaseIterable, Sendable {
    case position, status, task, model, duration, tokens, retries, steps, tools, error, started, completed, refusals,
        score, cost,
        mark, id,
        worker

    /// How a column's value is had of an item: a number, or a text.
    enum Reading {
        case number((ItemRow, ItemFacts, Timestamp) -> Double?)
        case text((ItemRow, ItemFacts) -> String?)
    }

    /// The largest first is what people want to see of this column.
    package var startsDescending: Bool {
        switch self {
        case .duration, .tokens, .retries, .steps, .tools, .started, .completed, .refusals, .cost: true
        default: false
        }
    }

    /// The answer depends on `ItemFacts`.
    package var needsFacts: Bool { self == .refusals || self == .mark }

    /// The answer depends on the row alone: not on the time, and not on `ItemFacts`.
    var isLasting: Bool { !needsFacts && self != .duration }

    var read: Reading {
        switch self {
        case .position: .number { row, _, _ in Double(row.item.position) }
        case .status: .number { row, _, _ in Double(row.statusRank) }
        case .task: .text { row, _ in row.item.taskName }
        case .model: .text { row, _ in row.item.model }
        case .duration: .number { row, _, now in row.duration(now: now) }
        case .tokens: .number { row, _, _ in row.tokens?.value }
        case .retries: .number { row, _, _ in row.item.retryCount.value }
        case .steps: .number { row, _, _ in row.steps?.value }
        case .tools: .number { row, _, _ in row.toolCalls?.value }
        case .error: .text { row, _ in row.item.error }
        case .started: .number { row, _, _ in row.item.startedAt?.seconds }
        case .completed: .number { row, _, _ in row.item.completedAt?.seconds }
        case .refusals: .number { _, facts, _ in facts.refusals.map(Double.init) }
        case .score: .number { row, _, _ in row.score?.value }
        case .cost: .number { row, _, _ in row.cost?.value }
        case .mark: .text { _, facts in facts.mark }
        case .id: .text { row, _ in row.item.id.text }
        case .worker: .text { row, _ in row.item.workerID }
        }
    }
}

/// An order of items by one or two columns, stable: what is equal stays in the order it came in. Items without a value
/// come last, whichever way the column runs.
package struct ItemSort: Hashable, Sendable {
    /// One column and its direction.
    package struct Key: Hashable, Sendable {
        package var column: ItemColumn
        package var isDescending: Bool

        package init(_ column: ItemColumn, isDescending: Bool? = nil) {
            self.column = column
            self.isDescending = isDescending ?? column.startsDescending
        }
    }

    package var first: Key
    package var second: Key?

    package init(_ first: Key, then second: Key? = nil) {
        self.first = first
        self.second = second
    }

    /// The order depends on marks or sweeps.
    package var needsFacts: Bool { first.column.needsFacts || second?.column.needsFacts == true }

    /// The order depends on a refusal sweep.
    package var needsRefusals: Bool { first.column == .refusals || second?.column == .refusals }

    /// By place in the data set.
    package static let position = ItemSort(Key(.position))

    /// Reads `duration`, `-tokens`, `status,-duration`: `-` is from the largest down.
    package init(parsing text: String) throws(FilterError) {
        let keys = try text.split(separator: ",").map { word throws(FilterError) in try Self.key(word) }
        guard let first = keys.first, keys.count <= 2 else {
            throw FilterError(message: "sort takes one or two columns, such as status,duration", word: text)
        }
        self.init(first, then: keys.count > 1 ? keys[1] : nil)
    }

    private static func key(_ word: Substring) throws(FilterError) -> Key {
        let name = String(word.drop { "+-".contains($0) }).lowercased()
        guard let column = ItemColumn(rawValue: name) else {
            let names = ItemColumn.allCases.map(\.rawValue)
            throw FilterError(
                message: "no column \(name)", word: String(word),
                suggestion: Spelling.closest(to: name, among: names) ?? names.joined(separator: ", "))
        }
        return Key(column, isDescending: word.hasPrefix("-"))
    }

    /// The order as it is typed.
    package var text: String {
        [first, second].compactMap { $0 }.map { key in
            (key.isDescending ? "-" : "") + key.column.rawValue
        }.joined(separator: ",")
    }

    /// The order in words: `duration ↓, then status`. The place in the data set goes without saying.
    package var words: String {
        [first, second == Key(.position) ? nil : second].compactMap { $0 }.map { key in
            key.column.rawValue + (key.isDescending ? " ↓" : "")
        }.joined(separator: ", then ")
    }

    /// The places in order.
    package func sorted(
        _ places: [Int], of table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemFacts = { _ in .none }
    ) -> [Int] {
        // Stable, so the second column goes first.
        var places = places
        for case .some(let key) in [second, first] {
            places = RadixSort.sorted(places, by: Self.keys(key, places, table, now, facts))
        }
        return places
    }

    /// For each place its value as a whole number in the wanted order.
    private static func keys(
        _ key: Key, _ places: [Int], _ table: ItemTable, _ now: Timestamp, _ facts: (ItemID) -> ItemFacts
    ) -> [UInt64] {
        let column = key.column
        guard column.isLasting || column == .duration && table.isSettled else {
            let keys = column.keys(places.map { table.rows[$0] }, now, facts)
            return key.isDescending ? keys.map { $0 == .max ? .max : .max - 1 - $0 } : keys
        }
        let all = column.keys(of: table)
        // No rank is as high: what has none comes last.
        let last = UInt64(all.count)
        return places.map { place in
            let rank = all[place]
            return rank == .max ? last : key.isDescending ? last - 1 - rank : rank
        }
    }
}
