package import Platform
package import Wire

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
        _ places: [Int], of table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemAnnotations = { _ in .none }
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
        _ key: Key, _ places: [Int], _ table: ItemTable, _ now: Timestamp, _ facts: (ItemID) -> ItemAnnotations
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
