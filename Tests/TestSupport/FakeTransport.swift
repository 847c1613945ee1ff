import Platform
package import PlatformHTTP
import Synchronization
import Wire

/// A transport without a socket: every request is answered by a closure and recorded.
package final class FakeTransport: HTTPTransport {
    /// What a request comes to.
    package enum Turn: Sendable {
        /// An answer with a body in the given chunks; the body then ends, or breaks with a fault.
        case answer(Int, headers: [(name: String, value: String)], chunks: [[UInt8]], then: TransportError?)
        case fault(TransportError)

        package static func json(_ text: String, status: Int = 200) -> Turn {
            .answer(status, headers: [("Content-Type", "application/json")], chunks: [Array(text.utf8)], then: nil)
        }

        package static func body(_ text: String, type: String, status: Int = 200) -> Turn {
            .answer(status, headers: [("Content-Type", type)], chunks: [Array(text.utf8)], then: nil)
        }
    }

    private let respond: @Sendable (TransportRequest, Int) -> Turn
    private let recorder = Recorder<TransportRequest>()

    /// `respond` gets the request and how many came before it.
    package init(_ respond: @escaping @Sendable (TransportRequest, Int) -> Turn) { self.respond = respond }

    /// Answers in turn; the last turn repeats.
    package convenience init(_ turns: Turn...) {
        self.init { _, index in turns[min(index, turns.count - 1)] }
    }

    package var requests: [TransportRequest] { recorder.values }

    package func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let index = recorder.values.count
        recorder.append(request)
        switch respond(request, index) {
        case .fault(let fault): throw fault
        case .answer(let status, let headers, let chunks, let fault):
            let rest = Mutex(chunks[...])
            let fields = TransportHeaders(headers)
            let body = ByteStream(contentType: fields.contentType) {
                if let chunk = rest.withLock({ $0.popFirst() }) { return chunk }
                if let fault { throw fault }
                return nil
            }
            return TransportResponse(status: status, headers: fields, body: body)
        }
    }
}

extension HTTPPlatform {
    /// A client of `https://api.test/api/v1`, organization `acme`, workspace `main`.
    package static func test(
        _ transport: any HTTPTransport, credential: Credential? = Credential("dn_key_test"),
        options: HTTPOptions = .patient(), projectID: String? = nil
    ) -> HTTPPlatform {
        guard let address = ServerAddress("https://api.test") else { preconditionFailure("a literal address") }
        let connection = Connection(
            server: ServerConnection(address: address, credential: credential), organization: "acme",
            workspace: "main", projectID: projectID)
        return HTTPPlatform(connection, transport: transport, options: options)
    }
}

extension HTTPOptions {
    /// Options under which no retry waits; `notices` gets what would have been waited, with a jitter of 1.
    package static func patient(_ notices: Recorder<RetryNotice>? = nil) -> HTTPOptions {
        var options = HTTPOptions()
        options.userAgent = "trawl/test"
        options.sleep = { _ in try Task.checkCancellation() }
        options.random = { 1 }
        options.onRetry = { notices?.append($0) }
        return options
    }
}
