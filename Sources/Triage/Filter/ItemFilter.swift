package import Platform
package import Wire

/// A filter over items: `status:failed,timed_out model:gpt -task:web/* retries:>0 (duration:>10m or "out of memory")`.
///
/// Bare words are looked for in task, error, model, id and worker with smart case. All that stands beside each other must
/// hold; `or` lets one of two do, `-` and `not` turn round what follows. Parsed once, matched often: 200,000 rows in less
/// than a frame.
package struct ItemFilter: Hashable, Sendable {
    /// The text as it was typed.
    package let text: String
    private let node: FilterNode

    /// Filters of the same text ask the same.
    package static func == (left: ItemFilter, right: ItemFilter) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Everything passes.
    package static let all = ItemFilter(text: "", node: .all([]))

    init(text: String, node: FilterNode) {
        self.text = text
        self.node = node
    }

    /// Nothing is asked.
    package var isEmpty: Bool { node.isEmpty }

    /// The answer depends on marks, notes, what was seen or refusals: with false, facts need not be looked up.
    package var needsFacts: Bool { node.clauses.contains { $0.clause.isLocal } }

    /// It asks for refusals, which nobody knows before they were looked for.
    package var asksForRefusals: Bool { node.clauses.contains { $0.clause.asksForRefusals } }

    /// What has to be said beside the answer: `cost is unknown for 96 of 96 items`. Nil where all is known.
    package func remark(on rows: [ItemRow], now: Timestamp) -> String? {
        var words: [String] = []
        for said in node.clauses.compactMap({ $0.clause.remark?.words(of: rows, now: now) }) where !words.contains(said)
        {
            words.append(said)
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// The places of the rows that pass, in their order. `now` is the end of runs that have not ended.
    package func places(
        in table: ItemTable, now: Timestamp, facts: (ItemID) -> ItemAnnotations = { _ in .none }
    ) -> [Int] {
        node.places(Array(table.rows.indices), in: table, now: now, facts: facts)
    }
}

/// The numbers that a comparison lets pass.
struct FilterBounds: Hashable, Sendable {
    var lower = -Double.infinity
    var upper = Double.infinity
    var includesLower = true
    var includesUpper = true

    func contains(_ value: Double) -> Bool {
        (includesLower ? value >= lower : value > lower) && (includesUpper ? value <= upper : value < upper)
    }

    /// Reads `>3`, `>=3`, `<3`, `<=3`, `=3`, `3` and `3..7`; nil for anything else.
    init?(_ text: String, unit: FilterUnit) {
        for (sign, apply) in Self.comparisons where text.hasPrefix(sign) {
            guard let value = unit.read(String(text.dropFirst(sign.count))) else { return nil }
            self.init()
            apply(&self, value)
            return
        }
        if let dots = text.firstRange(of: "..") {
            guard let low = unit.read(String(text[..<dots.lowerBound])),
                let high = unit.read(String(text[dots.upperBound...]))
            else { return nil }
            self.init(lower: low, upper: high)
            return
        }
        guard let value = unit.read(text) else { return nil }
        self.init(lower: value, upper: value)
    }

    private init(lower: Double = -.infinity, upper: Double = .infinity) {
        self.lower = lower
        self.upper = upper
    }

    private static let comparisons: [(String, @Sendable (inout FilterBounds, Double) -> Void)] = [
        (">=", { $0.lower = $1 }),
        ("<=", { $0.upper = $1 }),
        (
            ">",
            {
                $0.lower = $1; $0.includesLower = false
            }
        ),
        (
            "<",
            {
                $0.upper = $1; $0.includesUpper = false
            }
        ),
        (
            "=",
            {
                $0.lower = $1; $0.upper = $1
            }
        ),
    ]
}
