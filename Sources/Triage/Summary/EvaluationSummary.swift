package import Platform
package import Wire

/// What became of one group of items: an evaluation, a task, a model, or a task with a model.
package struct OutcomeTally: Hashable, Sendable {
    package var counts = ItemCounts()
    package var passRate = PassRate()
    package var tokens: Quantity = 0
    /// US dollars of the items that say what they cost; nil where none does.
    package var cost: Quantity?
    /// Items that say it.
    package var priced = 0
    package var retries: Quantity = 0
    /// Items whose runtime had a defect.
    package var degraded = 0
    /// Seconds of every item that ended.
    private var durations: [Double] = []
    private var settled: DurationSummary?
    private var clustered: ClosedRange<Double>?

    package init() {}

    /// Counts all of some rows.
    package init(_ rows: some Sequence<ItemRow>, now: Timestamp) {
        for row in rows { count(row, now: now) }
        settle()
    }

    package var total: Int { counts.total.int }
    /// Where the true pass rate lies with 95 % confidence: by tasks, where some have several attempts.
    package var interval: ClosedRange<Double>? { clustered ?? passRate.interval }

    /// The rate with what it is of, in words: time-outs and the like are named, as they are no part of it.
    /// `64.1% of 92 scored (95% CI 53.9-73.2%); 59 of 96 passed; not scored: 4 timed out`
    package var rateWords: String {
        // A status that nobody knows is a server's own text: told by its count.
        let named = unjudged.filter { ItemStatus.known.contains($0.status) }
        let unknown = unjudged.filter { !ItemStatus.known.contains($0.status) }.reduce(0) { $0 + $1.count.int }
        let others =
            named.map { "\(NumberFormat.grouped($0.count)) \($0.status.rawValue.replacing("_", with: " "))" }
            + (unknown > 0 ? ["\(NumberFormat.grouped(unknown)) of another status"] : [])
        let left = others.isEmpty ? "" : "; not scored: \(others.joined(separator: ", "))"
        guard let rate = passRate.rate, let interval else { return "nothing scored yet\(left)" }
        let bounds =
            "95% CI \(NumberFormat.tenths(interval.lowerBound * 100))-\(NumberFormat.tenths(interval.upperBound * 100))%"
        return "\(NumberFormat.tenths(rate * 100))% of \(NumberFormat.grouped(passRate.judged)) scored (\(bounds)); "
            + "\(NumberFormat.grouped(passRate.passed)) of \(NumberFormat.grouped(total)) passed\(left)"
    }

    /// `$1.23, as the agents of 40 of 96 items report`; nil where none does.
    package var costWords: String? {
        cost.map {
            "\(NumberFormat.cost($0)), as the agents of \(NumberFormat.grouped(priced)) of \(NumberFormat.grouped(total)) items report"
        }
    }

    package var durationSpread: DurationSummary? { settled ?? DurationSummary(durations) }

    /// Passed, failed, or both: what a cell of a matrix shows.
    package var verdict: TaskOutcome {
        switch (passRate.passed > 0, counts.counts.contains { $0.key.isFailure && $0.value > 0 }) {
        case (true, true): .flaky
        case (true, false): .pass
        case (false, true): .fail
        case (false, false): total == 0 ? .none : .pending
        }
    }

    /// What became of the items that the pass rate is not of, in the order of an item's life; what nobody knows last.
    package var unjudged: [(status: ItemStatus, count: Quantity)] {
        let known = ItemStatus.known.filter { $0 != .passed && $0 != .failed }
        let others = counts.counts.keys.filter { !ItemStatus.known.contains($0) }.sorted { $0.rawValue < $1.rawValue }
        return (known + others).map { ($0, counts[$0]) }.filter { $0.1 > 0 }
    }

    mutating func count(_ row: ItemRow, now: Timestamp) {
        counts[row.item.status] += 1
        passRate.count(row.item.status)
        tokens += row.tokens ?? 0
        if let spent = row.cost { (cost, priced) = ((cost ?? 0) + spent, priced + 1) }
        retries += row.item.retryCount
        if row.defects > 0 { degraded += 1 }
        if row.item.status.isTerminal, let duration = row.duration(now: now) { durations.append(duration) }
    }

    /// Nothing more is counted: durations are reckoned up once, and not whenever they are drawn.
    mutating func settle(_ tasks: [PassRate] = []) {
        (settled, durations) = (DurationSummary(durations), [])
        clustered = Statistics.wilson(tasks)
    }

    mutating func add(_ other: OutcomeTally) {
        for (status, count) in other.counts.counts { counts[status] += count }
        passRate.add(other.passRate)
        tokens += other.tokens
        if let spent = other.cost { (cost, priced) = ((cost ?? 0) + spent, priced + other.priced) }
        retries += other.retries
        degraded += other.degraded
        durations += other.durations
    }
}

/// What the runs of one task came to.
package enum TaskOutcome: String, Hashable, Sendable {
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

    package init(_ table: ItemTable, now: Timestamp) {
        let names = table.texts("task") { $0.item.taskName }
        let models = table.texts("model") { $0.item.model }
        var tallies: [Int: OutcomeTally] = [:]
        var order: [Int] = []
        let width = models.texts.count + 1
        for (place, row) in table.rows.enumerated() {
            let model = models.numbers[place] == TextColumn.none ? models.texts.count : Int(models.numbers[place])
            let cell = Int(names.numbers[place]) * width + model
            if tallies[cell] == nil { order.append(cell) }
            tallies[cell, default: OutcomeTally()].count(row, now: now)
        }
        for cell in order {
            guard let tally = tallies[cell] else { continue }
            let model = cell % width < models.texts.count ? models.texts[cell % width] : ""
            add(tally, Cell(task: names.texts[cell / width], model: model))
        }
        whole.settle(byTask.values.map(\.passRate))
        let tasks = Dictionary(grouping: cells) { $0.key.model }
        for name in byModel.keys { byModel[name]?.settle(tasks[name]?.map(\.value.passRate) ?? []) }
    }

    private mutating func add(_ tally: OutcomeTally, _ cell: Cell) {
        whole.add(tally)
        if byTask[cell.task] == nil { tasks.append(cell.task) }
        if byModel[cell.model] == nil { models.append(cell.model) }
        byTask[cell.task, default: OutcomeTally()].add(tally)
        byModel[cell.model, default: OutcomeTally()].add(tally)
        cells[cell, default: OutcomeTally()].add(tally)
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
