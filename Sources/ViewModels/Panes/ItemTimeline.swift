import Platform
import Terminal
import Wire

/// The life of an item as one row: its stages in proportion, and how long each took.
enum ItemTimeline {
    private struct Stage {
        var name: String
        var cell: String
        var slot: Slot
        var seconds: Double
    }

    /// Nothing for an item that has no two times.
    static func line(_ item: EvaluationItem, width: Int, now: Timestamp) -> RichLine? {
        let stages = stages(item, now: now)
        let total = stages.reduce(0) { $0 + $1.seconds }
        guard total > 0, width >= 20 else { return nil }
        var cells = stages.map { max(1, Int($0.seconds / total * Double(width))) }
        while cells.reduce(0, +) > width, let largest = cells.indices.max(by: { cells[$0] < cells[$1] }) {
            cells[largest] -= 1
        }
        let bar = zip(stages, cells).map { Span(String(repeating: $0.cell, count: $1), $0.slot) }
        let words = stages.flatMap {
            [Span("  \($0.cell) ", $0.slot), Span("\($0.name) \(Figures.duration($0.seconds))", .dim)]
        }
        return RichLine(bar + words, lead: [Span("  ")])
    }

    /// From each time that is known to the next one; a clock that ran backwards makes a stage of no length.
    private static func stages(_ item: EvaluationItem, now: Timestamp) -> [Stage] {
        let marks: [(name: String, cell: String, slot: Slot, time: Timestamp?)] = [
            ("queued", "·", .queued, item.queuedAt), ("agent", "█", .running, item.startedAt),
            ("verifying", "▒", .warning, item.agentFinishedAt), ("closing", "░", .dim, item.verifiedAt),
        ]
        let known = marks.compactMap { mark in mark.time.map { (mark, $0) } }
        let end = item.status.isTerminal ? item.completedAt : now
        return known.enumerated().compactMap { index, entry in
            let next = index + 1 < known.count ? known[index + 1].1 : end
            guard let next else { return nil }
            let (mark, start) = entry
            return Stage(name: mark.name, cell: mark.cell, slot: mark.slot, seconds: max(0, next - start))
        }
    }
}
