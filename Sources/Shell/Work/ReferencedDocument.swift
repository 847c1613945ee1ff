package import Platform
package import Trajectory

/// A document that another one names.
package struct ReferencedDocument: Sendable {
    package let document: TrajectoryDocument
    package let session: SessionID
    /// The name that was given.
    package let name: String

    package init(document: TrajectoryDocument, session: SessionID, name: String) {
        self.document = document
        self.session = session
        self.name = name
    }
}
