import Platform
import TextSearch
import Wire

#if canImport(Glibc)
    import Glibc
#endif

extension ItemColumn {
    /// The keys of all rows of a table, for a column that depends on the row alone: made once, and as small as can be,
    /// since sorting walks the list for each byte in which they differ.
    func keys(of table: ItemTable) -> [UInt64] {
        table.keys(self) { RadixSort.ranks(keys(table.rows, Timestamp(seconds: 0)) { _ in .none }) }
    }

    /// The values of rows as whole numbers in the same order; `.max` where there is none. Texts count by their rank among
    /// the different texts.
    func keys(_ rows: [ItemRow], _ now: Timestamp, _ facts: (ItemID) -> ItemAnnotations) -> [UInt64] {
        switch read {
        case .number(let read):
            rows.map { row in read(row, needsFacts ? facts(row.item.id) : .none, now).map(Self.key) ?? .max }
        case .text(let read):
            TextColumn(rows.map { row in read(row, needsFacts ? facts(row.item.id) : .none) }).ranks()
        }
    }

    /// Whether two rows stand at one place in the order of a column that depends on the row alone, now and later.
    func isSame(_ one: ItemRow, _ other: ItemRow) -> Bool {
        guard isLasting else { return false }
        let start = Timestamp(seconds: 0)
        switch read {
        case .number(let read): return read(one, .none, start) == read(other, .none, start)
        case .text(let read): return read(one, .none) == read(other, .none)
        }
    }

    /// A double as a whole number in the same order.
    private static func key(_ number: Double) -> UInt64 {
        let bits = number.isNaN ? Double.infinity.bitPattern : number.bitPattern
        return bits >> 63 == 1 ? ~bits : bits | (1 << 63)
    }
}

extension TextColumn {
    /// For each row the rank of its text among the different ones, in any case; `.max` where it has none, or an empty one.
    ///
    /// Most columns hold few different texts, ids hold only different ones: each is folded once, into one piece of memory,
    /// and compared there.
    func ranks() -> [UInt64] {
        var bytes: [UInt8] = []
        let ends = texts.map { text in
            FoldedText.append(text, to: &bytes)
            return bytes.count
        }
        let ranks = bytes.withUnsafeBytes { Self.ranks($0, ends) }
        return numbers.map { $0 == Self.none || texts[Int($0)].isEmpty ? .max : ranks[Int($0)] }
    }

    private static func ranks(_ bytes: UnsafeRawBufferPointer, _ ends: [Int]) -> [UInt64] {
        func text(_ number: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
        }
        func order(_ left: Int, _ right: Int) -> Int {
            let (first, second) = (text(left), text(right))
            guard let one = first.baseAddress, let other = second.baseAddress else { return first.count - second.count }
            let difference = memcmp(one, other, min(first.count, second.count))
            return difference == 0 ? first.count - second.count : Int(difference)
        }
        let sorted = ends.indices.sorted { order($0, $1) < 0 }
        var ranks = [UInt64](repeating: 0, count: ends.count)
        for place in sorted.indices.dropFirst() {
            let isNew = order(sorted[place - 1], sorted[place]) != 0
            ranks[sorted[place]] = ranks[sorted[place - 1]] + (isNew ? 1 : 0)
        }
        return ranks
    }
}

/// Sorts by whole numbers, byte by byte from the least: as long as walking the list a few times, however many there are.
enum RadixSort {
    private struct Entry {
        var key: UInt64
        var value: Int
    }

    /// For each key its place among the different ones; `.max` where there is none.
    static func ranks(_ keys: [UInt64]) -> [UInt64] {
        var ranks = keys
        var rank: UInt64 = 0
        var before: UInt64?
        for place in sorted(Array(keys.indices), by: keys) where keys[place] != .max {
            if let before, before != keys[place] { rank += 1 }
            before = keys[place]
            ranks[place] = rank
        }
        return ranks
    }

    /// The values in the order of their keys; those with equal keys stay in the order they came in.
    static func sorted(_ values: [Int], by keys: [UInt64]) -> [Int] {
        guard zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) else { return values }
        var entries = zip(keys, values).map { Entry(key: $0, value: $1) }
        var other = entries
        for shift in stride(from: 0, to: UInt64.bitWidth, by: 8) {
            var starts = [Int](repeating: 0, count: 256)
            for entry in entries { starts[byte(entry, shift)] += 1 }
            // A byte that is the same in all keys moves nothing.
            if starts.contains(entries.count) { continue }
            var sum = 0
            for place in starts.indices { (starts[place], sum) = (sum, sum + starts[place]) }
            other.withUnsafeMutableBufferPointer { other in
                for entry in entries {
                    let byte = byte(entry, shift)
                    other[starts[byte]] = entry
                    starts[byte] += 1
                }
            }
            swap(&entries, &other)
        }
        return entries.map(\.value)
    }

    private static func byte(_ entry: Entry, _ shift: Int) -> Int {
        Int(truncatingIfNeeded: entry.key >> UInt64(shift)) & 0xFF
    }
}
