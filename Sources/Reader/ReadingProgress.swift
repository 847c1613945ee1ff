import Trajectory
import Wire

/// How much of a document is here, as last told.
package struct ReadingProgress: Hashable, Sendable {
    package var bytes = 0
    package var expectedBytes: Int?
    package var steps = 0
    package var isComplete = false
    package var isInterrupted = false
    /// What came ends in the middle of a value, and nobody said that more was to come.
    package var isCutOff = false

    init() {}

    init(_ progress: DocumentProgress) {
        bytes = progress.bytes
        expectedBytes = progress.expectedBytes
        steps = progress.steps
        isComplete = progress.isComplete
        isInterrupted = progress.isInterrupted
        isCutOff = progress.isCutOff
    }

    /// "incomplete: 1.2 MB missing"; nil for what is all here, or still comes.
    package var loss: String? {
        guard isInterrupted else { return isCutOff ? "incomplete: it ends in the middle" : nil }
        guard let expectedBytes, expectedBytes > bytes else { return "incomplete: the rest is missing" }
        return "incomplete: \(NumberFormat.bytes(expectedBytes - bytes)) missing"
    }
}

/// The sizes that a trajectory's panes have on the screen, without their titles.
package struct PaneSize: Hashable, Sendable {
    package var listHeight = 10
    package var bodyHeight = 20
    package var bodyWidth = 80

    package init() {}

    package init(listHeight: Int, bodyHeight: Int, bodyWidth: Int) {
        self.listHeight = listHeight
        self.bodyHeight = bodyHeight
        self.bodyWidth = bodyWidth
    }
}
