package import Trajectory
package import Triage

/// Two runs that were read, and how their steps stand to each other.
package struct AlignedRuns: Sendable {
    package let left: TrajectoryDocument
    package let right: TrajectoryDocument
    package let alignment: TrajectoryAlignment

    package init(left: TrajectoryDocument, right: TrajectoryDocument, alignment: TrajectoryAlignment) {
        self.left = left
        self.right = right
        self.alignment = alignment
    }
}
