package import Terminal
import Triage

/// One row of two steps laid out beside each other, or of one of them.
package struct SidesDetailRow: Hashable, Sendable {
    package var left: [Span]?
    package var right: [Span]?
    /// The row is not on both sides.
    package var differs: Bool
}

/// The rows that were laid out last. A cache and no state.
final class SidesDetailCache {
    private struct Key: Hashable {
        var step: AlignedStep
        var width: Int
        var density: DetailLevel
    }

    private var kept: (key: Key, rows: [SidesDetailRow])?

    func forget() { kept = nil }

    func rows(
        _ step: AlignedStep, width: Int, _ density: DetailLevel, make: () -> [SidesDetailRow]
    ) -> [SidesDetailRow] {
        let key = Key(step: step, width: width, density: density)
        if let kept, kept.key == key { return kept.rows }
        let rows = make()
        kept = (key, rows)
        return rows
    }
}
