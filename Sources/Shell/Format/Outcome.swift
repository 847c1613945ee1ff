package import Platform
package import Terminal
import Triage
import Wire

/// How a status looks: a sign that is told apart without colours, and a slot.
package struct StatusStyle {
    package let sign: String
    package let word: String
    package let slot: ThemeSlot

    package init(_ status: ItemStatus) {
        let row = Self.items[status]
        sign = row?.sign ?? "?"
        word = row?.word ?? Sanitize.line(status.rawValue)
        slot = row?.slot ?? .warning
    }

    package init(_ status: JobStatus) {
        let row = Self.jobs[status]
        sign = row?.sign ?? "?"
        word = Sanitize.line(status.rawValue)
        slot = row?.slot ?? .warning
    }

    private static let items: [ItemStatus: (sign: String, word: String, slot: ThemeSlot)] = [
        .queued: ("·", "queued", .queued), .claiming: ("◌", "claiming", .queued),
        .provisioning: ("◔", "provisioning", .running), .agentRunning: ("◑", "running", .running),
        .agentFinished: ("◕", "finished", .running), .verifying: ("◕", "verifying", .running),
        .passed: ("✔", "passed", .passed), .failed: ("✘", "failed", .failed), .timedOut: ("◷", "timed out", .timedOut),
        .cancelled: ("⊘", "cancelled", .cancelled), .infraError: ("‼", "infra error", .infraError),
    ]

    private static let jobs: [JobStatus: (sign: String, slot: ThemeSlot)] = [
        .queued: ("·", .queued), .running: ("◑", .running), .completed: ("✔", .passed), .partial: ("◒", .warning),
        .failed: ("✘", .failed), .cancelled: ("⊘", .cancelled),
    ]
}

/// A bar that shows the outcomes of an evaluation in proportion: every outcome that occurs has at least one cell.
package enum OutcomeBar {
    private static let parts: [(statuses: [ItemStatus], cell: String, slot: ThemeSlot)] = [
        ([.passed], "█", .passed), ([.failed], "▓", .failed), ([.timedOut], "▒", .timedOut),
        ([.infraError], "▚", .infraError), ([.cancelled], "─", .cancelled),
        ([.claiming, .provisioning, .agentRunning, .agentFinished, .verifying], "░", .running),
        ([.queued], "·", .queued),
        // Statuses that nobody knows are no outcome: a bundle does not say how its samples ended.
        ([], "╌", .dim),
    ]
    private static let partOf = Dictionary(
        uniqueKeysWithValues: parts.enumerated().flatMap { at, part in part.statuses.map { ($0, at) } })

    package static func spans(_ counts: ItemCounts, width: Int) -> [Span] {
        let total = counts.total
        guard total > 0, width > 0 else { return [Span(String(repeating: "·", count: max(0, width)), .queued)] }
        var amounts = [Quantity](repeating: 0, count: parts.count)
        for (status, count) in counts.counts { amounts[partOf[status] ?? parts.count - 1] += count }
        var cells = amounts.map { $0 <= 0 ? 0 : max(1, Int(min(1, $0.value / total.value) * Double(width))) }
        while cells.reduce(0, +) > width, let largest = cells.indices.max(by: { cells[$0] < cells[$1] }) {
            cells[largest] -= 1
        }
        while cells.reduce(0, +) < width, let largest = amounts.indices.max(by: { amounts[$0] < amounts[$1] }) {
            cells[largest] += 1
        }
        return zip(parts, cells).filter { $0.1 > 0 }.map { part, count in
            Span(String(repeating: part.cell, count: count), part.slot)
        }
    }
}
