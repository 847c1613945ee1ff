import FlyingFox
import FlyingSocks
import Foundation
package import Platform
package import Wire

/// The HTTP library has a type of this name too.
typealias JSONValue = Wire.JSONValue

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
    /// It is text that is sent shorter to who takes it so. Documents are sent as they are kept.
    var compresses = false

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
    package static func json(_ value: Wire.JSONValue, status: Int = 200) -> Reply {
        var reply = Reply(status: status, body: .bytes(value.bytes))
        reply.compresses = true
        return reply
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
        if told.detail.isEmpty { told.detail = HTTPStatusCode.phrase(status) }
        var reply = Reply.json(told.json, status: status)
        if let wait = error.retryAfter {
            reply.headers.append(("Retry-After", String(Quantity(wait.rounded(.up)).int)))
        }
        return reply
    }

    /// The answer as the HTTP library sends it.
    var response: HTTPResponse {
        var fields = HTTPHeaders([.contentType: contentType])
        for header in headers { fields[HTTPHeader(header.name)] = header.value }
        return HTTPResponse(
            statusCode: HTTPStatusCode(status, phrase: HTTPStatusCode.phrase(status)), headers: fields,
            body: sequence)
    }

    private var sequence: HTTPBodySequence {
        switch body {
        case .bytes(let bytes): return HTTPBodySequence(data: Data(bytes), suggestedBufferSize: max(1, bytes.count))
        case .stream(let stream):
            let body = StreamedBody(stream: stream)
            guard let length = stream.length else { return HTTPBodySequence(from: body) }
            return HTTPBodySequence(from: body, count: length)
        }
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

extension HTTPStatusCode {
    private static let phrases: [Int: String] = [
        200: "OK", 302: "Found", 304: "Not modified", 400: "Invalid request", 401: "Authentication failed",
        403: "Access forbidden",
        404: "Not found", 405: "Method not allowed", 409: "Already exists", 413: "Content too large",
        422: "Validation error", 426: "Upgrade required", 429: "Rate limited", 500: "Internal server error",
        502: "Bad gateway", 503: "Service unavailable", 504: "Gateway timeout",
    ]

    static func phrase(_ status: Int) -> String { phrases[status] ?? "Status \(status)" }
}

/// A body that is asked for chunk by chunk, so that nothing piles up where the client is slow.
private struct StreamedBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let stream: ByteStream

    func makeAsyncIterator() -> Iterator { Iterator(stream: stream) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        let stream: ByteStream
        private var rest: [UInt8] = []

        init(stream: ByteStream) { self.stream = stream }

        mutating func next() async throws -> UInt8? {
            if rest.isEmpty { rest = try await nextBuffer(suggested: 1)?.reversed() ?? [] }
            return rest.popLast()
        }

        /// An empty chunk would be the mark of the end on the wire.
        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            while let chunk = try await stream.next() {
                if !chunk.isEmpty { return chunk }
            }
            return nil
        }
    }
}
