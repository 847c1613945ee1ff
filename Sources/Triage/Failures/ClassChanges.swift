/// What became of the failure classes from one run to the next: what a nightly run is asked first.
package struct ClassChanges: Sendable {
    package enum Change: String, CaseIterable, Hashable, Sendable {
        case new, grown, shrunk, same
    }

    /// A class of the later run.
    package struct Entry: Sendable {
        package let failures: FailureClass
        package let change: Change
        /// Failures of the class in the earlier run.
        package let countBefore: Int
    }

    /// In the order of the later run.
    package let entries: [Entry]
    /// Classes of the earlier run that have no failure any more, in its order.
    package let gone: [FailureClass]

    /// A class is the same one where they share a signature: names may be told from words in one run and not in the other.
    package init(before: [FailureClass], after: [FailureClass]) {
        let known = Dictionary(
            before.enumerated().flatMap { place, failures in failures.ids.map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
        var met: Set<Int> = []
        entries = after.map { failures in
            let earlier = Set(failures.ids.compactMap { known[$0] })
            met.formUnion(earlier)
            let count = earlier.reduce(0) { $0 + before[$1].count }
            let change: Change =
                count == 0 ? .new : count < failures.count ? .grown : count > failures.count ? .shrunk : .same
            return Entry(failures: failures, change: change, countBefore: count)
        }
        gone = before.indices.filter { !met.contains($0) }.map { before[$0] }
    }

    package func count(_ change: Change) -> Int { entries.count { $0.change == change } }

    /// `2 new, 1 grown, 3 gone`; nil where nothing changed.
    package var words: String? {
        let counts = Change.allCases.filter { $0 != .same }.map { (count($0), $0.rawValue) } + [(gone.count, "gone")]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
