package import Platform
package import Shell
import Trajectory
import Wire

/// The way of a document to the screen: what was asked for, how much of it is here, and where in it one wants to be.
package struct DocumentLoad {
    /// What is asked for; nil where there is nothing to read.
    package internal(set) var request: TrajectoryRequest?
    package internal(set) var phase: LoadPhase = .idle
    package internal(set) var progress = ReadingProgress()
    /// How the document that is here was had.
    package internal(set) var origin: DocumentOrigin?
    /// How fast it comes, while it does.
    package var pace: LoadPace?
    /// What is fetched again, while what was read before has more steps and stays on the screen.
    var incoming: IncomingDocument?
    /// Where to go as soon as the document reaches it.
    var target: StepTarget
    /// The message that a search leads to, while its step is not here yet.
    package internal(set) var pendingHit: MessageHit?
    /// Steps among which somebody is looking for the one that answers a query; nil while nobody is.
    var locatingAmong: Int?

    /// Nothing is waited for any more: it is here, or the user goes elsewhere.
    mutating func arrive() {
        target = .start
        pendingHit = nil
    }

    /// How much of the document is here, as it says now.
    mutating func note(_ document: TrajectoryDocument?) {
        if let document { progress = ReadingProgress(document.progress) }
    }
}

/// A trajectory that is fetched again.
struct IncomingDocument {
    var document: TrajectoryDocument
    var origin: DocumentOrigin
}

extension TrajectoryRequest {
    /// Whether the two ask for one trajectory, in whatever form.
    func isOfSameTrajectory(as other: TrajectoryRequest?) -> Bool {
        session == other?.session && replay == other?.replay
    }

    /// Whether the two ask for the same document: in the same form as well.
    func isOfSameDocument(as other: TrajectoryRequest?) -> Bool {
        isOfSameTrajectory(as: other) && form == other?.form && includeCompacted == other?.includeCompacted
    }
}
