package import Platform
package import Shell
import Terminal
package import Trajectory
package import Triage

/// One of two runs that are read side by side.
package struct DiffTrajectory {
    package let item: EvaluationItem
    package let request: TrajectoryRequest
    package internal(set) var document: TrajectoryDocument?
    private let heavy = BackgroundDecoder()
    private let cache = RowCache()

    /// Nil for a sample without a session.
    package init?(_ item: EvaluationItem) {
        guard let request = TrajectoryRequest(item) else { return nil }
        self.item = item
        self.request = request
    }

    package var stepCount: Int { document?.stepCount ?? 0 }

    func rows(of step: Int, _ options: ReaderOptions) -> [BodyRow] {
        guard let document else { return [] }
        return cache.rows(of: step, in: document, options: options, heavy: heavy).rows
    }

    /// A step of megabytes that has to be decoded behind.
    func takeWanted() -> DecodeWork? {
        guard let document else { return nil }
        return heavy.takeWanted().map { DecodeWork(document, $0) }
    }

    func keep(_ step: Step, at index: Int) {
        heavy.keep(step, at: index)
        cache.forget(from: index)
    }
}

/// One line of the list: a row of the alignment, or one side of it where there is no room for both beside each other.
package struct SideLine: Hashable, Sendable {
    package var row: Int
    /// Nil: both sides.
    package var side: DiffSide?
}

/// The sizes of the panes, without their titles.
package struct SidesSize: Hashable, Sendable {
    package var width = 80
    package var listHeight = 8
    package var detailHeight = 10

    /// Rows above the list: both runs, and where they part.
    package static let headRows = 3

    /// From this width on the runs stand beside each other.
    package static let leastColumns = 100

    package var isWide: Bool { width >= Self.leastColumns }
    /// Columns between the two runs: the sign of the row.
    package static let gutter = 5
    /// Columns of one run.
    package var column: Int { (width - Self.gutter) / 2 }
}
