import App
import Platform
import Shell
import Terminal
import Triage
import Wire

extension FailureReport {
    /// The report to read.
    var blocks: [ReportBlock] {
        let whole = summary.whole
        let model = evaluation.model.map { ", \($0)" } ?? ""
        let about = "\(evaluation.status.rawValue)\(model), \(rows.count) items"
        let filtered: [ReportBlock.Inline] = filter.isEmpty ? [] : [.text(", filter "), .code(filter.text)]
        var facts: [[ReportBlock.Inline]] = [
            [.text("pass rate: \(whole.rateWords)")], [.text("outcomes: \(outcomes)")],
        ]
        if let spread = whole.durationSpread {
            let all = [("p50", spread.median), ("p95", spread.p95), ("max", spread.maximum)]
            let words = all.map { "\($0.0) \(CellFormat.seconds($0.1))" }.joined(separator: ", ")
            facts.append([.text("duration: \(words)")])
        }
        if whole.tokens > 0 { facts.append([.text("tokens: \(CellFormat.count(whole.tokens))")]) }
        if let cost = whole.costWords { facts.append([.text("cost: \(cost)")]) }
        if let link = links?.evaluation(evaluation.id) { facts.append([.link(link)]) }
        let head: [ReportBlock] = [
            .heading(1, [.text(evaluation.name)]), .paragraph([.text(about)] + filtered + [.text(".")]), .list(facts),
            .heading(2, [.text("Failure classes")]),
        ]
        if classes.isEmpty { return head + sinceLines + [.paragraph([.text(nobodyKnows ?? "None.")])] }
        let columns: [ReportBlock.Column] = [
            .init("count", isRight: true), .init("share", isRight: true), .init("status"), .init("class"),
            .init("models"),
        ]
        return head + sinceLines + [.table(columns, classes.map(tableRow))] + classes.flatMap(section) + notes
    }

    /// Without a failure that is known: how many items ended nobody knows how.
    private var nobodyKnows: String? {
        let unknown = rows.count(where: \.isUnknown)
        return unknown == 0
            ? nil : "No failure is known, but of \(unknown) of \(rows.count) items nobody knows how they ended."
    }

    /// What became of the classes since the run before: the new ones first.
    private var sinceLines: [ReportBlock] {
        guard let since else { return [] }
        let date = since.run.began.map { " of \($0.minute) (\(Timestamp.zone))" } ?? ""
        let run = ReportBlock.Inline.code(since.run.id.short)
        guard let words = since.changes.words else {
            return [.paragraph([.text("The same as in the run before, "), run, .text("\(date).")])]
        }
        let changed = ClassChanges.Change.allCases.filter { $0 != .same }.flatMap { change in
            since.changes.entries.filter { $0.change == change }.map { entry -> [ReportBlock.Inline] in
                [
                    .text("\(change.rawValue): \(entry.failures.title) "), .code(entry.failures.id),
                    .text(", \(entry.failures.count) after \(entry.countBefore)"),
                ]
            }
        }
        let gone = since.changes.gone.map { failures -> [ReportBlock.Inline] in
            [.text("gone: \(failures.title) "), .code(failures.id), .text(", \(failures.count) before")]
        }
        let all = changed + gone
        return [.paragraph([.text("Since the run before, "), run, .text("\(date): \(words).")])]
            + (all.isEmpty ? [] : [.list(all)])
    }

    /// What somebody wrote down.
    private var notes: [ReportBlock] {
        let marked = marked
        guard !marked.isEmpty else { return [] }
        let entries = marked.map { item -> [ReportBlock.Inline] in
            [.text("\(item.taskName) "), .code(item.id.short), .text(", \(item.status.rawValue)")] + remark(item)
        }
        return [.heading(2, [.text("Marks and notes")]), .list(entries)]
    }

