import Testing

@testable import Triage

/// Known answers of SciPy 1.17: `binomtest`, `permutation_test` (exact, of pairs), `ttest_rel`; intervals of pairs by the
/// formula of Bonett and Price.
@Suite struct PairedTestTests {
    private func single(better: Int, worse: Int, same: Int) -> [PairedTask] {
        let (pass, fail) = (PassRate(passed: 1), PassRate(failed: 1))
        return Array(repeating: PairedTask(before: fail, after: pass), count: better)
            + Array(repeating: PairedTask(before: pass, after: fail), count: worse)
            + Array(repeating: PairedTask(before: pass, after: pass), count: same)
    }

    @Test(arguments: [
        (8, 0, 0.0078125), (9, 1, 0.021484375), (5, 5, 1), (12, 4, 0.076812744140625), (1, 0, 1),
        (30, 15, 0.035697803555194696), (0, 0, 1),
    ]) func mcNemar(_ better: Int, _ worse: Int, _ chance: Double) throws {
        let test = try #require(PairedTest(single(better: better, worse: worse, same: 20)))
        #expect(test.method == .mcNemar)
        #expect(abs(test.chance - chance) < 1e-12)
        // What did not change says nothing.
        let more = try #require(PairedTest(single(better: better, worse: worse, same: 500)))
        #expect(abs(more.chance - chance) < 1e-12)
    }

    @Test func intervalsOfPairs() throws {
        for (better, worse, all, low, high) in [
            (8, 0, 40, 0.054613829, 0.326338552), (9, 1, 40, 0.039433227, 0.341519154),
            (12, 4, 100, -0.001658856, 0.158521631),
        ] {
            let pairs = single(better: better, worse: worse, same: all - better - worse)
            let interval = try #require(PairedTest(pairs)?.interval)
            #expect(abs(interval.lowerBound - low) < 1e-6 && abs(interval.upperBound - high) < 1e-6)
        }
    }

    /// Attempts at one task are clustered: 24 attempts of 8 tasks are 8 differences.
    private let several = [
        (0, 3, 2, 3), (1, 3, 2, 3), (2, 3, 2, 3), (3, 3, 2, 4), (0, 3, 1, 3), (1, 2, 2, 2), (0, 3, 3, 3), (2, 3, 2, 3),
    ].map { old, oldAll, new, newAll in
        PairedTask(
            before: PassRate(passed: old, failed: oldAll - old), after: PassRate(passed: new, failed: newAll - new))
    }

    @Test func severalAttempts() throws {
        let test = try #require(PairedTest(several))
        #expect(test.method == .signs && test.tasks == 8 && test.better == 5 && test.worse == 1)
        #expect(abs(test.difference - 0.2916666667) < 1e-9)
        #expect(abs(test.chance - 0.15625) < 1e-12)
        let interval = try #require(test.interval)
        #expect(abs(interval.lowerBound + 0.09353997) < 1e-3 && abs(interval.upperBound - 0.67687331) < 1e-3)
    }

    /// Where the sums are too many to be counted, a normal one comes near.
    @Test func manyAttempts() throws {
        let primes = [101, 103, 107, 109, 113]
        let pairs = (0..<60).map { place in
            let all = primes[place % primes.count]
            return PairedTask(
                before: PassRate(passed: 40, failed: all - 40),
                after: PassRate(passed: place % 3 == 0 ? 35 : 45, failed: place % 3 == 0 ? all - 35 : all - 45))
        }
        let test = try #require(PairedTest(pairs))
        #expect(test.method == .normal && test.better == 40 && test.worse == 20)
        #expect(test.chance > 0.005 && test.chance < 0.02)
    }

    @Test func withoutACommonTaskNothingIsTested() {
        #expect(PairedTest([]) == nil)
        #expect(PairedTest([PairedTask(before: PassRate(passed: 3), after: PassRate())]) == nil)
    }
}
