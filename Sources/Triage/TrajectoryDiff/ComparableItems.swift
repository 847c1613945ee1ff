package import Platform

/// Which other runs of a task a run is best read beside.
package enum ComparableItems {
    /// Runs of the same task that can be read, the natural one first: with the opposite outcome before the same one, of
    /// the same model before another, and then those that come after it in the list.
    package static func of(_ item: EvaluationItem, among items: some Sequence<EvaluationItem>) -> [EvaluationItem] {
        let others = items.filter { $0.id != item.id && $0.taskName == item.taskName && $0.sessionID != nil }
        let at = others.firstIndex { $0.position > item.position } ?? 0
        let turned = others[at...] + others[..<at]
        return turned.enumerated().sorted { (rank(item, $0.element), $0.offset) < (rank(item, $1.element), $1.offset) }
            .map(\.element)
    }

    /// All runs of the same task that passed and can be read: what a failed one is compared with.
    package static func passed(
        beside item: EvaluationItem, among items: some Sequence<EvaluationItem>
    ) -> [EvaluationItem] {
        of(item, among: items).filter { $0.status == .passed }
    }

    private static func rank(_ item: EvaluationItem, _ other: EvaluationItem) -> Int {
        (isOpposite(item.status, other.status) ? 0 : 2) + (item.model == other.model ? 0 : 1)
    }

    private static func isOpposite(_ status: ItemStatus, _ other: ItemStatus) -> Bool {
        status == .passed && other.isFailure || status.isFailure && other == .passed
    }
}
