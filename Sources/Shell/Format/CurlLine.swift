package import Platform
import Wire

/// The request that would fetch what is on the screen, as a line for the shell. The token is named and never shown.
package enum CurlLine {
    /// A path below an organization's workspace, with its query; empty where a segment is.
    package static func get(
        _ segments: [String], query: [(name: String, value: String?)] = [], accepting type: String = "application/json",
        scope: PlatformScope
    ) -> String {
        guard !segments.contains("") else { return "" }
        let path = (["org", scope.organization, "ws", scope.workspace] + segments).map { "/" + Quote.url($0) }.joined()
        let parameters = query.compactMap { name, value in
            value.map { "\(Quote.url(name))=\(Quote.url($0))" }
        }.joined(separator: "&")
        // A server is called by its origin where its base path is the usual one.
        let isOrigin = !scope.server.drop { $0 != "/" }.dropFirst(2).contains("/")
        let url = scope.server + (isOrigin ? "/api/v1" : "") + path + (parameters.isEmpty ? "" : "?" + parameters)
        let proof = scope.usesBearer ? "Authorization: Bearer" : "X-API-Key:"
        return "curl -fsS -H \"\(proof) $DREADNODE_API_KEY\" -H 'Accept: \(type)' \(Quote.shell(url, always: true))"
    }

    package static func items(of evaluation: EvaluationID, scope: PlatformScope) -> String {
        get(["evaluation", evaluation.segment, "items"], scope: scope)
    }

    package static func trajectory(
        _ request: TrajectoryRequest, _ origin: DocumentOrigin?, scope: PlatformScope
    ) -> String {
        let session = request.session.segment
        let compacted: (name: String, value: String?) = ("include_compacted", String(request.includeCompacted))
        switch origin {
        case .transcript:
            return get(["sessions", session, "transcript"], query: [("limit", "1000"), compacted], scope: scope)
        case .replay where request.replay != nil:
            return get(["worlds", "trajectories", request.replay?.segment ?? "", "replay"], scope: scope)
        default:
            let form = request.form.rawValue
            return get(["sessions", session, "trajectory"], query: [("format", form), compacted], scope: scope)
        }
    }
}
