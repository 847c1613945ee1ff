package import Platform
package import RichText
import Terminal
package import Trajectory
import Triage
import Wire

/// What a document says of itself outside its steps, what its steps sum to, and what is wrong with it.
package enum AboutLines {
    /// `item` is what the platform says of the run.
    package static func render(
        _ document: TrajectoryDocument, progress: ReadingProgress, item: EvaluationItem? = nil
    ) -> [RichLine] {
        let header = document.header
        var lines = [
            row("format", [document.format.rawValue, header.schemaVersion]),
            row("agent", [header.agentName, header.agentVersion]), row("model", [header.modelName]),
            row("session", [header.sessionID]), row("trajectory", [header.trajectoryID]),
            row("continues in", [header.continuation]), row("comes from", [header.parent]),
            row("size", [NumberFormat.bytes(progress.bytes), progress.loss]),
        ].compactMap(\.self)
        lines += header.sessionFacts.compactMap { row($0.name, [$0.value]) }
        lines += outcome(document) + figures(document)
        lines += item.map { disagreement(ItemRow($0), document) } ?? []
        if let notes = header.notes, !notes.isEmpty {
            lines += [RichLine([]), heading("Notes")] + Sanitize.lines(notes).map { RichLine([Span($0)]) }
        }
        let problems = document.problems + document.disagreement
        guard !problems.isEmpty else { return lines }
        lines += [RichLine([]), heading("Problems")]
        return lines
            + problems.map { problem in
                let step = problem.step.map { "step \($0): " } ?? ""
                return RichLine([Span(step + Sanitize.line(problem.message), .warning)])
            }
    }

    /// How the run came out, with the member that says so.
    private static func outcome(_ document: TrajectoryDocument) -> [RichLine] {
        guard document.progress.isComplete else { return [] }
        let told = document.envelope
        let rows = [
            told.verdict.map { row("verdict", [$0.value.rawValue, "(\($0.source))"]) },
            told.scores.first.map { row("score", ["\($0.value)", "(\($0.source))"]) },
            told.error.map { row("error", [$0.value, "(\($0.source))"]) },
            told.stopReason.map { row("ended by", [$0.value, "(\($0.source))"]) },
            told.model.map { row("run by", [$0.value, "(\($0.source))"]) },
            told.names.first.map { row("task", [$0.value, "(\($0.source))"]) },
        ].compactMap { $0 ?? nil }
        return rows.isEmpty ? [] : [RichLine([]), heading("What stands beside the messages")] + rows
    }

    private static func heading(_ text: String) -> RichLine { RichLine([Span(text, .heading)]) }

    private static func row(_ name: String, _ values: [String?]) -> RichLine? {
        let text = values.compactMap(\.self).filter { !$0.isEmpty }.map { Sanitize.line($0) }.joined(separator: "  ")
        guard !text.isEmpty else { return nil }
        return RichLine(
            [Span(TextWidth.fitted(name, columns: 16), .dim), Span(text)], follow: [Span("                ")])
    }

    /// What the steps sum to beside what the document says its sums are.
    private static func figures(_ document: TrajectoryDocument) -> [RichLine] {
        let sums = document.totals
        let said = document.finalMetrics
        var lines = [RichLine([]), heading("Totals (without copied context)")]
        if sums.steps < document.stepCount {
            lines.append(RichLine([Span("\(sums.steps) of \(document.stepCount) steps looked at so far", .dim)]))
        }
        let copied = sums.copiedSteps > 0 ? "\(NumberFormat.grouped(sums.copiedSteps)) copied" : nil
        lines += [
            row("steps", [NumberFormat.grouped(document.stepCount), copied]),
            row("tool calls", [NumberFormat.grouped(sums.toolCalls)]),
            row("errors", [NumberFormat.grouped(sums.errors)]), row("refusals", [NumberFormat.grouped(sums.refusals)]),
            row("prompt", [tokens(sums.metrics.promptTokens), final(said?.promptTokens)]),
            row("completion", [tokens(sums.metrics.completionTokens), final(said?.completionTokens)]),
            row("cached", [tokens(sums.metrics.cachedTokens), final(said?.cachedTokens)]),
            row(
                "cost",
                [sums.metrics.cost.map(NumberFormat.cost), said?.cost.map { "final: \(NumberFormat.cost($0))" }]),
        ].compactMap(\.self)
        return lines
    }

    /// Figures in which platform and document differ, with the source of each: the list and the detail show the platform's.
    private static func disagreement(_ row: ItemRow, _ document: TrajectoryDocument) -> [RichLine] {
        let sums = document.totals
        guard sums.steps >= document.stepCount else { return [] }
        let spent = (sums.metrics.promptTokens ?? 0) + (sums.metrics.completionTokens ?? 0)
        let figures: [(String, Quantity?, Quantity?, (Quantity) -> String)] = [
            ("tokens", row.tokens, spent > 0 ? spent : nil, NumberFormat.grouped),
            ("tool calls", row.toolCalls, Quantity(sums.toolCalls), NumberFormat.grouped),
            ("cost", row.cost, sums.metrics.cost, { NumberFormat.cost($0) }),
        ]
        let rows = figures.compactMap { name, theirs, ours, show -> RichLine? in
            guard let theirs, let ours, show(theirs) != show(ours) else { return nil }
            return self.row(name, ["platform \(show(theirs)) \u{B7} document \(show(ours))"])
        }
        return rows.isEmpty ? [] : [RichLine([]), heading("The platform says otherwise")] + rows
    }

    private static func tokens(_ count: Quantity?) -> String? { count.map { "\(NumberFormat.grouped($0)) tokens" } }

    private static func final(_ count: Quantity?) -> String? { count.map { "final: \(NumberFormat.grouped($0))" } }
}
