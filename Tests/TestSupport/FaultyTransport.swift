import Platform
package import PlatformHTTP
import Synchronization
package import Wire

/// A transport that passes requests on, and answers those of one endpoint itself as long as there is a fault to answer
/// with.
package final class FaultyTransport: HTTPTransport {
    /// An answer that is no success.
    package struct Fault: Sendable {
        package var status: Int
        package var headers: [(name: String, value: String)]
        package var body: JSONValue

        package init(status: Int, headers: [(name: String, value: String)] = [], body: JSONValue) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    private struct State {
        /// `GET evaluation/*/items`: the method, and the end of the path with `*` for one segment.
        var faults: [String: Fault] = [:]
        var counts: [String: Int] = [:]
    }

    private let next: any HTTPTransport
    private let state = Mutex(State())

    package init(passingTo next: any HTTPTransport) { self.next = next }

    /// Answers an endpoint with a fault from here on; nil passes its requests on again.
    package func fail(_ endpoint: String, with fault: Fault?) { state.withLock { $0.faults[endpoint] = fault } }

    /// Forgets all faults, and how many requests they answered.
    package func forget() { state.withLock { $0 = State() } }

    /// How many requests of an endpoint were answered with a fault.
    package func count(_ endpoint: String) -> Int { state.withLock { $0.counts[endpoint] ?? 0 } }

    package func send(_ request: TransportRequest) async throws -> TransportResponse {
        let fault = state.withLock { state -> Fault? in
            guard let endpoint = state.faults.keys.first(where: { Self.matches(request, $0) }) else { return nil }
            state.counts[endpoint, default: 0] += 1
            return state.faults[endpoint]
        }
        guard let fault else { return try await next.send(request) }
        try Task.checkCancellation()
        let body = ByteStream(store: ByteStore(fault.body.bytes), contentType: "application/json")
        return TransportResponse(status: fault.status, headers: TransportHeaders(fault.headers), body: body)
    }

    private static func matches(_ request: TransportRequest, _ endpoint: String) -> Bool {
        let words = endpoint.split(separator: " ")
        guard words.count == 2, request.method.rawValue == words[0] else { return false }
        let path = request.url.prefix { $0 != "?" }.split(separator: "/")
        let wanted = words[1].split(separator: "/")
        guard path.count > wanted.count, zip(path.suffix(wanted.count), wanted).allSatisfy({ $1 == "*" || $0 == $1 })
        else { return false }
        // The path of a workspace or of the base ends before the endpoint's begins.
        let before = path.dropLast(wanted.count).suffix(2)
        return before.last == "v1" || before.first == "ws"
    }
}
