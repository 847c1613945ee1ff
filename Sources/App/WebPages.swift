package import Platform
import Wire

/// Addresses of the platform's own pages (Platform.docc/Web-pages-and-exports).
package struct WebPages: Hashable, Sendable {
    private let scope: PlatformScope

    package init(_ scope: PlatformScope) { self.scope = scope }

    package func evaluation(_ id: EvaluationID) -> String { page("evaluation", "eval", id.text) }

    package func session(_ id: SessionID) -> String { page("analysis", "session", id.text) }

    private func page(_ name: String, _ key: String, _ value: String) -> String {
        let root = scope.server.hasSuffix("/") ? String(scope.server.dropLast()) : scope.server
        return root + "/\(Quote.url(scope.organization))/\(name)?workspace=\(Quote.url(scope.workspace))"
            + "&\(key)=\(Quote.url(value))"
    }
}
