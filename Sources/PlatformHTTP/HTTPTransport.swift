package import Platform
package import Wire

/// One HTTP request, as it goes on the wire.
package struct TransportRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    package var method: Method
    /// The absolute address, percent-encoded.
    package var url: String
    package var headers: [(name: String, value: String)]
    /// The body of a POST; nil sends an empty one.
    package var body: [UInt8]?

    package init(_ method: Method, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// The headers of an answer; names are looked up whatever their case.
package struct TransportHeaders: Sendable {
    package var fields: [(name: String, value: String)]

    package init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

    /// The value of the last field of this name.
    package subscript(name: String) -> String? {
        fields.last { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// The head of an answer, and its body as it arrives.
package struct TransportResponse: Sendable {
    package var status: Int
    package var headers: TransportHeaders
    package var body: ByteStream

    package init(status: Int, headers: TransportHeaders = TransportHeaders(), body: ByteStream) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why a request got no whole answer.
package struct TransportError: Error, Hashable, Sendable {
    /// `unreachable`, `unknownHost`, `insecure`, `interrupted`, `stalled` or `malformed` (broken HTTP or coding).
    package var kind: PlatformError.Kind
    /// The transport's own words. Never holds a header.
    package var detail: String
    /// Bytes of the request may have reached the server: it may have acted on them.
    package var mayHaveArrived: Bool

    package init(_ kind: PlatformError.Kind, detail: String, mayHaveArrived: Bool) {
        self.kind = kind
        self.detail = detail
        self.mayHaveArrived = mayHaveArrived
    }
}

/// Sends requests. Everything above it is tested without a socket.
package protocol HTTPTransport: Sendable {
    /// Sends a request once and answers when the head is here; the body arrives as it is read. No redirect is followed.
    ///
    /// Throws `TransportError`, or `CancellationError` when the task is cancelled; so does the body. Dropping the body
    /// before its end ends the transfer.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}
