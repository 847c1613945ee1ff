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

/// Groups failures into classes. Keeps what it masked: the same text is masked once.
package struct FailureGrouper: Sendable {
    private var masked: [String: FailureSignature] = [:]
    /// Texts that are kept.
    private static let mostMasked = 300_000
    /// Rows between two reports.
    private static let stride = 2_048

    package init() {}

    /// The classes of the failed rows, the largest first; classes of equal size in the order in which they were met.
    /// `lastErrors` holds the last error of a trajectory, for items that say nothing themselves. `report` hears now and
    /// then how many rows are done, and stops the work by throwing.
    package mutating func classes(
        of rows: [ItemRow], at indices: [Int]? = nil, lastErrors: [ItemID: String] = [:],
        report: (Int) throws -> Void
    ) rethrows -> [FailureClass] {
        if masked.count > Self.mostMasked { masked = [:] }
        var places: [FailureSignature: Int] = [:]
        var groups: [(signature: FailureSignature, members: [Int])] = []
        var total = 0
        for (done, index) in (indices ?? Array(rows.indices)).enumerated() {
            if done.isMultiple(of: Self.stride) { try report(done) }
            guard let signature = signature(of: rows[index], lastErrors: lastErrors) else { continue }
            total += 1
            if let place = places[signature] {
                groups[place].members.append(index)
            } else {
                places[signature] = groups.count
                groups.append((signature, [index]))
            }
        }
        return groups.enumerated()
            .sorted { ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset) }
            .map { Self.make($0.element.signature, $0.element.members, of: rows, total: total, lastErrors: lastErrors) }
    }

    /// The same, to its end.
    package mutating func classes(
        of rows: [ItemRow], at indices: [Int]? = nil, lastErrors: [ItemID: String] = [:]
    ) -> [FailureClass] {
        classes(of: rows, at: indices, lastErrors: lastErrors) { _ in }
    }

    /// The signature of a row, from what is kept where its text was masked before.
    private mutating func signature(of row: ItemRow, lastErrors: [ItemID: String]) -> FailureSignature? {
        guard row.item.status.isFailure else { return nil }
        // Only items that speak for themselves are kept: for the others many fields decide.
        guard let error = row.item.error, !error.isEmpty else {
            return FailureSignature(row, lastError: lastErrors.isEmpty ? nil : lastErrors[row.item.id])
        }
        let parts = [error, row.item.status.rawValue, row.provisionFailure?.phase ?? "", row.stopReason ?? ""]
        let key = parts.joined(separator: "\u{1F}")
        if let known = masked[key] { return known }
        let signature = FailureSignature(row)
        masked[key] = signature
        return signature
    }

    private static func make(
        _ signature: FailureSignature, _ members: [Int], of rows: [ItemRow], total: Int, lastErrors: [ItemID: String]
    ) -> FailureClass {
        var models: [String] = []
        var known: Set<String> = []
        var tasks: Set<String> = []
        var first: Timestamp?
        var last: Timestamp?
        for index in members {
            let item = rows[index].item
            if let model = item.model, known.insert(model).inserted { models.append(model) }
            tasks.insert(item.taskName)
            guard let seen = item.completedAt ?? item.agentFinishedAt ?? item.startedAt ?? item.queuedAt else {
                continue
            }
            first = first.map { min($0, seen) } ?? seen
            last = last.map { max($0, seen) } ?? seen
        }
        let example = members.first.map { rows[$0] }
        return FailureClass(
            signature: signature, members: members, share: total == 0 ? 0 : Double(members.count) / Double(total),
            models: models, tasks: tasks.count, firstSeen: first, lastSeen: last,
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
