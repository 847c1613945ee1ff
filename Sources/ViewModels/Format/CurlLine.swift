import Platform
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
}
