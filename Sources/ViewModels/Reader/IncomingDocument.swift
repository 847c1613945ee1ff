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
        // Within a sub-agent, nothing is taken from under who reads.
        guard let old = levels.first?.document ?? document, old !== new,
            !levels.isEmpty || (!now.isComplete && now.steps < old.stepCount)
        else {
            incoming = nil
            // Keys that were pressed meanwhile have gone where they go: the place is kept all the same.
            if let document, document !== new, target == .start { target = .step(current + 1) }
            return show(new, origin)
        }
        incoming = IncomingDocument(document: new, origin: origin)
        if now.isComplete { phase = .ready }
        return []
    }

    /// Back from a sub-agent, what came meanwhile is taken.
    mutating func takeIncoming() -> [Request] {
        guard levels.isEmpty, let incoming else { return [] }
        return take(incoming.document, incoming.origin)
    }
}
