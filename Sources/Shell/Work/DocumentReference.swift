package import Trajectory

/// A document by identity.
package struct DocumentReference: Hashable, Sendable {
    package let document: TrajectoryDocument

    package init(_ document: TrajectoryDocument) { self.document = document }

    package static func == (left: DocumentReference, right: DocumentReference) -> Bool {
        left.document === right.document
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(document)) }
}
