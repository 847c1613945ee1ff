import Platform
import Synchronization
import Triage

/// The rows of a list as they were at one time, for work behind the screen. Two are the same when they are one object.
package final class RowList: Sendable, Hashable {
    package let rows: [ItemRow]

    package init(_ rows: [ItemRow]) { self.rows = rows }

    package static func == (left: RowList, right: RowList) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Error texts that were masked already, kept from one grouping of an evaluation to the next.
package final class KnownSignatures: Sendable, Hashable {
    private let grouper = Mutex(FailureGrouper())

    package init() {}

    /// Groups with what is known, and keeps what was learnt. Who groups at the same time begins with nothing.
    func classes(
        of list: RowList, at places: [Int], lastErrors: [ItemID: String], report: (Int) throws -> Void
    ) rethrows -> [FailureClass] {
        var own = grouper.withLock { kept in
            defer { kept = FailureGrouper() }
            return kept
        }
        defer { grouper.withLock { $0 = own } }
        return try own.classes(of: list.rows, at: places, lastErrors: lastErrors, report: report)
    }

    package static func == (left: KnownSignatures, right: KnownSignatures) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
