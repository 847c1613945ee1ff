package import Platform
import Triage

/// Which of the hits are shown.
package struct HitFilter: Hashable, Sendable {
    /// Empty: of every status.
    package var statuses: Set<ItemStatus> = []
    /// `transcript`, `error`, `task_name`; empty: any.
    package var places: Set<String> = []
    /// The items that are searched, and what they are called; nil for all.
    package var scope: Scope?

    package struct Scope: Hashable, Sendable {
        package var items: Set<ItemID>
        package var words: String

        package init(_ items: Set<ItemID>, words: String) {
            self.items = items
            self.words = words
        }
    }

    package init() {}

    package var isEmpty: Bool { self == HitFilter() }

    func shows(_ hit: SearchHit, _ item: EvaluationItem?) -> Bool {
        (scope?.items.contains(hit.itemID) ?? true)
            && (statuses.isEmpty || item.map { statuses.contains($0.status) } ?? false)
            && (places.isEmpty || places.contains(hit.matchedIn))
    }

    /// In words: "failed, in error".
    package var words: String {
        ((scope.map { [$0.words] } ?? []) + statuses.map(\.rawValue).sorted() + places.sorted().map { "in \($0)" })
            .joined(separator: ", ")
    }
}

/// Where one is among hits, from 1.
package struct HitPosition: Hashable, Sendable {
    package var sample: Int
    package var samples: Int
    /// The match within the sample, where one is selected.
    package var match: Int?
    package var matches: Int?

    /// "3/12 in sample 2/40".
    package var words: String {
        let here = match.flatMap { match in matches.map { "\(match)/\($0) in " } } ?? ""
        return here + "item \(sample)/\(samples)"
    }
}
