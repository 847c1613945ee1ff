import Platform
import Wire

/// What items can be sorted by.
package enum ItemColumn: String, CaseIterable, Sendable {
    case position, status, task, model, duration, tokens, retries, steps, tools, error, started, completed, refusals,
        score, cost,
        mark, id,
        worker

    /// How a column's value is had of an item: a number, or a text.
    enum Reading {
        case number((ItemRow, ItemAnnotations, Timestamp) -> Double?)
        case text((ItemRow, ItemAnnotations) -> String?)
    }

    /// The largest first is what people want to see of this column.
    package var startsDescending: Bool {
        switch self {
        case .duration, .tokens, .retries, .steps, .tools, .started, .completed, .refusals, .cost: true
        default: false
        }
    }

    /// The answer depends on `ItemAnnotations`.
    package var needsFacts: Bool { self == .refusals || self == .mark }

    /// The answer depends on the row alone: not on the time, and not on `ItemAnnotations`.
    var isLasting: Bool { !needsFacts && self != .duration }

    var read: Reading {
        switch self {
        case .position: .number { row, _, _ in Double(row.item.position) }
        case .status: .number { row, _, _ in Double(row.statusRank) }
        case .task: .text { row, _ in row.item.taskName }
        case .model: .text { row, _ in row.item.model }
        case .duration: .number { row, _, now in row.duration(now: now) }
        case .tokens: .number { row, _, _ in row.tokens?.value }
        case .retries: .number { row, _, _ in row.item.retryCount.value }
        case .steps: .number { row, _, _ in row.steps?.value }
        case .tools: .number { row, _, _ in row.toolCalls?.value }
        case .error: .text { row, _ in row.item.error }
        case .started: .number { row, _, _ in row.item.startedAt?.seconds }
        case .completed: .number { row, _, _ in row.item.completedAt?.seconds }
        case .refusals: .number { _, facts, _ in facts.refusals.map(Double.init) }
        case .score: .number { row, _, _ in row.score?.value }
        case .cost: .number { row, _, _ in row.cost?.value }
        case .mark: .text { _, facts in facts.mark }
        case .id: .text { row, _ in row.item.id.text }
        case .worker: .text { row, _ in row.item.workerID }
        }
    }
}
