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

    private struct Columns {
        var words: WordColumn?
        var texts: [String: TextColumn] = [:]
        var keys: [ItemColumn: [UInt64]] = [:]
        var signatures: [Int: SignatureBlock] = [:]
    }

    /// What is known of the failures of an earlier table serves where its rows are the same objects.
    package init(_ rows: [ItemRow], after earlier: ItemTable? = nil) {
        self.rows = rows
        isSettled = rows.allSatisfy(\.item.status.isTerminal)
        guard let earlier else { return }
        let known = earlier.columns.withLock(\.signatures).filter { block, _ in
            let range = Self.rows(ofBlock: block, of: max(rows.count, earlier.rows.count))
            return range.upperBound <= rows.count && range.upperBound <= earlier.rows.count
                && range.allSatisfy { rows[$0] === earlier.rows[$0] }
        }
        columns.withLock { $0.signatures = known }
    }

    package static func == (left: ItemTable, right: ItemTable) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// What bare words are looked for in.
    var words: WordColumn {
        columns.withLock { columns in
            if let words = columns.words { return words }
            let words = WordColumn(rows)
            columns.words = words
            return words
        }
    }

    /// The texts of a field, by its name.
    func texts(_ name: String, _ read: (ItemRow) -> String?) -> TextColumn {
        if let texts = columns.withLock({ $0.texts[name] }) { return texts }
        let texts = TextColumn(rows.lazy.map(read))
        columns.withLock { $0.texts[name] = texts }
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
            if column.isLasting || isSettled { _ = column.keys(of: self) }
        }
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
        let keys = make()
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
