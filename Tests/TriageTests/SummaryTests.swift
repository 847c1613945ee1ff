import Platform
import Testing
import Wire

@testable import Triage

@Suite struct SummaryTests {
    @Test func wilsonIntervals() throws {
        #expect(Statistics.wilson(successes: 0, of: 0) == nil)
        // Checked against R: binom::binom.wilson.
        for (successes, trials, low, high) in [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (59, 92, 0.5394, 0.7319)]
        {
            let interval = try #require(Statistics.wilson(successes: successes, of: trials))
            #expect(abs(interval.lowerBound - low) < 0.0005)
            #expect(abs(interval.upperBound - high) < 0.0005)
        }
    }

    @Test func severalAttemptsAreClusteredByTask() throws {
        // The linearized variance of a cluster sample, and Wilson's interval of the effective sample size, by hand in Python.
        let tasks = [(3, 0), (0, 3), (3, 0), (1, 2), (0, 3), (3, 0)].map { PassRate(passed: $0.0, failed: $0.1) }
        let interval = try #require(Statistics.wilson(tasks))
        #expect(abs(interval.lowerBound - 0.22052) < 0.00001 && abs(interval.upperBound - 0.84670) < 0.00001)
        // Attempts that vary as those of one task do count each; where nothing varies, the tasks do.
        let alike = [PassRate](repeating: PassRate(passed: 2, failed: 1), count: 6)
        #expect(Statistics.wilson(alike) == Statistics.wilson(successes: 12, of: 18))
        let sure = [PassRate](repeating: PassRate(passed: 4, failed: 0), count: 3)
        #expect(Statistics.wilson(sure) == Statistics.wilson(successes: 3, of: 3))
        let single = [PassRate(passed: 1), PassRate(failed: 1), PassRate()]
        #expect(Statistics.wilson(single) == Statistics.wilson(successes: 1, of: 2))
    }

    @Test func aRateSaysItsBase() {
        let statuses: [ItemStatus] = [.passed, .passed, .failed, .timedOut, .infraError, .queued]
        let rows = Samples.rows(statuses.enumerated().map { Samples.item("\($0)", $1, task: "t\($0)", model: "m") })
        let whole = EvaluationSummary(ItemTable(rows), now: Samples.now).whole
        #expect(
            whole.rateWords
                == "66.7% of 3 scored (95% CI 20.8-93.9%); 2 of 6 passed; not scored: 1 queued, 1 timed out, 1 infra error"
        )
    }

    @Test func twoModelsOfOneEvaluationAreComparedByTask() throws {
        let rows = Samples.rows([
            Samples.item("1", .passed, task: "a", model: "m") { $0.metadata = ["harbor": ["cost_usd": 0.5]] },
            Samples.item("2", .failed, task: "a", model: "n"), Samples.item("3", .failed, task: "b", model: "m"),
            Samples.item("4", .passed, task: "b", model: "n"), Samples.item("5", .passed, task: "c", model: "m"),
            Samples.item("6", .passed, task: "d", model: "o"),
        ])
        let comparison = Comparison(rows, before: "m", after: "n", now: Samples.now)
        #expect(comparison.tasks.map(\.task) == ["a", "b", "c"])
        #expect(comparison.tasks.map(\.change) == [.broken, .fixed, .gone])
        // Of the two tasks that both have: one each way.
        #expect(comparison.paired?.tasks == 2 && comparison.paired?.difference == 0 && comparison.paired?.chance == 1)
        #expect(comparison.before.whole.cost == 0.5 && comparison.after.whole.cost == nil)
    }

    @Test func percentiles() {
        #expect(Statistics.percentile(0.5, ofSorted: []) == nil)
        #expect(Statistics.percentile(0.5, ofSorted: [1, 2, 3, 10]) == 2.5)
        #expect(Statistics.percentile(1, ofSorted: [1, 2, 3, 10]) == 10)
    }

    @Test func countsByTaskModelAndCell() {
        let rows = Samples.rows([
            Samples.item("1", .passed, task: "a", model: "m"), Samples.item("2", .failed, task: "a", model: "m"),
            Samples.item("3", .passed, task: "b", model: "m"), Samples.item("4", .timedOut, task: "b", model: "n"),
            Samples.item("5", .queued, task: "c", model: "n"),
        ])
        let summary = EvaluationSummary(ItemTable(rows), now: Samples.now)
        #expect(summary.tasks == ["a", "b", "c"])
        #expect(summary.models == ["m", "n"])
        #expect(summary.whole.passRate == PassRate(passed: 2, failed: 1))
        #expect(summary.cell(task: "a", model: "m").verdict == .flaky)
        #expect(summary.cell(task: "b", model: "m").verdict == .pass)
        #expect(summary.cell(task: "b", model: "n").verdict == .fail)
        #expect(summary.cell(task: "c", model: "n").verdict == .pending)
        #expect(summary.cell(task: "c", model: "m").verdict == .none)
    }

    @Test func durationsAndTokens() throws {
        let rows = Samples.rows(
            (1...100).map { number in
                Samples.item("\(number)", .passed) {
                    $0.startedAt = Samples.now
                    $0.completedAt = Samples.now + Double(number)
                    $0.metadata = Samples.metadata(["agent_result": ["input_tokens": 10, "output_tokens": 5]])
                }
            })
        let summary = EvaluationSummary(ItemTable(rows), now: Samples.now)
        let spread = try #require(summary.whole.durationSpread)
        #expect(spread.median == 50.5)
        #expect(abs(spread.p95 - 95.05) < 1e-9)
        #expect(spread.maximum == 100)
        #expect(summary.whole.tokens == 1500)
    }

    @Test func comparesByTask() {
        func rows(_ outcomes: [(String, [ItemStatus])]) -> [ItemRow] {
            Samples.rows(
                outcomes.flatMap { task, statuses in
                    statuses.enumerated().map { Samples.item("\(task)\($0.offset)", $0.element, task: task) }
                })
        }
        let comparison = Comparison(
            before: rows([
                ("a", [.failed]), ("b", [.passed]), ("c", [.timedOut]), ("d", [.passed, .failed]), ("e", [.passed]),
                ("f", [.passed]), ("h", [.queued]),
            ]),
            after: rows([
                ("a", [.passed]), ("b", [.failed]), ("c", [.failed]), ("d", [.passed]), ("e", [.passed]),
                ("g", [.passed]),
                ("h", [.passed]),
            ]), now: Samples.now)
        let changes = Dictionary(uniqueKeysWithValues: comparison.tasks.map { ($0.task, $0.change) })
        let expected: [String: TaskChange] = [
            "a": .fixed, "b": .broken, "c": .stillFailing, "d": .flaky, "e": .stillPassing, "f": .gone, "g": .new,
            "h": .pending,
        ]
        #expect(changes == expected)
        #expect(comparison.tasks.first?.task == "b")
        // "c" timed out, and is not judged before; "d" is judged by its two attempts.
        #expect(comparison.paired?.tasks == 4 && comparison.paired?.better == 2 && comparison.paired?.worse == 1)
    }
}
