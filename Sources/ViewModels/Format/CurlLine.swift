import Platform

/// The request that would fetch what is on the screen, as a line for the shell. The token is named and never shown.
package enum CurlLine {
    /// A path below an organization's workspace, with its query.
    package static func get(
        _ segments: [String], query: [(name: String, value: String?)] = [], accepting type: String = "application/json",
        scope: PlatformScope
    ) -> String {
        let path = (["org", scope.organization, "ws", scope.workspace] + segments).map { "/" + encoded($0) }.joined()
        let parameters = query.compactMap { name, value in
            value.map { "\(encoded(name))=\(encoded($0))" }
        }.joined(separator: "&")
        // A server is called by its origin where its base path is the usual one.
        let isOrigin = !scope.server.drop { $0 != "/" }.dropFirst(2).contains("/")
        let url = scope.server + (isOrigin ? "/api/v1" : "") + path + (parameters.isEmpty ? "" : "?" + parameters)
        let proof = scope.usesBearer ? "Authorization: Bearer" : "X-API-Key:"
        return "curl -fsS -H \"\(proof) $DREADNODE_API_KEY\" -H 'Accept: \(type)' \(quoted(url))"
    }

    private static func encoded(_ text: String) -> String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            if kept.contains(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
