import Platform
import Synchronization
import Wire

/// Looks at the answer to a search while it arrives: hits that are complete are told of before the last one is here.
final class SearchTap: Sendable {
    private struct State: Sendable {
        var bytes: [UInt8] = []
        var scanner = ElementScanner(sequence: false)
        var hits: [SearchHit] = []
    }

    private let state = Mutex(State())
    private let partial: @Sendable (SearchResult) -> Void

    private init(_ partial: @escaping @Sendable (SearchResult) -> Void) { self.partial = partial }

    /// The same body, watched. `partial` gets all hits that have come.
    static func watch(_ body: ByteStream, _ partial: @escaping @Sendable (SearchResult) -> Void) -> ByteStream {
        let tap = SearchTap(partial)
        return ByteStream(length: body.length, contentType: body.contentType) {
            let chunk = try await body.next()
            if let chunk { tap.add(chunk) }
            return chunk
        }
    }

    private func add(_ chunk: [UInt8]) {
        let hits: [SearchHit]? = state.withLock { state in
            state.bytes += chunk
            state.bytes.withUnsafeBytes { state.scanner.scan($0) }
            // What is whole is told of by whoever reads it.
            guard !state.scanner.isDone,
                let matches = state.scanner.members.lastIndex(where: { $0.key == "matches" && $0.kind == .array })
            else { return nil }
            let new = state.scanner.takeElements(of: matches)
            state.hits += new.compactMap { (try? JSONParser.parse(Array(state.bytes[$0]))).flatMap(SearchHit.init) }
            return new.isEmpty ? nil : state.hits
        }
        if let hits { partial(SearchResult(hits: hits)) }
    }
}
