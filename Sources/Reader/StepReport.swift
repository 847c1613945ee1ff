import RichText
import Shell
import Terminal
package import Trajectory
import Wire

/// Steps to be read elsewhere: texts as they are, made safe, and what tools were asked and said on lines of their own.
package enum StepReport {
    /// The whole report, piece by piece: the document may be large.
    package static func pieces(
        _ document: TrajectoryDocument, title: String, steps: Range<Int>, asHTML: Bool
    ) -> some Sequence<String> {
        (steps.lowerBound - 1...steps.upperBound).lazy.map { index in
            guard steps.contains(index) else {
                guard index < steps.lowerBound else { return asHTML ? HTMLPage.foot + "\n" : "" }
                let facts = heading(document, title: title, steps: steps)
                return (asHTML ? HTMLPage.head(title: title) + "\n" : "") + text(facts, asHTML)
            }
            return document.step(index).map { (asHTML ? "" : "\n") + text(blocks($0), asHTML) } ?? ""
        }
    }

    private static func text(_ blocks: [ReportBlock], _ asHTML: Bool) -> String {
        (asHTML ? blocks.map(HTMLPage.html) : blocks.markdown).map { $0 + "\n" }.joined()
    }

    /// One step as Markdown.
    package static func markdown(_ step: Step) -> String { text(blocks(step), false) }

    private static func heading(_ document: TrajectoryDocument, title: String, steps: Range<Int>) -> [ReportBlock] {
        let header = document.header
        let facts = [("agent", header.agentName), ("model", header.modelName), ("session", header.sessionID)]
        let isAll = steps.count == document.stepCount
        let which =
            isAll ? "\(steps.count)" : "\(steps.lowerBound + 1) to \(steps.upperBound) of \(document.stepCount)"
        let entries = facts.compactMap { name, fact in fact.map { "\(name): \($0)" } } + ["steps: \(which)"]
        return [.heading(1, [.text(title)]), .list(entries.map { [.text($0)] })]
    }

    private static func blocks(_ step: Step) -> [ReportBlock] {
        let head = StepHeader.spans(step, before: nil).map(\.text).joined()
        var blocks: [ReportBlock] = [.heading(2, [.text("Step \(head)")])]
        if let reasoning = step.reasoning, !reasoning.isEmpty { blocks.append(.quote(reasoning)) }
        blocks += step.message.flatMap(said)
        blocks += step.calls.flatMap { called($0, isAnswered: step.isAnswered($0)) }
        return blocks + step.results.flatMap { result($0, title: "Observation") }
    }

    private static func said(_ part: Part) -> [ReportBlock] {
        switch part {
        case .text(let text): text.isEmpty ? [] : [.prose(text)]
        case .refusal(let text): [.paragraph([.strong("Refusal:")]), .quote(text)]
        case .reasoning(let text): [.quote(text)]
        case .media, .unknown: [label(part)]
        }
    }

    private static func label(_ part: Part) -> ReportBlock {
        .paragraph([.dim(PartLabel.spans(part).map(\.text).joined())])
    }

    private static func called(_ call: ToolCall, isAnswered: Bool) -> [ReportBlock] {
        // The bar beside a text of several lines is of the screen: who copies the text wants none.
        let lines = CallLines.render(call.arguments).map { line in
            (line.lead.filter { $0.ink.slot != .rule } + line.spans).map(\.text).joined()
        }
        var blocks: [ReportBlock] = [.paragraph([.strong(call.name)])]
        if !lines.isEmpty { blocks.append(.fence(lines.joined(separator: "\n"))) }
        if !isAnswered { blocks.append(.paragraph([.dim("no result recorded")])) }
        return blocks + call.results.flatMap { result($0, title: "Result") }
    }

    private static func result(_ result: ToolResult, title: String) -> [ReportBlock] {
        let parts = result.parts.map { part -> ReportBlock in
            switch part {
            case .text(let text), .refusal(let text), .reasoning(let text): .fence(colourless(text))
            case .media, .unknown: label(part)
            }
        }
        let subagents = result.subagents.map { reference -> ReportBlock in
            .paragraph([.text("Sub-agent: \(reference.trajectoryID ?? reference.path ?? reference.sessionID ?? "?")")])
        }
        return [.paragraph([.text("\(title)\(result.isError == true ? " (failed)" : ""):")])] + parts + subagents
    }

    private static func colourless(_ text: String) -> String {
        Sanitize.spans(text, slot: .result).map { $0.map(\.text).joined() }.joined(separator: "\n")
    }
}
