import Platform
import Triage
import Wire

extension FailureReport {
    /// The report to read, as lines of Markdown.
    var markdown: [String] {
        let whole = summary.whole
        var lines = ["# \(Self.inline(evaluation.name))", ""]
        let model = evaluation.model.map { ", \(Self.inline($0))" } ?? ""
        lines.append("\(evaluation.status.rawValue)\(model), \(rows.count) items\(filterNote).")
        lines.append("")
        lines.append("- pass rate: \(Self.rate(whole.passRate))")
        lines.append("- outcomes: \(outcomes)")
        if let spread = whole.durationSpread {
            lines.append(
                "- duration: p50 \(Show.seconds(spread.median)), p95 \(Show.seconds(spread.p95)), "
                    + "max \(Show.seconds(spread.maximum))")
        }
        if whole.tokens > 0 { lines.append("- tokens: \(Show.count(whole.tokens))") }
        if let link = links.evaluation(evaluation.id) { lines.append("- <\(link)>") }
        lines += ["", "## Failure classes", ""]
        if classes.isEmpty { return lines + ["None."] }
        lines += ["| count | share | status | class | models |", "|---:|---:|---|---|---|"]
        lines += classes.map(Self.tableRow)
        for failures in classes { lines += section(failures) }
        return lines
    }

    private var filterNote: String { filter.isEmpty ? "" : ", filter `\(filter.text)`" }

    private var outcomes: String {
        let counts = summary.whole.counts
        return ItemStatus.known.filter { counts[$0] > 0 }.map { "\(counts[$0]) \($0.rawValue)" }.joined(separator: ", ")
    }

    static func rate(_ rate: PassRate) -> String {
        guard let value = rate.rate, let interval = rate.interval else { return "nothing judged yet" }
        return "\(Show.percent(value)) (\(rate.passed) of \(rate.judged); 95 % between "
            + "\(Show.percent(interval.lowerBound)) and \(Show.percent(interval.upperBound)))"
    }

    private static func tableRow(_ failures: FailureClass) -> String {
        let models = failures.models.map(inline).joined(separator: ", ")
        return "| \(failures.count) | \(Show.percent(failures.share)) | \(failures.signature.status.rawValue) "
            + "| \(inline(failures.signature.text)) `\(failures.id)` | \(models) |"
    }

    private func section(_ failures: FailureClass) -> [String] {
        var lines = ["", "### \(failures.count) × \(Self.inline(failures.signature.text))", ""]
        if let first = failures.firstSeen, let last = failures.lastSeen {
            lines += ["First seen \(first.minute), last seen \(last.minute) (UTC).", ""]
        }
        lines += ["```", Self.fenced(failures.example), "```", ""]
        for (item, link) in examples(failures) {
            lines.append("- \(Self.inline(item.taskName)) `\(item.id.short)`\(link.map { " <\($0)>" } ?? "")")
        }
        if failures.count > examples(failures).count { lines.append("- …") }
        return lines
    }

    /// Text of somebody else inside a line of Markdown: on one line, without meaning.
    static func inline(_ text: String) -> String {
        var safe = ""
        for character in text {
            if character.isNewline || character == "\t" {
                safe += " "
            } else {
                if "\\`*_[]<>|#".contains(character) { safe += "\\" }
                safe.append(character)
            }
        }
        return safe
    }

    /// Text of somebody else inside a fence: the first lines of it, and no fence of its own.
    private static func fenced(_ text: String) -> String {
        let lines = text.replacing("```", with: "'''").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.prefix(20).joined(separator: "\n") + (lines.count > 20 ? "\n…" : "")
    }

    /// One row a class, with a heading (RFC 4180).
    var csv: [String] {
        let heading = "id,count,share,status,phase,stop_reason,signature,models,first_seen,last_seen,example"
        return [heading]
            + classes.map { failures in
                let signature = failures.signature
                let cells = [
                    failures.id, String(failures.count), Show.rounded(failures.share).serialized(),
                    signature.status.rawValue,
                    signature.phase ?? "", signature.stopReason ?? "", signature.text,
                    failures.models.joined(separator: " "),
                    failures.firstSeen?.iso8601 ?? "", failures.lastSeen?.iso8601 ?? "", failures.example,
                ]
                return cells.map(Self.quoted).joined(separator: ",")
            }
    }

    /// A cell of a CSV file. A cell that a spreadsheet would take for a formula gets an apostrophe first.
    static func quoted(_ cell: String) -> String {
        var cell = cell
        if let first = cell.first, "=+-@\t\r".contains(first), Double(cell) == nil { cell = "'" + cell }
        guard cell.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
