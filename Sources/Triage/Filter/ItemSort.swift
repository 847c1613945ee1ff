import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// What items can be sorted by.
package enum ItemColumn: String, CaseIterable, Sendable {
    case position, status, task, model, duration, tokens, retries, tools, error, started, completed, refusals, mark, id,
        worker

    /// One column's place in the order of an item: a number, or a text.
    enum Value {
        case number(Double?)
        case text(String?)
    }

    /// The largest first is what people want to see of this column.
    package var startsDescending: Bool {
        switch self {
        case .duration, .tokens, .retries, .tools, .started, .completed, .refusals: true
        default: false
        }
    }

    /// The answer depends on `ItemFacts`.
    package var needsFacts: Bool { self == .refusals || self == .mark }

    func value(of row: ItemRow, _ facts: ItemFacts, _ now: Timestamp) -> Value {
        let item = row.item
        return switch self {
        case .position: .number(Double(item.position))
        case .status: .number(Double(row.statusRank))
        case .task: .text(item.taskName)
        case .model: .text(item.model)
        case .duration: .number(row.duration(now: now))
        case .tokens: .number(row.tokens.map(Double.init))
        case .retries: .number(Double(item.retryCount))
        case .tools: .number(row.toolCalls.map(Double.init))
        case .error: .text(item.error)
        case .started: .number(item.startedAt?.seconds)
        case .completed: .number(item.completedAt?.seconds)
        case .refusals: .number(facts.refusals.map(Double.init))
        case .mark: .text(facts.mark)
        case .id: .text(item.id.text)
        case .worker: .text(item.workerID)
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

    /// The places `indices` in order.
    ///
    /// Every key becomes one whole number first, texts by their rank among the distinct texts, so that 200,000 items are
    /// compared as numbers.
    package func sorted(
        _ indices: [Int], of rows: [ItemRow], now: Timestamp, facts: (ItemID) -> ItemFacts = { _ in .none }
    ) -> [Int] {
        let major = Self.ranks(first, indices, rows, now, facts)
        let minor = second.map { Self.ranks($0, indices, rows, now, facts) }
        var entries = indices.indices.map { place in
            Entry(major: major[place], minor: minor?[place] ?? 0, place: UInt32(truncatingIfNeeded: place))
        }
        entries.sort { $0.isBefore($1) }
        return entries.map { indices[Int($0.place)] }
    }

    private struct Entry {
        var major: UInt64
        var minor: UInt64
        var place: UInt32

        func isBefore(_ other: Entry) -> Bool {
            if major != other.major { return major < other.major }
            if minor != other.minor { return minor < other.minor }
            return place < other.place
        }
    }

    private static func ranks(
        _ key: Key, _ indices: [Int], _ rows: [ItemRow], _ now: Timestamp, _ facts: (ItemID) -> ItemFacts
    ) -> [UInt64] {
        let local = key.column.needsFacts
        let values = indices.map { index in
            key.column.value(of: rows[index], local ? facts(rows[index].item.id) : .none, now)
        }
        let texts = TextRanks(values)
        return values.indices.map { place in
            switch values[place] {
            case .number(nil), .text(nil), .text(""): return .max
            case .number(.some(let number)): return directed(ordered(number), key.isDescending)
            case .text: return directed(texts[place], key.isDescending)
            }
        }
    }

    /// A double as a whole number in the same order.
    private static func ordered(_ number: Double) -> UInt64 {
        let bits = number.isNaN ? Double.infinity.bitPattern : number.bitPattern
        return bits >> 63 == 1 ? ~bits : bits | (1 << 63)
    }

    private static func directed(_ rank: UInt64, _ isDescending: Bool) -> UInt64 {
        isDescending ? .max - 1 - rank : rank
    }
}

/// The rank of each text among the different texts, in any case. Most columns hold few different texts, ids hold only
/// different ones: each is folded once, into one piece of memory, and compared there.
private struct TextRanks {
    /// For each value the number of its text among the different ones; -1 for what is no text.
    private var numbers: [Int] = []
    private var ranks: [UInt64] = []

    init(_ values: [ItemColumn.Value]) {
        var known: [String: Int] = [:]
        var bytes: [UInt8] = []
        var ends: [Int] = []
        numbers = values.map { value in
            guard case .text(.some(let text)) = value else { return -1 }
            if let number = known[text] { return number }
            known[text] = ends.count
            bytes += SearchText.fold(text)
            ends.append(bytes.count)
            return ends.count - 1
        }
        guard !ends.isEmpty else { return }
        ranks = Self.rank(bytes, ends)
    }

    subscript(place: Int) -> UInt64 { numbers[place] < 0 ? 0 : ranks[numbers[place]] }

    private static func rank(_ bytes: [UInt8], _ ends: [Int]) -> [UInt64] {
        bytes.withUnsafeBytes { bytes in
            func text(_ number: Int) -> UnsafeRawBufferPointer {
                UnsafeRawBufferPointer(rebasing: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
            }
            func order(_ left: Int, _ right: Int) -> Int {
                let (first, second) = (text(left), text(right))
                guard let one = first.baseAddress, let other = second.baseAddress else {
                    return first.count - second.count
                }
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
}
