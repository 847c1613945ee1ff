import Platform
import Wire

/// What became of one group of items: an evaluation, a task, a model, or a task with a model.
package struct OutcomeTally: Hashable, Sendable {
    package var counts = ItemCounts()
    package var passRate = PassRate()
    package var tokens = 0
    /// US dollars of the items that say what they cost; nil where none does.
    package var cost: Double?
    package var retries = 0
    /// Items whose runtime had a defect.
    package var degraded = 0
    /// Seconds of every item that ended.
    var durations: [Double] = []

    package init() {}

    /// Counts all of some rows.
    package init(_ rows: some Sequence<ItemRow>, now: Timestamp) {
        for row in rows { count(row, now: now) }
    }

    package var total: Int { counts.total }
    package var durationSpread: Spread? { Spread(durations) }

    /// Passed, failed, or both: what a cell of a matrix shows.
    package var verdict: Verdict {
        switch (passRate.passed > 0, counts.counts.contains { $0.key.isFailure && $0.value > 0 }) {
        case (true, true): .flaky
        case (true, false): .pass
        case (false, true): .fail
        case (false, false): total == 0 ? .none : .pending
        }
    }

    mutating func count(_ row: ItemRow, now: Timestamp) {
        counts[row.item.status] += 1
        passRate.count(row.item.status)
        tokens += row.tokens ?? 0
        if let spent = row.cost { cost = (cost ?? 0) + spent }
        retries += row.item.retryCount
        if row.defects > 0 { degraded += 1 }
        if row.item.status.isTerminal, let duration = row.duration(now: now) { durations.append(duration) }
    }
}

/// What the runs of one task came to.
package enum Verdict: String, Hashable, Sendable {
    case pass, fail
    /// Passed at least once and failed at least once.
    case flaky
    /// Nothing has ended yet.
    case pending
    /// No run at all.
    case none
}

/// An evaluation at a glance.
package struct EvaluationSummary: Hashable, Sendable {
    package private(set) var whole = OutcomeTally()
    /// In the order met.
    package private(set) var tasks: [String] = []
    package private(set) var models: [String] = []
    private var byTask: [String: OutcomeTally] = [:]
    private var byModel: [String: OutcomeTally] = [:]
    private var cells: [Cell: OutcomeTally] = [:]

    private struct Cell: Hashable {
        var task: String
        var model: String
    }

    package init(_ rows: [ItemRow], now: Timestamp) {
        for row in rows { count(row, now: now) }
    }

    private mutating func count(_ row: ItemRow, now: Timestamp) {
        let task = row.item.taskName
        let model = row.item.model ?? ""
        whole.count(row, now: now)
        if byTask[task] == nil { tasks.append(task) }
        if byModel[model] == nil { models.append(model) }
        byTask[task, default: OutcomeTally()].count(row, now: now)
        byModel[model, default: OutcomeTally()].count(row, now: now)
        cells[Cell(task: task, model: model), default: OutcomeTally()].count(row, now: now)
    }

    /// What became of the items of a task.
    package func task(_ name: String) -> OutcomeTally { byTask[name] ?? OutcomeTally() }
    /// What became of the items of a model; "" is the items without one.
    package func model(_ name: String) -> OutcomeTally { byModel[name] ?? OutcomeTally() }
    /// What became of a task with a model.
    package func cell(task: String, model: String) -> OutcomeTally {
        cells[Cell(task: task, model: model)] ?? OutcomeTally()
    }
}
