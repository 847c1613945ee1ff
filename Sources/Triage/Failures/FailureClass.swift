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
    package let firstSeen: Timestamp?
    package let lastSeen: Timestamp?
    /// The error text of the first member, as it was written. Hostile: show through `Sanitize`.
    package let example: String

    package var id: String { signature.id }
    package var count: Int { members.count }
}

/// Groups failures into classes. Keeps what it masked: the same text is masked once.
package struct FailureGrouper: Sendable {
    private var masked: [String: FailureSignature] = [:]

    package init() {}

    /// The classes of the failed rows, the largest first; classes of equal size in the order in which they were met.
    /// `lastErrors` holds the last error of a trajectory, for items that say nothing themselves.
    package mutating func classes(
        of rows: [ItemRow], at indices: [Int]? = nil, lastErrors: [ItemID: String] = [:]
    ) -> [FailureClass] {
        var order: [FailureSignature] = []
        var members: [FailureSignature: [Int]] = [:]
        var total = 0
        for index in indices ?? Array(rows.indices) {
            guard let signature = signature(of: rows[index], lastError: lastErrors[rows[index].item.id]) else {
                continue
            }
            if members[signature] == nil { order.append(signature) }
            members[signature, default: []].append(index)
            total += 1
        }
        let classes = order.map { signature in
            Self.make(signature, members[signature] ?? [], of: rows, total: total, lastErrors: lastErrors)
        }
        return classes.enumerated()
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }

    /// The signature of a row, from what is kept where its text was masked before.
    package mutating func signature(of row: ItemRow, lastError: String? = nil) -> FailureSignature? {
        guard row.item.status.isFailure else { return nil }
        let parts = [
            row.item.status.rawValue, row.item.error ?? "", row.provisionFailure?.phase ?? "", row.stopReason ?? "",
        ]
        // Only items that speak for themselves are kept: for the others many fields decide.
        guard row.item.error?.isEmpty == false else { return FailureSignature(row, lastError: lastError) }
        let key = parts.joined(separator: "\u{1F}")
        if let known = masked[key] { return known }
        let signature = FailureSignature(row, lastError: lastError)
        masked[key] = signature
        return signature
    }

    private static func make(
        _ signature: FailureSignature, _ members: [Int], of rows: [ItemRow], total: Int, lastErrors: [ItemID: String]
    ) -> FailureClass {
        var models: [String] = []
        var known: Set<String> = []
        var first: Timestamp?
        var last: Timestamp?
        for index in members {
            let item = rows[index].item
            if let model = item.model, known.insert(model).inserted { models.append(model) }
            guard let seen = item.completedAt ?? item.agentFinishedAt ?? item.startedAt ?? item.queuedAt else {
                continue
            }
            first = first.map { min($0, seen) } ?? seen
            last = last.map { max($0, seen) } ?? seen
        }
        let example = members.first.map { rows[$0] }
        return FailureClass(
            signature: signature, members: members, share: total == 0 ? 0 : Double(members.count) / Double(total),
            models: models, firstSeen: first, lastSeen: last,
            example: example.map { FailureText.find($0, lastError: lastErrors[$0.item.id]).text } ?? "")
    }
}

/// What items can be grouped by, apart from why they failed.
package enum ItemGrouping: String, CaseIterable, Sendable {
    case task, model, worker, capability, status

    /// The name of the item's group; empty where the item has none.
    package func name(of row: ItemRow) -> String {
        switch self {
        case .task: row.item.taskName
        case .model: row.item.model ?? ""
        case .worker: row.item.workerID ?? ""
        case .capability: row.capability ?? ""
        case .status: row.item.status.rawValue
        }
    }

    /// The groups in the order met, each with the places of its rows.
    package func groups(of rows: [ItemRow], at indices: [Int]? = nil) -> [(name: String, members: [Int])] {
        var places: [String: Int] = [:]
        var groups: [(name: String, members: [Int])] = []
        for index in indices ?? Array(rows.indices) {
            let name = name(of: rows[index])
            if let place = places[name] {
                groups[place].members.append(index)
            } else {
                places[name] = groups.count
                groups.append((name, [index]))
            }
        }
        return groups
    }
}
