import Platform
import Synchronization
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// HTTP by libcurl: one thread for all requests, bodies through a bounded buffer, so that a slow reader holds back a
/// fast server and memory stays constant. The thread starts with the first request.
package final class CurlTransport: HTTPTransport {
    private let settings: TransportSettings
    private let loop = Mutex<CurlLoop?>(nil)

    package init(_ settings: TransportSettings = TransportSettings()) { self.settings = settings }

    deinit { loop.withLock { $0?.stop() } }

    package func send(_ request: TransportRequest) async throws -> TransportResponse {
        try Task.checkCancellation()
        let loop = try runningLoop()
        let exchange = Exchange(CurlTransfer(request, settings: settings), loop, owner: self)
        let head = try await withTaskCancellationHandler {
            try await exchange.transfer.head.value
        } onCancel: {
            exchange.cancel()
        }
        // A coded body is shorter on the wire than the bytes that are handed out.
        let isCoded = head.headers["Content-Encoding"].map { $0.lowercased() != "identity" } ?? false
        let length = isCoded ? nil : head.headers["Content-Length"].flatMap { Int($0) }
        let body = ByteStream(length: length, contentType: head.headers.contentType) {
            try await exchange.next()
        } pour: {
            try await exchange.pour(into: $0)
        }
        return TransportResponse(status: head.status, headers: head.headers, body: body)
    }

    private func runningLoop() throws -> CurlLoop {
        try loop.withLock { loop in
            let running = try loop ?? CurlLoop()
            loop = running
            return running
        }
    }
}

extension TransportHeaders {
    /// The content type, lower-cased and without parameters.
    package var contentType: String? {
        self["Content-Type"]?.split(separator: ";").first.map { String($0).lowercased().trimming { $0.isWhitespace } }
    }
}

/// A transfer as its reader holds it: when the reader lets go of it, it ends.
private final class Exchange: Sendable {
    let transfer: CurlTransfer
    private let loop: CurlLoop
    /// The loop lives as long as the transport does, which must not end under a body that is being read.
    private let owner: CurlTransport

    init(_ transfer: CurlTransfer, _ loop: CurlLoop, owner: CurlTransport) {
        self.transfer = transfer
        self.owner = owner
        self.loop = loop
        loop.start(transfer)
    }

    deinit { loop.cancel(transfer) }

    func next() async throws -> [UInt8]? {
        try await reading { try await $0.next { loop.resume(transfer) } }
    }

    func pour(into store: ByteStore) async throws -> Bool {
        try await reading { try await $0.pour(into: store) { loop.resume(transfer) } }
    }

    private func reading<T>(_ read: (BodyChannel) async throws -> T) async throws -> T {
        try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await read(transfer.body)
        } onCancel: {
            cancel()
        }
    }

    /// Whoever waits is told at once; the link is closed when the loop comes round.
    func cancel() {
        transfer.fail(with: CancellationError())
        loop.cancel(transfer)
    }
}
