import Platform
import Wire

/// One condition of a filter, resolved to what it asks of an item.
struct FilterClause: Sendable {
    var isNegated = false
    /// The answer depends on `ItemFacts`.
    var isLocal = false
    /// The word to light up in texts.
    var highlight: String?
    var test: FilterTest

    /// The places whose rows pass.
    func places(
        _ places: [Int], in table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemFacts
    ) -> [Int] {
        switch test {
        case .word(let word): return self.places(places, holding: word, in: table)
        case .text(let name, let read, let accepts):
            let column = table.texts(name, read)
            // Asked once for each different text.
            let passes = column.texts.map { accepts($0) != isNegated }
            return places.filter { place in
                let number = column.numbers[place]
                return number == TextColumn.none ? isNegated : passes[Int(number)]
            }
        case .each(let holds):
            return places.filter { place in
                let row = table.rows[place]
                return holds(row, isLocal ? facts(row.item.id) : .none, now) != isNegated
            }
        }
    }

    private func places(_ places: [Int], holding word: SearchWord, in table: ItemTable) -> [Int] {
        var held = table.words.places(holding: word.folded, among: places)
        if word.isExact { held = held.filter { table.rows[$0].holds(word) } }
        guard isNegated else { return held }
        var rest = held[...]
        // Both run upwards.
        return places.filter { place in
            if rest.first == place {
                rest.removeFirst()
                return false
            }
            return true
        }
    }
}

/// What a condition asks.
enum FilterTest: Sendable {
    /// Whether any of the texts of an item holds a word.
    case word(SearchWord)
    /// Whether the text of a field passes; where there is none it does not. The name says which column it is.
    case text(String, @Sendable (ItemRow) -> String?, accepts: @Sendable (String) -> Bool)
    /// Whether a row passes.
    case each(@Sendable (ItemRow, ItemFacts, Timestamp) -> Bool)

    /// Its place in the order of what it costs.
    var cost: Int {
        switch self {
        case .text: 0
        case .each: 1
        case .word: 2
        }
    }
}
