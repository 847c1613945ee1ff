package import Platform
package import Wire

/// What a route answers.
package struct Reply: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        case stream(ByteStream)
    }

    package var status: Int
    package var contentType: String
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(
        status: Int = 200, contentType: String = "application/json", headers: [(name: String, value: String)] = [],
        body: Body
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// A JSON document.
    package static func json(_ value: JSONValue, status: Int = 200) -> Reply {
        Reply(status: status, body: .bytes(value.bytes))
    }

    /// A body sent as it arrives.
    static func stream(_ stream: ByteStream, contentType: String) -> Reply {
        Reply(contentType: contentType, body: .stream(stream))
    }

    /// The canonical envelope of an error (Platform.docc/Errors).
    package static func error(_ error: PlatformError) -> Reply {
        var told = error
        let (status, type) = Envelope.status(of: error)
        told.kind = .status(status)
        told.type = error.type ?? type
        if told.detail.isEmpty { told.detail = phrase(status) }
        var reply = Reply.json(told.json, status: status)
        if let wait = error.retryAfter {
            reply.headers.append(("Retry-After", String(Quantity(wait.rounded(.up)).int)))
        }
        return reply
    }
}

/// Which status and type an error has on the wire.
private enum Envelope {
    private static let types: [Int: String] = [
        400: "invalid_request_error", 401: "authentication_error", 403: "permission_error", 404: "not_found_error",
        405: "method_not_allowed_error", 409: "conflict_error", 413: "invalid_request_error", 422: "validation_error",
        426: "upgrade_required_error", 429: "rate_limit_error", 500: "internal_error", 502: "bad_gateway_error",
        503: "unavailable_error", 504: "gateway_timeout_error",
    ]

    static func status(of error: PlatformError) -> (Int, String) {
        let status: Int =
            switch error.kind {
            case .status(let code): code
            case .unsupported: 409
            case .stalled: 504
            case .storage, .tooLarge: 500
            default: 502
            }
        return (status, types[status] ?? "internal_error")
    }
}

extension Reply {
    private static let phrases: [Int: String] = [
        200: "OK", 302: "Found", 400: "Invalid request", 401: "Authentication failed", 403: "Access forbidden",
        404: "Not found", 405: "Method not allowed", 409: "Already exists", 413: "Content too large",
        422: "Validation error", 426: "Upgrade required", 429: "Rate limited", 500: "Internal server error",
        502: "Bad gateway", 503: "Service unavailable", 504: "Gateway timeout",
    ]

    static func phrase(_ status: Int) -> String { phrases[status] ?? "Status \(status)" }
}
