import App
import Platform
import Terminal
import Triage
import Wire

extension FailureReport {
    /// The report to read, as lines of Markdown.
    var markdown: [String] {
        let whole = summary.whole
        var lines = ["# \(Self.inline(evaluation.name))", ""]
        let model = evaluation.model.map { ", \(Self.inline($0))" } ?? ""
        lines.append("\(Self.inline(evaluation.status.rawValue))\(model), \(rows.count) items\(filterNote).")
        lines.append("")
        lines.append("- pass rate: \(Self.rate(whole))")
        lines.append("- outcomes: \(outcomes)")
        if let spread = whole.durationSpread {
            lines.append(
                "- duration: p50 \(Show.seconds(spread.median)), p95 \(Show.seconds(spread.p95)), "
                    + "max \(Show.seconds(spread.maximum))")
        }
        if whole.tokens > 0 { lines.append("- tokens: \(Show.count(whole.tokens))") }
        if let link = links?.evaluation(evaluation.id) { lines.append("- <\(link)>") }
        lines += ["", "## Failure classes", ""]
        lines += sinceLines
        if classes.isEmpty { return lines + [nobodyKnows ?? "None."] }
        lines += ["| count | share | status | class | models |", "|---:|---:|---|---|---|"]
        lines += classes.map(tableRow)
        for failures in classes { lines += section(failures) }
        return lines + notes
    }

    /// Without a failure that is known: how many items ended nobody knows how.
    private var nobodyKnows: String? {
        let unknown = rows.count(where: \.isUnknown)
        return unknown == 0
            ? nil : "No failure is known, but of \(unknown) of \(rows.count) items nobody knows how they ended."
    }

    /// What became of the classes since the run before: the new ones first.
    private var sinceLines: [String] {
        guard let since else { return [] }
        let name = since.run.id.short
        let date = since.run.began.map { " of \($0.minute) (\(Timestamp.zone))" } ?? ""
        guard let words = since.changes.words else { return ["The same as in the run before, `\(name)`\(date).", ""] }
        let changed = ClassChanges.Change.allCases.filter { $0 != .same }.flatMap { change in
            since.changes.entries.filter { $0.change == change }.map { entry in
                "- \(change.rawValue): \(Self.inline(entry.failures.title)) `\(entry.failures.id)`, "
                    + "\(entry.failures.count) after \(entry.countBefore)"
            }
        }
        let gone = since.changes.gone.map { "- gone: \(Self.inline($0.title)) `\($0.id)`, \($0.count) before" }
        return ["Since the run before, `\(name)`\(date): \(words).", ""] + changed + gone + [""]
    }

    /// What somebody wrote down.
    private var notes: [String] {
        let marked = marked
        guard !marked.isEmpty else { return [] }
        return ["", "## Marks and notes", ""]
            + marked.map {
                "- \(Self.inline($0.taskName)) \(Self.id($0)), \(Self.inline($0.status.rawValue))\(remark($0))"
            }
    }

    /// ` **infra** the sandbox was gone`: the mark and the note of an item, if any.
    private func remark(_ item: EvaluationItem) -> String {
        let facts = local.facts(of: item.id)
        let mark = facts.mark.map { " **\(Self.inline($0))**" } ?? ""
        return mark + (facts.note.map { " \(Self.inline($0))" } ?? "")
    }

    private var filterNote: String { filter.isEmpty ? "" : ", filter \(Self.code(filter.text))" }

    private var outcomes: String {
        let counts = summary.whole.counts
        return ItemStatus.known.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: ", ")
    }

    /// The pass rate with what it is of.
    static func rate(_ tally: OutcomeTally) -> String { inline(tally.rateWords) }

    private func tableRow(_ failures: FailureClass) -> String {
        let models = failures.models.map(Self.inline).joined(separator: ", ")
        let name = name(of: failures).map { "**\(Self.inline($0))**: " } ?? ""
        return
            "| \(failures.count) | \(Show.percent(failures.share)) | \(Self.inline(failures.signature.status.rawValue)) "
            + "| \(name)\(Self.inline(failures.title)) `\(failures.id)` | \(models) |"
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

    private func section(_ failures: FailureClass) -> [String] {
        let title = name(of: failures) ?? failures.title
        var lines = ["", "### \(failures.count) × \(Self.inline(title))", ""]
        if let first = failures.firstSeen, let last = failures.lastSeen {
            lines += ["First seen \(first.minute), last seen \(last.minute) (\(Timestamp.zone)).", ""]
        }
        if let history = history(of: failures), history.evaluations > 1 {
            lines += ["Across evaluations: \(Self.inline(history.words)).", ""]
        }
        if let origin = Self.origin(failures) { lines += [origin, ""] }
        let marks = marks(of: failures).map { "\($0.count) \(Self.inline($0.mark))" }
        if !marks.isEmpty { lines += ["Marked: \(marks.joined(separator: ", ")).", ""] }
        lines += [Self.fenced(failures.example), ""]
        for (item, link) in examples(failures) {
            lines.append(
                "- \(Self.inline(item.taskName)) \(Self.id(item))\(link.map { " <\($0)>" } ?? "")\(remark(item))")
        }
        if failures.count > examples(failures).count { lines.append("- …") }
        return lines
    }

    private static func id(_ item: EvaluationItem) -> String { code(item.id.short) }

    /// Text of somebody else that is to be read letter by letter.
    private static func code(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "`")) ? inline(text) : "`\(Sanitize.line(text))`"
    }

    /// Text of somebody else inside a line of Markdown.
    static func inline(_ text: String) -> String { Quote.markdown(Sanitize.line(text)) }

    /// The first lines of an example.
    private static func fenced(_ text: String) -> String {
        let lines = Sanitize.lines(text)
        return Quote.fence(lines.prefix(20).joined(separator: "\n") + (lines.count > 20 ? "\n…" : ""))
    }

    /// One row a class, with a heading (RFC 4180).
    var csv: [String] {
        let heading =
            "id,count,share,status,phase,stop_reason,signature,models,first_seen,last_seen,example,name,marks,change,before"
        return [heading]
            + classes.map { failures in
                let signature = failures.signature
                let cells = [
                    failures.id, String(failures.count), Show.rounded(failures.share).serialized(),
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
