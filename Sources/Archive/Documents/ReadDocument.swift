import Platform
import Trajectory
import Wire

/// A document that was read, as the rest of the archive asks for it: its steps are decoded one at a time.
struct ReadDocument: Sendable {
    let format: DocumentFormat
    let header: TrajectoryHeader
    /// Why the document is no trajectory; nil where it is.
    let refusal: String?
    let stepCount: Int
    private let step: @Sendable (Int) -> Step?

    /// Reads a document that is wholly here. Throws where the task is cancelled meanwhile.
    static func read(_ store: ByteStore, name: String) throws(CancellationError) -> ReadDocument {
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: lastComponent(name))
        try document.readAll()
        return ReadDocument(document)
    }

    /// Reads a small document at once, whatever becomes of the task.
    static func readSmall(_ store: ByteStore, name: String) -> ReadDocument {
        let document = TrajectoryDocument(store: store, expectedBytes: store.count, name: lastComponent(name))
        document.finish(interrupted: false)
        return ReadDocument(document)
    }

    private init(_ document: TrajectoryDocument) {
        format = document.format
        header = document.header
        stepCount = document.stepCount
        step = { document.step($0) }
        let reason = document.problems.first?.message ?? "nothing in it is known"
        refusal = document.format == .unknown ? "not a trajectory: " + reason : nil
    }

    /// A document that is made of steps.
    init(header: TrajectoryHeader, steps: [Step]) {
        format = .atif
        self.header = header
        refusal = nil
        stepCount = steps.count
        step = { steps.indices.contains($0) ? steps[$0] : nil }
    }

    var steps: some Sequence<Step> { (0..<stepCount).lazy.compactMap(step) }
}
