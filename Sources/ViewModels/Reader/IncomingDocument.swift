import Trajectory

/// A trajectory that is fetched again.
struct IncomingDocument {
    var document: TrajectoryDocument
    var origin: DocumentOrigin
}

// Fetching again: what was read stays until there is more.
extension TrajectoryModel {
    /// How much has come of what is fetched again; nil where nothing is, or where that is on the screen already.
    package var arriving: ReadingProgress? { incoming.map { ReadingProgress($0.document.progress) } }

    /// What the answers of the load are about.
    var loading: TrajectoryDocument? { incoming?.document ?? document }

    /// A document that is coming is shown as soon as it has as many steps as the one that is read, and when it is whole.
    mutating func take(_ new: TrajectoryDocument, _ origin: DocumentOrigin) -> [Request] {
        let now = new.progress
        guard let document, document !== new, levels.isEmpty, !now.isComplete, now.steps < document.stepCount else {
            incoming = nil
            return show(new, origin)
        }
        incoming = IncomingDocument(document: new, origin: origin)
        return []
    }
}
