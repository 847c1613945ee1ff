import Platform
import Wire

/// Failures that are the same failure.
package struct FailureClass: Hashable, Sendable, Identifiable {
    package let signature: FailureSignature
    /// The rows of the class, as places in the list that was grouped, in its order.
    package let members: [Int]
    /// Of all failures that were grouped: 0 to 1.
    package let share: Double
    /// Models that it hit, in the order met.
    package let models: [String]
    /// How many different tasks it hit.
    package let tasks: Int
    package let firstSeen: Timestamp?
    package let lastSeen: Timestamp?
    /// The error text of the first member, as it was written. Hostile: show through `Sanitize`.
    package let example: String

    package var id: String { signature.id }
    package var count: Int { members.count }
}

extension ItemTable {
    /// The classes of the failed rows, the largest first; classes of equal size in the order in which they were met.
    /// `lastErrors` holds the last error of a trajectory, for items that say nothing themselves. Signatures that are not
    /// known yet are made (`makeSignatures`).
    package func failureClasses(at places: [Int]? = nil, lastErrors: [ItemID: String] = [:]) -> [FailureClass] {
        let places = places ?? Array(rows.indices)
        for block in SignatureBlock.blocks(of: places) { makeSignatures(block) }
        return classes(ofKnown: places, lastErrors: lastErrors)
    }

    /// The classes of those failed rows whose signatures are known by now.
    package func classes(ofKnown places: [Int], lastErrors: [ItemID: String] = [:]) -> [FailureClass] {
        var found = SignatureGroups()
        for (block, places) in SignatureBlock.grouped(places) {
            guard let known = signatures(block) else { continue }
            found.add(places, known) { place in
                lastErrors.isEmpty
                    ? nil
                    : lastErrors[rows[place].item.id].flatMap {
                        rows[place].isSilentFailure ? FailureSignature(rows[place], lastError: $0) : nil
                    }
            }
        }
        let total = found.groups.reduce(0) { $0 + $1.members.count }
        let tasks = texts("task") { $0.item.taskName }
        return found.groups.enumerated()
            .sorted { ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset) }
            .map { make($0.element.signature, $0.element.members, total: total, tasks: tasks, lastErrors: lastErrors) }
    }

    private func make(
        _ signature: FailureSignature, _ members: [Int], total: Int, tasks: TextColumn, lastErrors: [ItemID: String]
    ) -> FailureClass {
        var models: [String] = []
        var known: Set<String> = []
        var first: Timestamp?
        var last: Timestamp?
        for place in members {
            let row = rows[place]
            if let model = row.item.model, models.last != model, known.insert(model).inserted { models.append(model) }
            guard let seen = row.lastSeen else { continue }
            first = first.map { min($0, seen) } ?? seen
            last = last.map { max($0, seen) } ?? seen
        }
        let example = members.first.map { rows[$0] }
        return FailureClass(
            signature: signature, members: members, share: total == 0 ? 0 : Double(members.count) / Double(total),
            models: models, tasks: Set(members.lazy.map { tasks.numbers[$0] }).count, firstSeen: first, lastSeen: last,
            example: example.map { FailureText.find($0, lastError: lastErrors[$0.item.id]).text } ?? "")
    }
}

extension ItemRow {
    /// The last moment of the item's life that is known.
    fileprivate var lastSeen: Timestamp? {
        item.completedAt ?? item.agentFinishedAt ?? item.startedAt ?? item.queuedAt
    }
}

/// Rows by their signature, in the order met.
private struct SignatureGroups {
    private(set) var groups: [(signature: FailureSignature, members: [Int])] = []
    private var places: [FailureSignature: Int] = [:]

    /// Adds rows of one block; `better` gives a signature that serves instead of the known one.
    mutating func add(_ rows: [Int], _ known: SignatureBlock, better: (Int) -> FailureSignature?) {
        var numbers = [Int?](repeating: nil, count: known.signatures.count)
        for row in rows {
            guard let own = known.number(ofRow: row) else { continue }
            if let signature = better(row) {
                groups[number(of: signature)].members.append(row)
                continue
            }
            let number = numbers[own] ?? number(of: known.signatures[own])
            numbers[own] = number
            groups[number].members.append(row)
        }
    }

    private mutating func number(of signature: FailureSignature) -> Int {
        if let place = places[signature] { return place }
        places[signature] = groups.count
        groups.append((signature, []))
        return groups.count - 1
    }
}

/// What items can be grouped by, apart from why they failed.
package enum ItemGrouping: String, CaseIterable, Sendable {
    case task, model, worker, capability, status

    private func name(of row: ItemRow) -> String? {
        switch self {
        case .task: row.item.taskName
        case .model: row.item.model
        case .worker: row.item.workerID
        case .capability: row.capability
        case .status: row.item.status.rawValue
        }
    }

    /// The groups in the order met, each with the places of its rows. Items that lack what is grouped by are one group
    /// with an empty name.
    package func groups(of table: ItemTable, at places: [Int]? = nil) -> [(name: String, members: [Int])] {
        let column = table.texts(rawValue, name)
        // Behind the texts: the place of the group without a name.
        var numbers = [Int?](repeating: nil, count: column.texts.count + 1)
        var groups: [(name: String, members: [Int])] = []
        for place in places ?? Array(table.rows.indices) {
            let text = column.numbers[place] == TextColumn.none ? column.texts.count : Int(column.numbers[place])
            if let number = numbers[text] {
                groups[number].members.append(place)
            } else {
                numbers[text] = groups.count
                groups.append((text < column.texts.count ? column.texts[text] : "", [place]))
            }
        }
        return groups
    }
}
