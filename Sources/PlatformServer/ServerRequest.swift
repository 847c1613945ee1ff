import FlyingFox
import Foundation
import Platform
package import Wire

/// A request as the routes see it: decoded path and query, and questions that answer with a 422 of the contract.
package struct ServerRequest: Sendable {
    /// Bytes of a request body that are read.
    static let maximumBody = 1 << 20

    package var method: String
    /// The path below the base, as it was sent.
    package var path: String
    /// The query, as it was sent.
    package var queryText: String
    /// Decoded segments below the base.
    package var segments: [String]
    var query: [(name: String, value: String)]
    package var headers: [String: String]
    /// Values of the placeholders of the route.
    var parameters: [String: String] = [:]
    /// The client's port: the link, on this machine.
    package var peerPort: UInt16?
    private let body: HTTPBodySequence

    /// Reads a request; nil where its path is not below `/api/v1`.
    init?(_ request: HTTPRequest) {
        let path = request.target.path().split(separator: "/", omittingEmptySubsequences: true)
        guard path.count >= 2, path[0] == "api", path[1] == "v1" else { return nil }
        method = request.method.rawValue
        self.path = "/" + path.dropFirst(2).joined(separator: "/")
        queryText = request.target.query()
        segments = path.dropFirst(2).map { $0.removingPercentEncoding ?? String($0) }
        query = Self.pairs(queryText)
        headers = Dictionary(
            request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
        body = request.bodySequence
        peerPort = request.remoteAddress?.port
    }

    private static func pairs(_ query: String) -> [(String, String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }

    subscript(parameter name: String) -> String { parameters[name] ?? "" }

    /// The value of a query parameter; the last one counts.
    func value(_ name: String) -> String? { query.last { $0.name == name }?.value }

    /// Whether one of the values of a query parameter is this.
    func holds(_ name: String, _ value: String) -> Bool { query.contains { $0.name == name && $0.value == value } }

    /// A whole number in `range`; 422 for anything else.
    func int(_ name: String, default fallback: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = value(name) else { return fallback }
        guard let number = Int(text) else { throw Self.invalid("query", name, "must be a whole number", "int_parsing") }
        guard range.contains(number) else {
            let limits =
                range.upperBound == .max
                ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            throw Self.invalid("query", name, "must be \(limits)", "value_error")
        }
        return number
    }

    /// `true` or `false`, as the usual spellings; 422 for anything else.
    func bool(_ name: String) throws -> Bool {
        guard let text = value(name)?.lowercased() else { return false }
        if ["true", "1", "yes", "on"].contains(text) { return true }
        if ["false", "0", "no", "off"].contains(text) { return false }
        throw Self.invalid("query", name, "must be true or false", "bool_parsing")
    }

    /// One of `words`, or nil where the parameter is absent; 422 for anything else.
    func word(_ name: String, of words: [String]) throws -> String? {
        guard let text = value(name) else { return nil }
        guard words.contains(text) else {
            throw Self.invalid("query", name, "must be one of " + words.joined(separator: ", "), "enum")
        }
        return text
    }

    /// What the request carries to show who asks.
    package var credential: (scheme: String, secret: String)? {
        if let key = headers["x-api-key"] { return ("api-key", key) }
        guard let value = headers["authorization"], value.lowercased().hasPrefix("bearer ") else { return nil }
        return ("bearer", String(value.dropFirst(7)))
    }

    /// The JSON object of the body; 422 where it is none, 413 where it is too long.
    package func json() async throws -> Wire.JSONValue {
        var bytes: [UInt8] = []
        for try await chunk in body {
            bytes += chunk
            guard bytes.count <= Self.maximumBody else {
                throw PlatformError(.status(413), detail: "The request is too large", type: "invalid_request_error")
            }
        }
        guard let json = try? JSONParser.parse(bytes), json.object != nil else {
            throw Self.invalid(fields: [
                FieldProblem(path: ["body"], message: "must be a JSON object", type: "json_invalid")
            ])
        }
        return json
    }

    static func invalid(_ place: String, _ name: String, _ message: String, _ type: String) -> PlatformError {
        invalid(fields: [FieldProblem(path: [place, name], message: message, type: type)])
    }

    static func invalid(fields: [FieldProblem]) -> PlatformError {
        PlatformError(.status(422), detail: "Validation error", type: "validation_error", fields: fields)
    }
}

extension HTTPRequest.Address {
    fileprivate var port: UInt16? {
        switch self {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: nil
        }
    }
}
