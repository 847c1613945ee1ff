import RichText
import Shell
import Terminal
package import Trajectory
import Wire

/// Steps as Markdown, to be read elsewhere: texts as they are, made safe, and what tools were asked and said in fences.
package enum StepReport {
    package static func heading(_ document: TrajectoryDocument, title: String, steps: Range<Int>) -> String {
        let header = document.header
        var facts = [
            header.agentName.map { "agent: \(Quote.markdown(Sanitize.line($0)))" },
            header.modelName.map { "model: \(Quote.markdown(Sanitize.line($0)))" },
            header.sessionID.map { "session: \(Quote.markdown(Sanitize.line($0)))" },
        ].compactMap(\.self)
        let isAll = steps.count == document.stepCount
        facts.append(
            "steps: "
                + (isAll ? "\(steps.count)" : "\(steps.lowerBound + 1) to \(steps.upperBound) of \(document.stepCount)")
        )
        return "# \(Quote.markdown(Sanitize.line(title)))\n\n" + facts.map { "- \($0)\n" }.joined()
    }

    package static func markdown(_ step: Step) -> String {
        let head = StepHeader.spans(step, before: nil).map(\.text).joined()
        var pieces = ["\n## Step \(head)\n"]
        if let reasoning = step.reasoning, !reasoning.isEmpty { pieces.append(quote(reasoning)) }
        pieces += step.message.compactMap(piece)
        for call in step.calls { pieces += called(call) }
        for result in step.results { pieces += self.result(result, title: "Observation") }
        return pieces.joined(separator: "\n")
    }

    private static func piece(_ part: Part) -> String? {
        switch part {
        case .text(let text): text.isEmpty ? nil : safe(text) + "\n"
        case .refusal(let text): "**Refusal:**\n\n" + quote(text)
        case .reasoning(let text): quote(text)
        case .media, .unknown: PartLabel.spans(part).map(\.text).joined() + "\n"
        }
    }

    private static func called(_ call: ToolCall) -> [String] {
        let lines = CallLines.render(call.arguments).map { ($0.lead + $0.spans).map(\.text).joined() }
        var pieces = ["**\(Quote.markdown(Sanitize.line(call.name)))**\n"]
        if !lines.isEmpty { pieces.append(Quote.fence(lines.joined(separator: "\n")) + "\n") }
        if call.results.isEmpty { pieces.append("*no result recorded*\n") }
        return pieces + call.results.flatMap { result($0, title: "Result") }
    }

    private static func result(_ result: ToolResult, title: String) -> [String] {
        var pieces = ["\(title)\(result.isError == true ? " (failed)" : ""):\n"]
        for part in result.parts {
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text):
                pieces.append(Quote.fence(colourless(text)) + "\n")
            case .media, .unknown: pieces.append(PartLabel.spans(part).map(\.text).joined() + "\n")
            }
        }
        pieces += result.subagents.map { reference in
            "Sub-agent: "
                + Quote.markdown(Sanitize.line(reference.trajectoryID ?? reference.path ?? reference.sessionID ?? "?"))
                + "\n"
        }
        return pieces
    }

    private static func safe(_ text: String) -> String {
        MarkdownGuard.closed(Sanitize.lines(text)).joined(separator: "\n")
    }

    private static func colourless(_ text: String) -> String {
        Sanitize.spans(text, slot: .result).map { $0.map(\.text).joined() }.joined(separator: "\n")
    }

    private static func quote(_ text: String) -> String {
        Sanitize.lines(text).map { "> \($0)\n" }.joined()
    }
}
