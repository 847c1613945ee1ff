package import Trajectory
package import Triage

/// Two runs that were read, and how their steps stand to each other.
package struct AlignedRuns: Sendable {
    package let left: TrajectoryDocument
    package let right: TrajectoryDocument
    package let alignment: RunAlignment

    package init(left: TrajectoryDocument, right: TrajectoryDocument, alignment: RunAlignment) {
        self.left = left
        self.right = right
        self.alignment = alignment
    }
}
