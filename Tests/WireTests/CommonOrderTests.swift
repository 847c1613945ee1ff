import TestSupport
import Testing
import Wire

struct CommonOrderTests {
    /// As many pairs as the longest common subsequence has, counted the plain way.
    @Test func findsAllThatIsCommonInShortRuns() {
        var random = SeededGenerator(seed: 7)
        for round in 0..<200 {
            let left = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                Int.random(in: 0...round % 9, using: &random)
            }
            let right = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                Int.random(in: 0...round % 9, using: &random)
            }
            #expect(CommonOrder.pairs(left, right).count == Self.longest(left, right))
        }
    }

    private static func longest(_ left: [Int], _ right: [Int]) -> Int {
        var before = [Int](repeating: 0, count: right.count + 1)
        for element in left {
            var row = before
            for (column, other) in right.enumerated() {
                row[column + 1] = element == other ? before[column] + 1 : max(before[column + 1], row[column])
            }
            before = row
        }
        return before.last ?? 0
    }

    @Test(arguments: [3, 40_000])
    func longRunsAreAlignedAsWell(kinds: Int) {
        var random = SeededGenerator(seed: 11)
        let left = (0..<30_000).map { _ in Int.random(in: 0..<kinds, using: &random) }
        var right = left
        for _ in 0..<300 {
            right.remove(at: Int.random(in: right.indices, using: &random))
            right.insert(-1, at: Int.random(in: right.indices, using: &random))
        }
        let pairs = CommonOrder.pairs(left, right)
        #expect(pairs.count > 29_000)
        #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.left < $1.left && $0.right < $1.right })
        #expect(pairs.allSatisfy { left[$0.left] == right[$0.right] })
    }
}
