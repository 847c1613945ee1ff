import Platform
import Terminal

extension AppState {
    /// Shows and copies the request behind what is on the screen.
    mutating func showCurl() -> Reaction {
        guard !scope.isLocal else { return .say("Nothing here was fetched: this is an archive on this disk", .warning) }
        guard let line = curlLine else { return .say("No request stands behind this", .warning) }
        let note = RichLine([Span("The key is taken from the environment: $DREADNODE_API_KEY", .hint)])
        overlay = .text(TextPane(title: "Request", lines: [RichLine([Span(Sanitize.line(line))]), RichLine([]), note]))
        return .ask(.errand, .copy(line, what: "curl line"))
    }

    private var curlLine: String? {
        switch place {
        case .evaluations:
            CurlLine.get(["evaluations"], query: [("page", "1"), ("page_size", "50")], scope: scope)
        case .items: items.map { CurlLine.get(["evaluation", $0.evaluation.id.text, "items"], scope: scope) }
        case .hits:
            hits.map { hits in
                CurlLine.get(
                    ["evaluation", hits.evaluation.id.text, "items", "search"], query: [("q", hits.query)],
                    scope: scope)
            }
        case .trajectory: trajectory?.request.map(curlLine)
        case .worlds, .comparison, .sides: nil
        }
    }

    private func curlLine(_ request: TrajectoryRequest) -> String {
        if case .transcript = trajectory?.origin {
            return CurlLine.get(["sessions", request.session.text, "transcript"], scope: scope)
        }
        return CurlLine.get(
            ["sessions", request.session.text, "trajectory"],
            query: [("format", request.form.rawValue), ("include_compacted", String(request.includeCompacted))],
            scope: scope)
    }
}
