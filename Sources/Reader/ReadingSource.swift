import Platform
package import Shell
import Triage

/// Which document is read, and where it came from.
package struct ReadingSource: Hashable, Sendable {
    package let reference: DocumentReference
    /// By which it, or the document around it, was asked for.
    package let request: TrajectoryRequest?
    /// What the breadcrumb calls it.
    let name: String
    /// The session of the file that a sub-agent's document came in, where that is a file of its own.
    let file: SessionID?
    /// What its bookmarks are kept by; nil for a trajectory that nothing names.
    let bookmarks: TrajectoryKey?
    /// The item whose own trajectory it is; nil for a sub-agent's.
    let item: EvaluationItem?

    /// The session that the files it refers to lie beside; nil where there is none.
    var session: SessionID? { request?.replay == nil ? file ?? request?.session : nil }
}
