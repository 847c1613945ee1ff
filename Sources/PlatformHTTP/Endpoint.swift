import Platform

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
        let path = segments.map { "/" + Self.encoded($0) }.joined()
        let parameters = query.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
        return parameters.isEmpty ? path : path + "?" + parameters.joined(separator: "&")
    }

    /// Percent-encodes everything but the unreserved characters of RFC 3986.
    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
