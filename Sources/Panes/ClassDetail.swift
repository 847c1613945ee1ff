import Platform
import RichText
import Shell
import Terminal
import Triage
import Wire

/// What a class of failures, or a group of items, comes to: its example first, then how many, whom, when.
enum ClassDetail {
    /// Lines of an example that are shown.
    private static let mostLines = 200

    static func lines(_ model: ClassesModel, width: Int) -> [RichLine] {
        if let failures = model.selected { return lines(failures, model, width) }
        if let group = model.selectedGroup { return lines(group) }
        return []
    }

    private static func lines(_ failures: FailureClass, _ model: ClassesModel, _ width: Int) -> [RichLine] {
        let name = failures.name(in: model.names).map {
            [RichLine([Span("\u{201C}\(Sanitize.line($0))\u{201D}", .strong)])]
        }
        let example = Sanitize.lines(failures.example)
        var lines = name ?? []
        lines += example.prefix(mostLines).map { RichLine([Span($0, .error)]) }
        if example.count > mostLines {
            lines.append(RichLine([Span("\(example.count - mostLines) more lines", .hint)]))
        }
        let left = ItemDetail.section("This failure", facts(failures, model))
        let right = model.example(of: failures).map { ItemDetail.section("Its example", identity($0)) } ?? []
        lines += width >= ItemDetail.wide ? SideBySide.lines(left, right, width: width - 2) : left + right
        let how =
            "\(key: .open) opens the class, \(key: .open) on an item reads it where it failed; :name TEXT names the class everywhere"
        return lines + [.blank, RichLine([Span(how, .hint)])]
    }

    private static func facts(_ failures: FailureClass, _ model: ClassesModel) -> [(String, [Span])] {
        let signature = failures.signature
        let look = StatusStyle(signature.status)
        let share = NumberFormat.percent(failures.share)
        var rows: [(String, [Span])] = [
            (
                "count",
                [
                    Span(NumberFormat.grouped(failures.count), .strong),
                    Span(" of \(NumberFormat.grouped(model.total)) failures, \(share)", .dim),
                ]
            ),
            ("status", [Span("\(look.sign) \(look.word)", look.slot)]),
            ("told by", [Span(words(signature.source), signature.source == .error ? .text : .warning)]),
        ]
        if let phase = signature.phase { rows.append(("phase", [Span(Sanitize.line(phase))])) }
        if let reason = signature.stopReason { rows.append(("stop reason", [Span(Sanitize.line(reason))])) }
        rows.append(("compared as", [Span(Sanitize.line(signature.text), .dim)]))
        let models = failures.models.isEmpty ? "none" : Sanitize.line(failures.models.joined(separator: ", "))
        rows.append(("models hit", [Span(models)]))
        rows.append(("tasks hit", [Span(NumberFormat.grouped(failures.tasks))]))
        if let since = model.context?.since, let entry = model.context?.entry(of: failures) {
            let run = "\(Sanitize.line(since.run.id.short)) of \(since.run.began?.minute ?? "-") (\(Timestamp.zone))"
            rows.append(("before", [Span(NumberFormat.grouped(entry.countBefore), .strong), Span(" in \(run)", .dim)]))
        }
        if let history = model.context.flatMap({ ClassHistory(failures, $0.sightings) }), history.evaluations > 1 {
            rows.append(("across", [Span(Sanitize.line(history.words))]))
        }
        if let first = failures.firstSeen { rows.append(("first seen (\(Timestamp.zone))", [Span(first.minute)])) }
        if let last = failures.lastSeen { rows.append(("last seen (\(Timestamp.zone))", [Span(last.minute)])) }
        return rows
    }

    /// Where the text of a failure comes from, in words.
    static func words(_ source: FailureSignature.Source) -> String {
        switch source {
        case .error: "the item's error"
        case .provisioning: "why no sandbox could be had"
        case .agent: "the agent's last error"
        case .trajectory: "last error in the trajectory (item has none)"
        case .verifier: "the verifier's result, as the item says nothing"
        case .outcome: "status only (no error text)"
        }
    }

    private static func identity(_ item: EvaluationItem) -> [(String, [Span])] {
        let rows: [(String, String?)] = [
            ("task", item.taskName), ("model", item.model), ("item", item.id.text),
            ("session", item.sessionID?.text ?? "none: nothing to read"),
        ]
        return rows.compactMap { name, text in text.map { (name, [Span(Sanitize.line($0))]) } }
    }

    private static func lines(_ group: ItemGroup) -> [RichLine] {
        let tally = group.tally
        var rows: [(String, [Span])] = [
            ("items", [Span(NumberFormat.grouped(tally.total), .strong)]),
            ("failed", [Span(NumberFormat.grouped(group.failures), group.failures == 0 ? .dim : .failed)]),
            ("pass rate", [Span(tally.rateWords, .strong)]),
        ]
        if let spread = tally.durationSpread {
            let words =
                "p50 \(NumberFormat.duration(spread.median)), p95 \(NumberFormat.duration(spread.p95)), "
                + "max \(NumberFormat.duration(spread.maximum))"
            rows.append(("durations", [Span(words)]))
        }
        if tally.tokens > 0 { rows.append(("tokens", [Span(NumberFormat.grouped(tally.tokens))])) }
        let bar = RichLine(OutcomeBar.spans(tally.counts, width: 40))
        return [bar] + ItemDetail.section("This group", rows)
            + [
                .blank,
                RichLine([Span("\(key: .open) opens the group, \(key: .group) groups by something else", .hint)]),
            ]
    }
}
