import Platform
import Wire

/// The platform's figures of an evaluation, computed from its items (Platform.docc/Evaluations).
enum Analytics {
    static func summary(of evaluation: Evaluation, items: some Sequence<EvaluationItem>) -> JSONValue {
        var counts = ItemCounts()
        var tasks: [String: TaskCount] = [:]
        var durations: [Double] = []
        var errors: [String: Int] = [:]
        var degraded = 0
        for item in items {
            counts[item.status] += 1
            tasks[item.taskName, default: TaskCount()].add(item)
            if let error = item.error { errors[error, default: 0] += 1 }
            if item.status.isTerminal, let duration = item.duration(now: Timestamp(seconds: 0)) {
                durations.append(duration)
            }
            if item.report?.components.contains(where: \.isDefect) == true { degraded += 1 }
        }
        return [
            "pass_rate": .optional(counts.passRate), "passed_count": .quantity(counts[.passed]),
            "failed_count": .quantity(counts[.failed]),
            "error_count": .quantity(counts[.infraError] + counts[.timedOut]),
            "total_samples": .quantity(counts.total), "degraded_runtime_count": .int(degraded),
            "analytics_snapshot": [
                "task_breakdown": .array(tasks.sorted { $0.key < $1.key }.map { $0.value.json(task: $0.key) }),
                "runtime_durations_ms": percentiles(durations.sorted()), "error_summary": summary(errors),
            ],
        ]
    }

    private struct TaskCount {
        var total = 0
        var passed = 0
        var failed = 0

        mutating func add(_ item: EvaluationItem) {
            total += 1
            if item.status == .passed { passed += 1 }
            if item.status == .failed { failed += 1 }
        }

        func json(task: String) -> JSONValue {
            let judged = passed + failed
            return [
                "task_name": .string(task), "total_samples": .int(total), "passed_count": .int(passed),
                "pass_rate": judged == 0 ? .null : .double(Double(passed) / Double(judged)),
            ]
        }
    }

    private static func percentiles(_ sorted: [Double]) -> JSONValue {
        guard let longest = sorted.last else { return ["p50_ms": nil, "p95_ms": nil, "max_ms": nil] }
        func milliseconds(_ share: Double) -> JSONValue {
            .int(Int(sorted[Int((Double(sorted.count - 1) * share).rounded())] * 1000))
        }
        return ["p50_ms": milliseconds(0.5), "p95_ms": milliseconds(0.95), "max_ms": .int(Int(longest * 1000))]
    }

    private static func summary(_ errors: [String: Int]) -> JSONValue {
        let most = errors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(50)
        return .array(most.map { ["error": .string($0.key), "count": .int($0.value)] })
    }
}
