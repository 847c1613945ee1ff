import Platform
import RichText
import Shell
import Terminal
import Trajectory
import Triage
import Wire

extension CachedPlatform {
    /// Steps that are looked at between two words of how far it is.
    private static let batch = 2_000

    /// Reads two runs, one beside the other, and aligns their steps.
    func sides(_ left: TrajectoryRequest, _ right: TrajectoryRequest, _ answer: @escaping ResultHandler) async throws {
        async let before = whole(left, "left")
        async let after = whole(right, "right")
        let (old, new) = (try await before, try await after)
        let total = old.stepCount + new.stepCount
        let first = try sketches(old, from: 0, of: total, answer)
        let others = try sketches(new, from: old.stepCount, of: total, answer)
        let alignment = TrajectoryAlignment(left: first, right: others)
        try Task.checkCancellation()
        answer(.aligned(AlignedRuns(left: old, right: new, alignment: alignment)))
    }

    /// How far a run did the same as each of others, the most alike first: what it did where they part. One that cannot be
    /// read is told as well.
    func passed(_ run: TrajectoryRequest, _ others: [EvaluationItem]) async throws -> [RichLine] {
        let document = try await whole(run)
        let sketches = try sketches(document, from: 0, of: document.stepCount) { _ in }
        var found: [(same: Int, lines: [RichLine])] = []
        for item in others {
            try Task.checkCancellation()
            let who = [item.id.short, item.model.map { Sanitize.line($0) }].compactMap(\.self).joined(separator: "  ")
            guard let request = TrajectoryRequest(item), let other = try? await whole(request) else {
                found.append((-1, [RichLine([Span(who, .identifier), Span("  could not be read", .warning)])]))
                continue
            }
            let theirs = try self.sketches(other, from: 0, of: other.stepCount) { _ in }
            let alignment = TrajectoryAlignment(left: sketches, right: theirs)
            let same = alignment.divergence ?? alignment.rows.count
            var lines = [
                RichLine([Span(who, .identifier), Span("  \(NumberFormat.counted(same, "step")) the same", .strong)])
            ]
            if let row = alignment.divergence.map({ alignment.rows[$0] }) {
                lines += [("this", row.left, document), ("that", row.right, other)].map { name, step, document in
                    let outline = step.flatMap { document.outline($0) }
                    let did = [outline?.tool, outline?.preview].compactMap(\.self).joined(separator: " ")
                    let place = step.map { "step \($0 + 1)" } ?? "had ended"
                    return RichLine([Span("  \(name) \(place)  ", .dim), Span(Sanitize.line(did))])
                }
            }
            found.append((same, lines))
        }
        return Array(found.sorted { $0.same > $1.same }.map(\.lines).joined(separator: [RichLine([])]))
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
        _ document: TrajectoryDocument, from offset: Int, of total: Int, _ answer: ResultHandler
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
