import Platform
import Wire

/// A path below the API's base with its query, encoded piece by piece: no id, search text or name can lead elsewhere.
package struct Endpoint: Hashable, Sendable {
    package var segments: [String]
    package var query: [(name: String, value: String)] = []
    /// How errors name what was asked for: without organization and workspace.
    package var resource: String

    package static func == (left: Endpoint, right: Endpoint) -> Bool { left.text == right.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// A path of its own: `user`, `org/{org}/ws`.
    package init(_ segments: [String], resource: String? = nil) {
        self.segments = segments
        self.resource = resource ?? segments.joined(separator: "/")
    }

    /// The same endpoint with a parameter more; nil adds nothing.
    package func with(_ name: String, _ value: String?) -> Endpoint {
        guard let value else { return self }
        var endpoint = self
        endpoint.query.append((name, value))
        return endpoint
    }

    /// An empty segment, or one that means "here" or "up", would ask for something else.
    package var isValid: Bool { !segments.contains { $0.isEmpty || $0 == "." || $0 == ".." } }

    /// `/org/acme/ws/main/evaluations?page=1`.
    package var text: String {
        let path = segments.map { "/" + Quote.url($0) }.joined()
        let parameters = query.map { Quote.url($0.name) + "=" + Quote.url($0.value) }
        return parameters.isEmpty ? path : path + "?" + parameters.joined(separator: "&")
    }
}
