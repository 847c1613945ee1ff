import Platform
import Wire

/// Answers a search (Platform.docc/Search): at once where that is soon done, and otherwise hit by hit, so that who
/// asked sees
/// them while texts are still being read. Either way it is one JSON document. A search that nobody waits for any more
/// is given up.
struct SearchReply: Sendable {
    fileprivate enum Event: Sendable {
        /// What is found so far.
        case part(SearchResult)
        case whole(SearchResult)
    }

    private let events: AsyncThrowingStream<Event, any Error>
    /// Hits that are sent at most.
    private let cap: Int

    init(_ platform: any Platform, _ evaluation: EvaluationID, for text: String, cap: Int) {
        self.cap = cap
        events = AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    let whole = try await platform.search(evaluation, for: text) { continuation.yield(.part($0)) }
                    continuation.yield(.whole(whole))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    func reply() async throws -> Reply {
        switch try await next() {
        case .whole(var result):
            if result.hits.count > cap {
                result.hits = Array(result.hits.prefix(cap))
                result.hasMore = true
            }
            result.total = result.hits.count
            return .json(result.json)
        case .part(let part):
            let writer = HitWriter(part, of: self, cap: cap)
            return .stream(ByteStream { try await writer.next() }, contentType: "application/json")
        case nil: throw CancellationError()
        }
    }

    fileprivate func next() async throws -> Event? {
        var events = events.makeAsyncIterator()
        return try await events.next()
    }
}

/// Writes `{"matches": [...], "total": ...}`: hits as they are found, and what is known in the end behind them.
private actor HitWriter {
    private let search: SearchReply
    private let cap: Int
    private var waiting: SearchReply.Event?
    private var sent: Set<ItemID> = []
    private var hasBegun = false
    private var isDone = false

    init(_ first: SearchResult, of search: SearchReply, cap: Int) {
        waiting = .part(first)
        self.search = search
        self.cap = cap
    }

    func next() async throws -> [UInt8]? {
        guard !isDone else { return nil }
        let event: SearchReply.Event?
        if let waiting { event = waiting } else { event = try await search.next() }
        waiting = nil
        switch event {
        // A blank where there is nothing new: that nobody listens any more is noticed by writing.
        case .part(let part):
            let bytes = write(part)
            return bytes.isEmpty ? [UInt8(ascii: " ")] : bytes
        case .whole(let whole):
            isDone = true
            return write(whole) + end(whole)
        // Given up: an answer that breaks off must not look whole.
        case nil: throw CancellationError()
        }
    }

    private func write(_ result: SearchResult) -> [UInt8] {
        var bytes = hasBegun ? [] : Array("{\"matches\":[".utf8)
        hasBegun = true
        for hit in result.hits where sent.count < cap && sent.insert(hit.itemID).inserted {
            if sent.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes += hit.json.bytes
        }
        return bytes
    }

    private func end(_ result: SearchResult) -> [UInt8] {
        var rest = JSONObject([
            ("total", .int(sent.count)), ("has_more", .bool(result.hasMore || result.hits.count > sent.count)),
        ])
        rest["coverage"] = result.coverage?.json
        return Array("],".utf8) + JSONValue.object(rest).bytes.dropFirst()
    }
}
