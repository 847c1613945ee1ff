import Platform
import Reader
import Shell
import Terminal
import Wire

/// What the body of a trajectory says while the step that a search leads to has not come: the message itself, as the
/// session's search told it, and what is waited for.
enum PendingHitNotice {
    static func of(_ message: MessageHit, _ model: TrajectoryModel, width: Int) -> PaneNotice {
        let (speaker, slot) = HitsView.speaker(message)
        let place =
            message.step.map { "Step \(NumberFormat.grouped($0))" } ?? "Message \(NumberFormat.grouped(message.seq))"
        let text = Snippet.spans(message.content, model.find?.pattern, around: 4 * max(20, width - 8))
        return PaneNotice(lines: [
            [Span(place, .strong), Span("  "), Span(Sanitize.line(speaker), slot)], [], text, [],
            [Span(waiting(model), model.phase.isLoading ? .statusBusy : .warning)],
            [Span("Until then, \(key: .down) and \(key: .up) scroll the steps loaded", .hint)],
        ])
    }

    /// How far the document is.
    private static func waiting(_ model: TrajectoryModel) -> String {
        let progress = model.progress
        let total = progress.expectedBytes.map { " of \(NumberFormat.bytes($0))" } ?? ""
        let here = "\(NumberFormat.counted(progress.steps, "step")) here, \(NumberFormat.bytes(progress.bytes))\(total)"
        guard model.phase.isLoading else { return "Incomplete: \(here); \(key: .refresh) reloads" }
        return "Opens when loaded: \(here)"
    }
}
