import Platform
import RichText
import Terminal
import Triage
import Wire

extension AppState {
    /// Shows and copies the requests behind what is on the screen.
    mutating func showCurl() -> Reaction {
        guard scope.isRemote else {
            let why =
                scope.capabilities.contains(.keepsFiles)
                ? "this is an archive on this disk" : "no server stands behind the \(scope.server)"
            return .say("Nothing here was fetched: \(why); trawl serve puts it on a port", .warning)
        }
        let lines = curlLines.filter { !$0.isEmpty }
        guard !lines.isEmpty else { return .say("No request stands behind this", .warning) }
        let note = RichLine([Span("The key is taken from the environment: $DREADNODE_API_KEY", .hint)])
        let shown = lines.flatMap { [RichLine([Span(Sanitize.line($0))]), RichLine([])] }
        overlay = .text(TextPane(title: lines.count == 1 ? "Request" : "Requests", lines: shown + [note]))
        return .act(.copy(lines.joined(separator: "\n"), what: Figures.counted(lines.count, "curl line")))
    }

    private var curlLines: [String] {
        switch place {
        case .evaluations:
            [
                get(
                    "evaluations",
                    query: [
                        ("page", "1"), ("page_size", "50"), ("project_id", scope.projectID),
                        ("status", evaluations.status?.rawValue),
                    ])
            ]
        case .items: items.map { [itemsLine($0.evaluation.id)] } ?? []
        case .hits:
            hits.map { hits in
                [get("evaluation", hits.evaluation.id.segment, "items", "search", query: [("q", hits.query)])]
            } ?? []
        case .trajectory: trajectory?.request.map { [trajectoryLine($0, trajectory?.load.origin)] } ?? []
        case .worlds:
            [
                get(
                    "worlds", "jobs",
                    query: [
                        ("page", "1"), ("page_size", String(WorldsModel.pageSize)), ("project_id", scope.projectID),
                        ("kind", worlds.choice.kind), ("status", worlds.choice.status?.rawValue),
                    ])
            ]
        case .comparison:
            comparison.map { model in
                (model.models == nil ? [model.before.id, model.after.id] : [model.before.id]).map(itemsLine)
            } ?? []
        case .sides: sides.map { sides in RunSide.allCases.map { trajectoryLine(sides[$0].request, nil) } } ?? []
        }
    }

    private func itemsLine(_ id: EvaluationID) -> String { get("evaluation", id.segment, "items") }

    private func trajectoryLine(_ request: TrajectoryRequest, _ origin: DocumentOrigin?) -> String {
        switch origin {
        case .transcript:
            get(
                "sessions", request.session.segment, "transcript",
                query: [("limit", "1000"), ("include_compacted", String(request.includeCompacted))])
        case .replay where request.replay != nil:
            get("worlds", "trajectories", request.replay?.segment ?? "", "replay")
        default:
            get(
                "sessions", request.session.segment, "trajectory",
                query: [
                    ("format", request.form.rawValue), ("include_compacted", String(request.includeCompacted)),
                ])
        }
    }

    private func get(_ segments: String..., query: [(name: String, value: String?)] = []) -> String {
        CurlLine.get(segments, query: query, scope: scope)
    }
}
