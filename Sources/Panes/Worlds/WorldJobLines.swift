import Platform
import RichText
import Terminal
package import Wire

/// Everything that the server says of a job, as lines: what went wrong first, then its life, then the rest.
enum WorldJobLines {
    static func render(_ job: WorldJob) -> [RichLine] {
        var lines = job.error.map { Sanitize.lines($0).map { RichLine([Span($0, .error)]) } } ?? []
        if !lines.isEmpty { lines.append(.blank) }
        lines += known(job).map { row($0, $1) }
        if let result = job.result, !result.isNull {
            lines += [.blank, .title("Result")] + JSONLines.render(result).map(indented)
        }
        let rest = unknown(job)
        if !rest.isEmpty { lines += [.blank, .title("Other fields")] + JSONLines.render(.object(rest)).map(indented) }
        return lines
    }

    private static func known(_ job: WorldJob) -> [(String, [Span])] {
        var rows: [(String, [Span])] = [
            ("id", [Span(Sanitize.line(job.id.text), .identifier)]), ("kind", [Span(Sanitize.line(job.kind))]),
            ("status", status(job)),
        ]
        func add(_ name: String, _ text: String?) {
            if let text { rows.append((name, [Span(Sanitize.line(text))])) }
        }
        add("created by", job.createdBy)
        rows += times(job)
        add("project", job.projectID)
        add("makes", job.resourceType)
        add("made", job.resourceID)
        if let path = job.resourcePath { rows.append(("at", [Span(Sanitize.line(path), .link)])) }
        return rows
    }

    private static func status(_ job: WorldJob) -> [Span] {
        var spans = [Span(Sanitize.line(job.status.rawValue), .strong)]
        if let progress = job.progress {
            spans.append(Span("  " + NumberFormat.percent(progress.share(of: 1)), .number))
        }
        if job.cancelRequestedAt != nil, !job.status.isTerminal {
            spans.append(Span("  cancel requested: it stops at its next safe point", .warning))
        }
        return spans
    }

    /// The times of its life with how long each stage took.
    private static func times(_ job: WorldJob) -> [(String, [Span])] {
        StageTimes.rows([
            ("created", job.createdAt), ("started", job.startedAt), ("cancel asked", job.cancelRequestedAt),
            ("completed", job.completedAt),
        ])
    }

    /// What no row above shows.
    private static func unknown(_ job: WorldJob) -> JSONObject {
        let shown: Set = [
            "id", "kind", "status", "created_by", "created_at", "started_at", "completed_at", "cancel_requested_at",
            "error", "progress", "project_id", "resource_id", "resource_type", "result",
        ]
        return JSONObject(
            members: (job.raw.object?.members ?? []).filter {
                // Who it was has a name in its row, and an id here.
                !shown.contains($0.key)
                    || $0.key == "created_by" && $0.value.string != job.createdBy && !$0.value.isNull
            })
    }

    private static func row(_ name: String, _ spans: [Span]) -> RichLine {
        RichLine(
            spans, lead: [Span("  " + TextWidth.fitted(name, columns: 14), .dim)],
            follow: [Span(String(repeating: " ", count: 16))])
    }

    private static func indented(_ line: RichLine) -> RichLine {
        RichLine(line.spans, lead: [Span("  ")] + line.lead, follow: [Span("    ")] + line.follow)
    }
}

extension WorldJob {

    /// Where in the workspace's API what it made is; nil where it made nothing yet.
    var resourcePath: String? {
        guard let id = resourceID, !id.isEmpty else { return nil }
        switch resourceType {
        case "manifest": return "worlds/manifests/\(id)"
        case "trajectory": return "worlds/trajectories/\(id)"
        default: return nil
        }
    }

    /// Seconds of its run, or since it was made where it waits or ended without one; nil where nothing is known.
    package func duration(now: Timestamp) -> Double? {
        guard let start = startedAt ?? createdAt else { return nil }
        if let completedAt { return completedAt.since(start) }
        return status.isTerminal ? nil : now.since(start)
    }
}
