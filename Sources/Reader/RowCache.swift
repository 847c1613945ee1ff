package import Trajectory
import Wire

/// Rows of the steps that were drawn lately. A cache and no state: dropping it changes nothing but time, and all are alike.
package final class RowCache: Equatable {
    package static func == (left: RowCache, right: RowCache) -> Bool { true }

    private struct Key: Hashable {
        var step: Int
        var options: ReaderOptions
    }

    /// Rows kept over all steps; a body shows tens.
    private static let mostRows = 60_000
    private var kept: [Key: StepRows] = [:]
    private var order: [Key] = []
    private var rowCount = 0

    package init() {}

    /// The rows of a step, laid out when they are not here.
    package func rows(
        of index: Int, in document: TrajectoryDocument, options: ReaderOptions, heavy: BackgroundDecoder
    ) -> StepRows {
        let key = Key(step: index, options: options)
        if let rows = kept[key] { return rows }
        guard let step = step(index, in: document, heavy) else { return StepRows(rows: []) }
        let before = index > 0 ? document.outline(index - 1)?.timestamp : nil
        let rows = StepRowsBuilder.build(
            step, index: index, before: before, options: options, borders: StepBoundary(of: index, in: document))
        keep(rows, for: key)
        return rows
    }

    /// A step that is decoded now where that is soon done, or what there is of it.
    private func step(_ index: Int, in document: TrajectoryDocument, _ heavy: BackgroundDecoder) -> Step? {
        guard let outline = document.outline(index), outline.size > BackgroundDecoder.least else {
            return document.step(index)
        }
        return heavy.step(index, outline)
    }

    /// Forgets steps that may have grown.
    package func forget(from step: Int) {
        for key in order where key.step >= step {
            rowCount -= kept[key]?.rows.count ?? 0
            kept[key] = nil
        }
        order.removeAll { $0.step >= step }
    }

    private func keep(_ rows: StepRows, for key: Key) {
        kept[key] = rows
        order.append(key)
        rowCount += rows.rows.count
        while rowCount > Self.mostRows, order.count > 64 {
            let oldest = order.removeFirst()
            rowCount -= kept.removeValue(forKey: oldest)?.rows.count ?? 0
        }
    }
}
