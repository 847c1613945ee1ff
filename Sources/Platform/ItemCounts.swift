package import Wire

/// How many items of an evaluation are in each status.
package struct ItemCounts: Hashable, Sendable {
    package var counts: [ItemStatus: Quantity]

    package init(_ counts: [ItemStatus: Quantity] = [:]) { self.counts = counts }

    package subscript(status: ItemStatus) -> Quantity {
        get { counts[status] ?? 0 }
        set { counts[status] = newValue }
    }

    /// Items in a terminal status.
    package var finished: Quantity { counts.reduce(0) { $1.key.isTerminal ? $0 + $1.value : $0 } }
    /// All items that are counted.
    package var total: Quantity { counts.values.reduce(0, +) }

    /// passed / (passed + failed), as the platform reckons it: time-outs and infrastructure errors do not count. Nil
    /// where nothing passed or failed yet.
    package var passRate: Double? { self[.passed].share(of: self[.passed] + self[.failed]) }

    /// `64% of 92`: the rate with what it is of; `-` where there is none.
    package var rateWords: String {
        passRate.map { "\(NumberFormat.percent($0)) of \(NumberFormat.short(self[.passed] + self[.failed]))" } ?? "-"
    }
}

extension ItemCounts {
    /// Reads `item_counts`; keys that are no status of the contract are kept as statuses of their own.
    package init(_ json: JSONValue?) {
        counts = [:]
        for member in json?.object?.members ?? [] where member.key != "total" {
            if let count = member.value.count { counts[ItemStatus(rawValue: member.key)] = count }
        }
    }

    package var json: JSONValue {
        let known = ItemStatus.known.map { ($0.rawValue, JSONValue.quantity(self[$0])) }
        let others = counts.filter { !ItemStatus.known.contains($0.key) }
        return .object(JSONObject(known + others.map { ($0.key.rawValue, JSONValue.quantity($0.value)) }))
    }
}
