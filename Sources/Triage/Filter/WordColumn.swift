import TextSearch
import Wire

/// The texts in which bare words are looked for, of all rows one behind the other as they read: one search runs through
/// them all, 16 places at a time.
struct WordColumn: Sendable {
    private var bytes: [UInt8] = []
    /// Where the texts of each row end.
    private var ends: [Int] = []

    init(_ rows: [ItemRow]) {
        ends.reserveCapacity(rows.count)
        for row in rows { append(row) }
        // It grew by doubling, and is kept as it is.
        bytes = bytes.withUnsafeBytes(Array.init)
    }

    private mutating func append(_ row: ItemRow) {
        // A line feed between them: no word matches across two fields.
        row.forEachSearched { field in
            FoldedText.append(field, to: &bytes)
            bytes.append(0x0A)
        }
        ends.append(bytes.count)
    }

    /// The column after the rows at these places, in order, have changed or were added.
    func replacing(_ places: [Int], with rows: [ItemRow]) -> WordColumn {
        guard !places.isEmpty else { return self }
        var column = WordColumn([])
        column.bytes.reserveCapacity(bytes.count + places.count * 64)
        column.ends.reserveCapacity(rows.count)
        var next = 0
        for place in places {
            column.append(self, next..<max(next, min(place, ends.count)))
            column.append(rows[place])
            next = place + 1
        }
        column.append(self, next..<max(next, ends.count))
        return column
    }

    private mutating func append(_ other: WordColumn, _ rows: Range<Int>) {
        guard !rows.isEmpty else { return }
        let start = rows.lowerBound == 0 ? 0 : other.ends[rows.lowerBound - 1]
        let shift = bytes.count - start
        bytes += other.bytes[start..<other.ends[rows.upperBound - 1]]
        ends += other.ends[rows].lazy.map { $0 + shift }
    }

    /// Of the places, those whose row holds the word, whatever its case.
    func places(holding word: [UInt8], among places: [Int]) -> [Int] {
        guard let needle = TextNeedle(word, ignoresCase: false) else { return places }
        return bytes.withUnsafeBytes { all in
            places.count < ends.count / 4
                ? places.filter { holds(needle, row: $0, all) } : scan(needle, among: places, all)
        }
    }

    private func holds(_ needle: TextNeedle, row: Int, _ all: UnsafeRawBufferPointer) -> Bool {
        let text = UnsafeRawBufferPointer(rebasing: all[(row == 0 ? 0 : ends[row - 1])..<ends[row]])
        return needle.next(in: text, from: 0) != nil
    }

    /// One search through everything; behind a match it goes on with the next row.
    private func scan(_ needle: TextNeedle, among places: [Int], _ all: UnsafeRawBufferPointer) -> [Int] {
        var holds = [Bool](repeating: false, count: ends.count)
        var row = 0
        var at = 0
        while let found = needle.next(in: all, from: at) {
            row = Self.row(of: found, from: row, ends)
            holds[row] = true
            at = ends[row]
        }
        return places.filter { holds[$0] }
    }

    /// The row, from one on, in whose texts an offset lies. Strides double: matches may be near or far apart.
    private static func row(of offset: Int, from first: Int, _ ends: [Int]) -> Int {
        var low = first
        var stride = 1
        while low + stride < ends.count, ends[low + stride] <= offset {
            low += stride
            stride *= 2
        }
        return ends[low..<max(low, min(low + stride, ends.count - 1))].partitioningIndex { $0 > offset }
    }
}