    /// ` **infra** the sandbox was gone`: the mark and the note of an item, if any.
    private func remark(_ item: EvaluationItem) -> [ReportBlock.Inline] {
        let facts = local.facts(of: item.id)
        return (facts.mark.map { [.text(" "), .strong($0)] } ?? []) + (facts.note.map { [.text(" \($0)")] } ?? [])
    }

    private var outcomes: String {
        let counts = summary.whole.counts
        return ItemStatus.known.filter { counts[$0] > 0 }.map {
            "\(counts[$0]) \($0.rawValue.replacing("_", with: " "))"
        }.joined(separator: ", ")
    }

    private func tableRow(_ failures: FailureClass) -> [[ReportBlock.Inline]] {
        let name: [ReportBlock.Inline] = name(of: failures).map { [.strong($0), .text(": ")] } ?? []
        return [
            [.text(String(failures.count))], [.text(CellFormat.percent(failures.share))],
            [.text(failures.signature.status.rawValue.replacing("_", with: " "))],
            name + [.text("\(failures.title) "), .code(failures.id)],
            [.text(failures.models.joined(separator: ", "))],
        ]
    }

    /// Where the text of a class was found, when the items themselves say nothing.
    private static func origin(_ failures: FailureClass) -> String? {
        switch failures.signature.source {
        case .trajectory: "The items say nothing: this is the last error of a trajectory."
        case .verifier: "The items say nothing: this is the verifier's result."
        case .outcome: "The items say nothing: only how they ended is known."
        case .error, .provisioning, .agent: nil
        }
    }

    private func section(_ failures: FailureClass) -> [ReportBlock] {
        let title = name(of: failures) ?? failures.title
        var blocks: [ReportBlock] = [.heading(3, [.text("\(failures.count) × \(title)")])]
        func say(_ text: String) { blocks.append(.paragraph([.text(text)])) }
        if let first = failures.firstSeen, let last = failures.lastSeen {
            say("First seen \(first.minute), last seen \(last.minute) (\(Timestamp.zone)).")
        }
        if let history = history(of: failures), history.evaluations > 1 {
            say("Across evaluations: \(history.words).")
        }
        if let origin = Self.origin(failures) { say(origin) }
        let marks = marks(of: failures).map { "\($0.count) \($0.mark)" }
        if !marks.isEmpty { say("Marked: \(marks.joined(separator: ", ")).") }
        blocks.append(.fence(Self.firstLines(failures.example)))
        let named = examples(failures).map { item, link -> [ReportBlock.Inline] in
            [.text("\(item.taskName) "), .code(item.id.short)] + (link.map { [.text(" "), .link($0)] } ?? [])
                + remark(item)
        }
        return blocks + [.list(named + (failures.count > named.count ? [[.text("…")]] : []))]
    }

    /// The first lines of an example.
    private static func firstLines(_ text: String) -> String {
        let lines = Sanitize.lines(text)
        return lines.prefix(20).joined(separator: "\n") + (lines.count > 20 ? "\n…" : "")
    }

    /// One row a class, with a heading (RFC 4180).
    var csv: [String] {
        let heading =
            "id,count,share,status,phase,stop_reason,signature,models,first_seen,last_seen,example,name,marks,change,before"
        return [heading]
            + classes.map { failures in
                let signature = failures.signature
                let cells = [
                    failures.id, String(failures.count), CellFormat.rounded(failures.share).serialized(),
                    signature.status.rawValue,
                    signature.phase ?? "", signature.stopReason ?? "", signature.text,
                    failures.models.joined(separator: " "),
                    failures.firstSeen?.iso8601 ?? "", failures.lastSeen?.iso8601 ?? "", failures.example,
                    name(of: failures) ?? "",
                    marks(of: failures).map { "\($0.mark) \($0.count)" }.joined(separator: "; "),
                    change(of: failures)?.change.rawValue ?? "",
                    change(of: failures).map { String($0.countBefore) } ?? "",
                ]
                return cells.map { Quote.csv(Sanitize.lines($0).joined(separator: "\n")) }.joined(separator: ",")
            }
    }
}
