import RichText
import Shell
package import Terminal
package import Trajectory
import Triage
package import Wire

/// The first line of a step: who, when, how long after, with which model where that is not the usual one, at what price,
/// and what went wrong.
package enum StepHeader {
    package static func spans(_ step: Step, before: Timestamp?, usualModel: String? = nil) -> [Span] {
        var spans = [Span("\(step.number) ", .number), Span(Sanitize.line(step.source.name), slot(step.source))]
        if let name = step.name { spans.append(Span(" " + Sanitize.line(name), .dim)) }
        if let time = step.timestamp {
            spans.append(Span("  " + time.clock, .dim))
            if let before, abs(time - before) >= 0.05 {
                let gap = time - before
                spans.append(Span((gap < 0 ? " " : " +") + NumberFormat.duration(gap), gap > 60 ? .warning : .dim))
            }
        }
        if let model = step.model, !isUsual(model, usualModel) { spans.append(Span("  " + Sanitize.line(model), .dim)) }
        if let metrics = step.metrics { spans += figures(metrics) }
        for (flag, label, slot) in marks where step.flags.contains(flag) {
            spans += [Span("  "), Span(label, slot)]
        }
        if let reason = step.stopReason, !ordinaryStops.contains(reason) {
            spans.append(Span("  stop: " + Sanitize.line(reason), .warning))
        }
        return spans
    }

    /// Whether a model is the one of the document: producers write it there with the provider before it, or with a variant
    /// in brackets behind it.
    private static func isUsual(_ model: String, _ usual: String?) -> Bool {
        func bare(_ name: String) -> Substring {
            let last = name.split(separator: "/").last ?? name[...]
            return last.prefix { $0 != "[" }
        }
        return usual.map { $0 == model || bare($0) == bare(model) } ?? false
    }

    /// A step on one line: who, how long after, what went wrong, and what it is about.
    static func line(_ step: Step, before: Timestamp?, digits: Int) -> [Span] {
        var spans = [
            Span(TextWidth.leftPadded(String(step.number), columns: digits) + " ", .number),
            Span(TextWidth.fitted(Sanitize.line(step.source.name), columns: 6) + " ", slot(step.source)),
        ]
        // Under each other: who, how long after, what stands out, and from one column on what it is about.
        if let time = step.timestamp {
            let gap = before.flatMap { NumberFormat.passed(time - $0) }.map { "+" + $0 } ?? ""
            spans.append(Span(TextWidth.leftPadded(gap, columns: 6) + " ", .dim))
        }
        spans += [StepSymbol.span(step.flags) ?? Span(" "), Span(" ")]
        for (flag, label, slot) in marks where step.flags.contains(flag) && StepSymbol.span(flag) == nil {
            spans += [Span(label, slot), Span("  ")]
        }
        guard let call = step.calls.first else {
            let texts = [step.message.plainText, step.reasoning ?? "", step.results.first?.text ?? ""]
            let lines = texts.lazy.flatMap { $0.prefix(400).split(whereSeparator: \.isNewline) }
            let line = lines.first { !$0.allSatisfy(\.isWhitespace) }
            return spans + [line.map { Span(Sanitize.line(String($0))) } ?? Span("nothing in this step", .dim)]
        }
        let more = step.calls.count > 1 ? " +\(step.calls.count - 1) " : " "
        let asked = JSONLines.inline(call.arguments, limit: 400)
        let telling =
            (CallLines.tellingKeys + ["description", "prompt"]).lazy.compactMap { call.arguments[$0]?.string }.first
            ?? CallLines.command(in: call.arguments)
            ?? call.arguments.object?.members.lazy.compactMap(\.value.string).first
        return spans + [
            Span(Sanitize.line(call.name), .tool), Span(more, .dim),
            Span(telling.map { Sanitize.line(String($0.prefix(400))) } ?? asked, .result),
        ]
    }

    /// The slot in which a source is named.
    package static func slot(_ source: StepSource) -> ThemeSlot {
        switch source {
        case .system, .other: .system
        case .user: .user
        case .agent: .agent
        }
    }

    private static let ordinaryStops: Set<String> = ["stop", "end_turn", "tool_calls", "tool_use"]

    private static let marks: [(StepFlags, String, ThemeSlot)] = [
        (.error, "error", .stepError), (.refusal, "refusal", .refusal), (.copied, "copied context", .dim),
        (.compacted, "compacted", .dim), (.deterministic, "no model", .dim), (.sidechain, "side chain", .boundary),
        (.unpaired, "unpaired", .warning),
    ]

    private static func figures(_ metrics: Metrics) -> [Span] {
        var parts: [String] = []
        if metrics.promptTokens ?? 0 > 0 || metrics.completionTokens ?? 0 > 0 {
            let input = metrics.promptTokens.map(NumberFormat.short) ?? "?"
            parts.append("\(input)→\(metrics.completionTokens.map(NumberFormat.short) ?? "?") tok")
        }
        if let cost = metrics.cost, cost > 0 { parts.append(NumberFormat.cost(cost)) }
        return parts.isEmpty ? [] : [Span("  " + parts.joined(separator: " "), .dim)]
    }
}

/// How a part without text is told: pictures, sounds, files and parts of unknown kinds.
package enum PartLabel {
    package static func spans(_ part: Part, _ files: [String: MediaPresence] = [:]) -> [Span] {
        switch part {
        case .media(let media):
            // The kind stands in most types: `image png`, not `image image/png`.
            let type = media.mediaType.map {
                $0.hasPrefix(media.kind + "/") ? $0.dropFirst(media.kind.count + 1) : $0[...]
            }
            let kind = [media.kind, type.map { Sanitize.line(String($0)) } ?? ""].filter { !$0.isEmpty }
            var spans = [Span("[" + kind.joined(separator: " "), .tool)]
            if let name = media.name { spans += [Span(" "), Span(Sanitize.line(name), .link)] }
            if let bytes = media.inlineBytes { spans.append(Span(", \(NumberFormat.bytes(bytes)) inline", .dim)) }
            if let path = media.path { spans += [Span("  "), Span(Sanitize.line(path), .link)] }
            spans.append(Span("]", .tool))
            switch media.path.flatMap({ files[$0] }) {
            case .present(let size):
                spans.append(Span(" \(NumberFormat.bytes(size)), \(key: .openMedia) opens it", .dim))
            case .missing: spans.append(Span(" missing", .warning))
            case nil: spans.append(Span(media.inlineBytes == nil ? "" : " \(key: .openMedia) opens it", .dim))
            }
            return spans
        case .unknown(let type, let value):
            return [
                Span("[\(Sanitize.line(type))] ", .dim), Span(JSONLines.inline(value, limit: 400), .code),
            ]
        case .text(let text), .refusal(let text), .reasoning(let text): return [Span(Sanitize.line(text))]
        }
    }
}
