import Platform
import Wire

/// One condition of a filter, resolved to what it asks of an item.
struct FilterClause: Sendable {
    /// The answer depends on `ItemAnnotations`.
    var isLocal = false
    /// It asks what only a sweep for refusals knows.
    var asksForRefusals = false
    /// What has to be said beside the answer, of these rows; nil where nothing has to.
    var remark: FilterRemark?
    var test: FilterTest

    /// The places whose rows pass.
    func places(
        _ places: [Int], in table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemAnnotations
    ) -> [Int] {
        switch test {
        case .word(let word):
            let held = table.words.places(holding: word.folded, among: places)
            return word.isExact ? held.filter { table.rows[$0].holds(word.matches) } : held
        case .pattern(let pattern): return places.filter { table.rows[$0].holds(pattern.matches) }
        case .text(let name, let read, let accepts):
            let column = table.texts(name, read)
            // Asked once for each different text.
            let passes = column.texts.map(accepts)
            return places.filter { place in
                let number = column.numbers[place]
                return number != TextColumn.none && passes[Int(number)]
            }
        case .each(let holds):
            return places.filter { place in
                let row = table.rows[place]
                return holds(row, isLocal ? facts(row.item.id) : .none, now)
            }
        }
    }
}

/// Why "none of them" may not be the answer that it seems to be.
enum FilterRemark: Sendable {
    /// Items of which nobody knows it pass no condition on a field.
    case unknown(field: String, isKnown: @Sendable (ItemRow, Timestamp) -> Bool)
    /// A word that a field is not known to have, but may.
    case unusual(field: String, value: String, read: @Sendable (ItemRow) -> String?)

    /// The sentence; nil where all is known. An item that has not ended is not expected to tell yet.
    func words(of rows: [ItemRow], now: Timestamp) -> String? {
        switch self {
        case .unknown(let field, let isKnown):
            let count = rows.count { $0.item.status.isTerminal && !isKnown($0, now) }
            return count == 0 ? nil : "\(field) is unknown for \(count) of \(rows.count) items"
        case .unusual(let field, let value, let read):
            return rows.contains { read($0) == value } ? nil : "no item has the \(field) \(value)"
        }
    }
}

/// What a condition asks.
enum FilterTest: Sendable {
    /// Whether any of the texts of an item holds a word.
    case word(SearchWord)
    /// Whether one of the texts of an item matches.
    case pattern(FilterPattern)
    /// Whether the text of a field passes; where there is none it does not. The name says which column it is.
    case text(String, @Sendable (ItemRow) -> String?, accepts: @Sendable (String) -> Bool)
    /// Whether a row passes.
    case each(@Sendable (ItemRow, ItemAnnotations, Timestamp) -> Bool)

    /// Its place in the order of what it costs.
    var cost: Int {
        switch self {
        case .text: 0
        case .each: 1
        case .word, .pattern: 2
        }
    }
}
