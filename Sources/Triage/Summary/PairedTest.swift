#if canImport(Glibc)
    import Glibc
#endif

/// What became of one task on both sides, over all of its attempts that were judged.
package struct PairedTask: Hashable, Sendable {
    package var before: PassRate
    package var after: PassRate
}

/// Whether the tasks that two sides have in common went better on one of them.
///
/// Attempts at one task are no independent trials, so the task is what is counted: each has a difference of pass rates, and
/// where the sides were alike its sign would be as likely the other one. How many of all choices of signs make a difference
/// at least as large is the p value: with one attempt a task this is McNemar's exact test.
package struct PairedTest: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable {
        /// One attempt a task on either side.
        case mcNemar = "mcnemar_exact"
        /// Several attempts, exactly.
        case signs = "sign_flip_exact"
        /// Several attempts, too many different ones to count them all.
        case normal = "sign_flip_normal"

        package var words: String {
            switch self {
            case .mcNemar: "McNemar's exact test"
            case .signs: "exact test by task"
            case .normal: "test by task"
            }
        }
    }

    package let method: Method
    /// Tasks that were judged on both sides.
    package let tasks: Int
    /// Tasks that went better, and worse, after.
    package let better: Int
    package let worse: Int
    /// The mean over the tasks of the pass rate after, less the pass rate before: -1 to 1.
    package let difference: Double
    /// Where the true difference lies with 95 % confidence; nil with fewer than four tasks of several attempts.
    package let interval: ClosedRange<Double>?
    /// How likely a difference at least as large is by chance: 0 to 1.
    package let chance: Double

    /// The usual line between what is taken for a difference and what is not.
    package var isSignificant: Bool { chance < 0.05 }

    /// Nil without a task that was judged on both sides.
    package init?(_ pairs: [PairedTask]) {
        let pairs = pairs.filter { $0.before.judged > 0 && $0.after.judged > 0 }
        guard !pairs.isEmpty else { return nil }
        let isSingle = pairs.allSatisfy { $0.before.judged == 1 && $0.after.judged == 1 }
        let differences = pairs.map { pair in
            Double(pair.after.passed) / Double(pair.after.judged) - Double(pair.before.passed)
                / Double(pair.before.judged)
        }
        let steps = Steps(pairs)
        tasks = pairs.count
        better = differences.count { $0 > 0 }
        worse = differences.count { $0 < 0 }
        difference = differences.reduce(0, +) / Double(tasks)
        interval = isSingle ? Self.paired(better, worse, of: tasks) : Self.clustered(differences)
        chance = steps?.chance ?? Self.normal(differences)
        method = isSingle ? .mcNemar : steps == nil ? .normal : .signs
    }

    // MARK: Intervals

    private static let z = 1.959964

    /// Of matched pairs of one attempt each (Bonett and Price 2012): good for few pairs too, where Wald's is not.
    private static func paired(_ better: Int, _ worse: Int, of tasks: Int) -> ClosedRange<Double> {
        let count = Double(tasks + 2)
        let (gained, lost) = (Double(better + 1) / count, Double(worse + 1) / count)
        let middle = gained - lost
        let half = z * ((gained + lost - middle * middle) / count).squareRoot()
        return max(-1, middle - half)...min(1, middle + half)
    }

    /// Of tasks with several attempts: by Student's t over the tasks.
    private static func clustered(_ differences: [Double]) -> ClosedRange<Double>? {
        guard differences.count > 3 else { return nil }
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let half = student(freedom: count - 1) * (variance / count).squareRoot()
        return max(-1, mean - half)...min(1, mean + half)
    }

    /// The 97.5 % point of Student's t, by its expansion in 1/freedom: three digits from three degrees on.
    private static func student(freedom: Double) -> Double {
        let (z3, z5, z7, z9) = (pow(z, 3), pow(z, 5), pow(z, 7), pow(z, 9))
        return z + (z3 + z) / (4 * freedom) + (5 * z5 + 16 * z3 + 3 * z) / (96 * pow(freedom, 2))
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * pow(freedom, 3))
            + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * pow(freedom, 4))
    }

    // MARK: Chance

    /// The same for more tasks and attempts than can be counted: the sum of the signs is nearly normal.
    private static func normal(_ differences: [Double]) -> Double {
        let spread = differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard spread > 0 else { return 1 }
        return erfc(abs(differences.reduce(0, +)) / spread / 2.0.squareRoot())
    }

    /// The differences as whole numbers of one step, so that all sums of them can be counted.
    private struct Steps {
        private var sizes: [Int] = []
        private var sum = 0
        /// Sums times differences that are counted.
        private static let mostWork = 40_000_000

        /// Nil where there are too many.
        init?(_ pairs: [PairedTask]) {
            var step = 1
            for pair in pairs {
                for judged in [pair.before.judged, pair.after.judged] {
                    step = Self.multiple(step, judged)
                    guard step <= 10_000 else { return nil }
                }
            }
            for pair in pairs {
                let size =
                    pair.after.passed * (step / pair.after.judged) - pair.before.passed * (step / pair.before.judged)
                sum += size
                if size != 0 { sizes.append(abs(size)) }
            }
            guard sizes.count * (sizes.reduce(0, +) + 1) <= Self.mostWork else { return nil }
        }

        private static func multiple(_ left: Int, _ right: Int) -> Int {
            var (a, b) = (left, right)
            while b != 0 { (a, b) = (b, a % b) }
            return left / a * right
        }

        /// The share of all choices of signs whose sum is as far from 0.
        var chance: Double {
            let whole = sizes.reduce(0, +)
            // By how much is taken away: the share of choices with that sum of the sizes that are negative.
            var shares = [Double](repeating: 0, count: whole + 1)
            shares[0] = 1
            var most = 0
            for size in sizes {
                most += size
                for taken in stride(from: most, through: 0, by: -1) {
                    shares[taken] = (shares[taken] + (taken >= size ? shares[taken - size] : 0)) / 2
                }
            }
            return min(
                1, shares.enumerated().reduce(0) { $0 + (abs(whole - 2 * $1.offset) >= abs(sum) ? $1.element : 0) })
        }
    }
}
