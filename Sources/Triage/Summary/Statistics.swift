import Platform

/// The few statistics that triage needs.
package enum Statistics {
    /// The Wilson score interval of a proportion, 0 to 1: honest for small counts and for rates near 0 and 1, where the
    /// usual one is not. Nil without trials.
    package static func wilson(successes: Int, of trials: Int, z: Double = 1.959964) -> ClosedRange<Double>? {
        guard trials > 0 else { return nil }
        return wilson(rate: Double(successes) / Double(trials), of: Double(trials), z)
    }

    private static func wilson(rate: Double, of count: Double, _ z: Double) -> ClosedRange<Double> {
        let scale = 1 + z * z / count
        let centre = (rate + z * z / (2 * count)) / scale
        let half = z * (rate * (1 - rate) / count + z * z / (4 * count * count)).squareRoot() / scale
        return max(0, centre - half)...min(1, centre + half)
    }

    /// The same of tasks with several attempts each. Those of one task are no independent trials: there count as many trials
    /// as vary as much as the tasks do (the design effect of a cluster sample), and of tasks that are all alike the tasks.
    package static func wilson(_ tasks: [PassRate], z: Double = 1.959964) -> ClosedRange<Double>? {
        let tasks = tasks.filter { $0.judged > 0 }
        let (passed, judged) = tasks.reduce(into: (0, 0)) { $0 = ($0.0 + $1.passed, $0.1 + $1.judged) }
        guard tasks.contains(where: { $0.judged > 1 }) else { return wilson(successes: passed, of: judged, z: z) }
        let (all, count) = (Double(judged), Double(tasks.count))
        let rate = Double(passed) / all
        var effective = count
        if tasks.count > 1, rate > 0, rate < 1 {
            let squares = tasks.reduce(0) { sum, task in
                let residue = Double(task.passed) - rate * Double(task.judged)
                return sum + residue * residue
            }
            effective = all / max(1, squares * count / (count - 1) / (all * rate * (1 - rate)))
        }
        return wilson(rate: rate, of: effective, z)
    }

    /// The value below which the share `rank` (0 to 1) of the values lies, between neighbours by their distance; nil
    /// without values. The values must be in order.
    package static func percentile(_ rank: Double, ofSorted values: [Double]) -> Double? {
        guard let last = values.last else { return nil }
        let place = min(max(rank, 0), 1) * Double(values.count - 1)
        let below = Int(place)
        guard below + 1 < values.count else { return last }
        return values[below] + (values[below + 1] - values[below]) * (place - Double(below))
    }
}

/// Passed and failed: what a pass rate is made of.
package struct PassRate: Hashable, Sendable {
    package var passed = 0
    package var failed = 0

    package var judged: Int { passed + failed }
    /// passed / (passed + failed), as the platform reckons it; nil where nothing was judged.
    package var rate: Double? { judged == 0 ? nil : Double(passed) / Double(judged) }
    /// Where the true rate lies with 95 % confidence (Wilson).
    package var interval: ClosedRange<Double>? { Statistics.wilson(successes: passed, of: judged) }

    mutating func count(_ status: ItemStatus) {
        if status == .passed { passed += 1 } else if status == .failed { failed += 1 }
    }

    mutating func add(_ other: PassRate) {
        passed += other.passed
        failed += other.failed
    }
}

/// The middle, the slow and the slowest of some durations, in seconds.
package struct DurationSummary: Hashable, Sendable {
    package var median: Double
    package var p95: Double
    package var maximum: Double

    /// Nil without values.
    package init?(_ values: [Double]) {
        let sorted = values.sorted()
        guard let median = Statistics.percentile(0.5, ofSorted: sorted), let last = sorted.last,
            let p95 = Statistics.percentile(0.95, ofSorted: sorted)
        else { return nil }
        self.median = median
        self.p95 = p95
        maximum = last
    }
}
