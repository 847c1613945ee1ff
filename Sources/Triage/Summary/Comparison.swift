import Platform
package import Wire

/// What became of a task from one list of items to the other.
package enum TaskChange: String, CaseIterable, Hashable, Sendable {
    case broken, fixed, flaky
    case stillFailing = "still_failing"
    case stillPassing = "still_passing"
    case new, gone
    /// Has not ended on one of the sides.
    case pending
}

/// One task in both lists.
package struct TaskComparison: Hashable, Sendable {
    package var task: String
    package var change: TaskChange
    package var before: TaskOutcome
    package var after: TaskOutcome
    /// Places of the task's rows in either list.
    package var beforeRows: [Int]
    package var afterRows: [Int]
}

/// Two lists of items, compared by task: two evaluations, or two models in one.
package struct Comparison: Sendable {
    package let before: EvaluationSummary
    package let after: EvaluationSummary
    /// Every task of both lists: what changed first, in the order of `TaskChange`, then in the order met.
    package let tasks: [TaskComparison]
    /// Of the tasks that were judged on both sides; nil where there are none.
    package let paired: PairedTest?
    /// What became of the failure classes.
    package let classes: ClassChanges

    package init(before: [ItemRow], after: [ItemRow], now: Timestamp) {
        let tables = (before: ItemTable(before), after: ItemTable(after))
        self.before = EvaluationSummary(tables.before, now: now)
        self.after = EvaluationSummary(tables.after, now: now)
        classes = ClassChanges(before: tables.before.failureClasses(), after: tables.after.failureClasses())
        let left = Dictionary(grouping: before.indices) { before[$0].item.taskName }
        let right = Dictionary(grouping: after.indices) { after[$0].item.taskName }
        let names = self.before.tasks + self.after.tasks.filter { left[$0] == nil }
        let (old, new) = (self.before, self.after)
        let all = names.map { name in
            let verdicts = (old.task(name).verdict, new.task(name).verdict)
            return TaskComparison(
                task: name, change: Self.change(verdicts.0, verdicts.1), before: verdicts.0, after: verdicts.1,
                beforeRows: left[name] ?? [], afterRows: right[name] ?? [])
        }
        paired = PairedTest(
            all.map { PairedTask(before: old.task($0.task).passRate, after: new.task($0.task).passRate) })
        tasks = TaskChange.allCases.flatMap { change in all.filter { $0.change == change } }
    }

    private static func change(_ before: TaskOutcome, _ after: TaskOutcome) -> TaskChange {
        switch (before, after) {
        case (.none, _): .new
        case (_, .none): .gone
        case (.pending, _), (_, .pending): .pending
        case (.flaky, _), (_, .flaky): .flaky
        case (.pass, .fail): .broken
        case (.fail, .pass): .fixed
        case (.fail, .fail): .stillFailing
        case (.pass, .pass): .stillPassing
        }
    }

    /// Two models among the items of one evaluation.
    package init(_ rows: [ItemRow], before: String, after: String, now: Timestamp) {
        self.init(
            before: rows.filter { $0.item.model == before }, after: rows.filter { $0.item.model == after }, now: now)
    }

    /// How many tasks changed in this way.
    package func count(_ change: TaskChange) -> Int { tasks.count { $0.change == change } }
}
