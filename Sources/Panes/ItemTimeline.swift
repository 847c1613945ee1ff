import Platform
import RichText
import Terminal
import Triage
import Wire

/// The life of an item as one row: its stages in proportion, and how long each took.
enum ItemTimeline {
    private struct Stage {
        var name: String
        var cell: String
        var slot: ThemeSlot
        var seconds: Double
    }

    /// Columns of the bar.
    private static let bar = 16...40

    /// The bar with its legend beside it, or below it where that has no room. Nothing for an item without two times.
    static func lines(_ item: EvaluationItem, width: Int, now: Timestamp) -> [RichLine] {
        let stages = stages(item, now: now)
        let words = stages.map { stage in
            [Span("  \(stage.cell) ", stage.slot), Span("\(stage.name) \(NumberFormat.duration(stage.seconds))", .dim)]
        }
        let legend = words.joined().reduce(0) { $0 + TextWidth.width($1.text) }
        let isBeside = width - 2 - legend >= bar.lowerBound
        let room = isBeside ? width - 2 - legend : width - 2
        guard room >= bar.lowerBound, let cells = cells(stages, width: min(room, bar.upperBound)) else { return [] }
        let lead = [Span("  ")]
        if isBeside { return [RichLine(cells + words.joined(), lead: lead)] }
        return [RichLine(cells, lead: lead)] + below(words, width: width)
    }

    /// The legend in as many rows as it takes: a sign is never parted from its word.
    private static func below(_ words: [[Span]], width: Int) -> [RichLine] {
        var rows: [(spans: [Span], width: Int)] = []
        for word in words {
            let columns = word.reduce(0) { $0 + TextWidth.width($1.text) }
            if let last = rows.last, last.width + columns <= width {
                rows[rows.count - 1] = (last.spans + word, last.width + columns)
            } else {
                rows.append((word, columns))
            }
        }
        return rows.map { RichLine($0.spans) }
    }

    private static func cells(_ stages: [Stage], width: Int) -> [Span]? {
        let total = stages.reduce(0) { $0 + $1.seconds }
        guard total > 0 else { return nil }
        var cells = stages.map { max(1, Int($0.seconds / total * Double(width))) }
        while cells.reduce(0, +) > width, let largest = cells.indices.max(by: { cells[$0] < cells[$1] }) {
            cells[largest] -= 1
        }
        return zip(stages, cells).map { Span(String(repeating: $0.cell, count: $1), $0.slot) }
    }

    /// From each time that is known to the next one; a clock that ran backwards makes a stage of no length.
    private static func stages(_ item: EvaluationItem, now: Timestamp) -> [Stage] {
        let marks: [(name: String, cell: String, slot: ThemeSlot, time: Timestamp?)] = [
            ("queued", "·", .queued, item.queuedAt), ("agent", "█", .running, item.startedAt),
            ("verifying", "▒", .warning, item.agentFinishedAt), ("closing", "░", .dim, item.verifiedAt),
        ]
        let known = marks.compactMap { mark in mark.time.map { (mark, $0) } }
        let end = item.completedAt ?? (item.status.isTerminal ? nil : now)
        return known.enumerated().compactMap { index, entry in
            let next = index + 1 < known.count ? known[index + 1].1 : end
            guard let next else { return nil }
            let (mark, start) = entry
            return Stage(name: mark.name, cell: mark.cell, slot: mark.slot, seconds: max(0, next - start))
        }
    }
}
