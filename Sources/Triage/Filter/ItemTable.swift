import Platform
import Synchronization

/// The rows of a list as they were at one time, and the columns that filters and sorts run over. A column is made when it
/// is first asked for and kept: 200,000 rows are walked once, and then arrays of plain numbers are.
///
/// Two tables are the same when they are one object.
package final class ItemTable: Sendable, Hashable {
    package let rows: [ItemRow]
    private let columns = Mutex(Columns())

    /// Whether no item goes on: what depends on the time alone lasts then.
    let isSettled: Bool

    /// Columns of an earlier table, and what has changed since: what they hold of the other rows serves.
    private struct Carried {
        var words: WordColumn?
        var texts: [String: TextColumn] = [:]
        var keys: [ItemColumn: [UInt64]] = [:]
        var changes: RowChanges
        var places: [Int]
    }

    private struct Columns {
        var carried: Carried?
        var words: WordColumn?
        var texts: [String: TextColumn] = [:]
        var keys: [ItemColumn: [UInt64]] = [:]
        var signatures: [Int: SignatureBlock] = [:]
    }

    /// What is known of an earlier table serves where its rows are the same objects.
    package init(_ rows: [ItemRow], after earlier: ItemTable? = nil) {
        self.rows = rows
        isSettled = rows.allSatisfy(\.item.status.isTerminal)
        guard let earlier else { return }
        let changes = RowChanges(from: earlier.rows, to: rows)
        let known = earlier.columns.withLock { $0 }
        let signatures = known.signatures.filter { block, _ in
            let range = Self.rows(ofBlock: block, of: max(rows.count, earlier.rows.count))
            return range.upperBound <= rows.count && range.upperBound <= earlier.rows.count
                && range.allSatisfy { rows[$0] === earlier.rows[$0] }
        }
        columns.withLock { columns in
            columns.signatures = signatures
            guard let places = changes.places else { return }
            columns.carried = Carried(
                words: known.words, texts: known.texts, keys: known.keys, changes: changes, places: places)
        }
    }

    package static func == (left: ItemTable, right: ItemTable) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// What bare words are looked for in.
    var words: WordColumn {
        columns.withLock { columns in
            if let words = columns.words { return words }
            let words =
                columns.carried.flatMap { $0.words?.replacing($0.places, with: rows) } ?? WordColumn(rows)
            columns.words = words
            columns.carried?.words = nil
            return words
        }
    }

    /// The texts of a field, by its name.
    func texts(_ name: String, _ read: (ItemRow) -> String?) -> TextColumn {
        if let texts = columns.withLock({ $0.texts[name] }) { return texts }
        let carried = columns.withLock(\.carried)
        let texts =
            carried.flatMap { $0.texts[name]?.replacing($0.places, of: $0.changes, read) }
            ?? TextColumn(rows.lazy.map(read))
        columns.withLock { columns in
            columns.texts[name] = texts
            columns.carried?.texts[name] = nil
        }
        return texts
    }

    /// Makes the columns that are asked for most: for bare words, for the fields that few texts are in, for sorting.
    /// `pause` is called between them, and stops the work by throwing.
    package func prepare(_ pause: () throws -> Void) rethrows {
        _ = words
        for name in ["status", "task", "model"] {
            try pause()
            if let read = ItemField.named(name)?.text { _ = texts(name, read) }
        }
        for column in [ItemColumn.status, .task, .model, .tokens, .retries, .error, .duration] {
            try pause()
            // A list that goes on is sorted again where somebody sorts it.
            let isWanted = columns.withLock { $0.carried == nil || serves($0.carried, column) }
            if isWanted, column.isLasting || isSettled { _ = column.keys(of: self) }
        }
        columns.withLock { $0.carried = nil }
    }

    /// Whether the order of a column is as it was.
    private func serves(_ carried: Carried?, _ column: ItemColumn) -> Bool {
        guard let carried, carried.keys[column] != nil, carried.changes.before.count == rows.count else { return false }
        return carried.places.allSatisfy { column.isSame(carried.changes.before[$0], rows[$0]) }
    }

    // MARK: Signatures

    private static func rows(ofBlock block: Int, of count: Int) -> Range<Int> {
        block * SignatureBlock.size..<min((block + 1) * SignatureBlock.size, count)
    }

    /// The signatures of a block; nil where they were not made yet.
    func signatures(_ block: Int) -> SignatureBlock? { columns.withLock { $0.signatures[block] } }

    /// Makes the signatures of a block, unless they are known.
    package func makeSignatures(_ block: Int) {
        guard signatures(block) == nil else { return }
        let made = SignatureBlock(rows, Self.rows(ofBlock: block, of: rows.count))
        columns.withLock { $0.signatures[block] = made }
    }

    // MARK: Sorting

    /// For each row the place of its value in the order of a column, the least first.
    func keys(_ column: ItemColumn, _ make: () -> [UInt64]) -> [UInt64] {
        if let keys = columns.withLock({ $0.keys[column] }) { return keys }
        let carried = columns.withLock(\.carried)
        let keys = serves(carried, column) ? carried?.keys[column] ?? make() : make()
        columns.withLock { $0.keys[column] = keys }
        return keys
    }
}

/// A column of texts that repeat: each different one once, and for every row the number of its own.
struct TextColumn: Sendable {
    /// Per row; `none` where it has no text.
    private(set) var numbers: [UInt32] = []
    /// In the order met.
    private(set) var texts: [String] = []
    static let none = UInt32.max

    /// The column after some rows have changed; nil where it is better made anew.
    func replacing(_ places: [Int], of changes: RowChanges, _ read: (ItemRow) -> String?) -> TextColumn? {
        let (before, after) = (changes.before, changes.after)
        let isSame = before.count == after.count && places.allSatisfy { read(before[$0]) == read(after[$0]) }
        if isSame { return self }
        // Texts that nobody has any more stay: they are few.
        guard texts.count <= Self.fewTexts else { return nil }
        var column = self
        var known = Dictionary(texts.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        for place in places {
            var number = Self.none
            if let text = read(after[place]) {
                number = known[text] ?? UInt32(truncatingIfNeeded: column.texts.count)
                if known.updateValue(number, forKey: text) == nil { column.texts.append(text) }
            }
            if place < before.count { column.numbers[place] = number } else { column.numbers.append(number) }
        }
        return column
    }

    private static let fewTexts = 1_000

    init(_ values: some Collection<String?>) {
        var known: [String: UInt32] = [:]
        numbers.reserveCapacity(values.count)
        for value in values {
            guard let value else {
                numbers.append(Self.none)
                continue
            }
            if let number = known[value] {
                numbers.append(number)
            } else {
                known[value] = UInt32(truncatingIfNeeded: texts.count)
                numbers.append(UInt32(truncatingIfNeeded: texts.count))
                texts.append(value)
            }
        }
    }
}
