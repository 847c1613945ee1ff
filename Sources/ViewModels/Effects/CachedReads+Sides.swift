import Platform
import Trajectory
import Triage

extension CachedReads {
    /// Steps that are looked at between two words of how far it is.
    private static let batch = 2_000

    /// Reads two runs, one beside the other, and aligns their steps.
    func sides(_ left: TrajectoryRequest, _ right: TrajectoryRequest, _ answer: @escaping Answering) async throws {
        async let before = whole(left, "left")
        async let after = whole(right, "right")
        let (old, new) = (try await before, try await after)
        let total = old.stepCount + new.stepCount
        let first = try sketches(old, from: 0, of: total, answer)
        let others = try sketches(new, from: old.stepCount, of: total, answer)
        let alignment = RunAlignment(left: first, right: others)
        try Task.checkCancellation()
        answer(.aligned(AlignedRuns(left: old, right: new, alignment: alignment)))
    }

    /// The whole document of a run. An error says which of the two runs it is about.
    private func whole(_ request: TrajectoryRequest, _ side: String) async throws -> TrajectoryDocument {
        do {
            return try await whole(request)
        } catch var error as PlatformError {
            error.resource = "the run on the \(side)"
            throw error
        }
    }

    private func sketches(
        _ document: TrajectoryDocument, from offset: Int, of total: Int, _ answer: Answering
    ) throws -> [StepSketch] {
        try (0..<document.stepCount).map { index in
            if index % Self.batch == 0 {
                try Task.checkCancellation()
                answer(.progress(Progress(label: "comparing", done: offset + index, total: total)))
            }
            // Every step has its place, whatever can be read of it.
            return document.sketch(index) ?? StepSketch(Step(number: index + 1, source: .other("")))
        }
    }
}
