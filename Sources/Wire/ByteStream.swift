/// A file became shorter while it was read.
package struct TornFile: Error, Hashable, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String { "the file became shorter while it was read" }
}

/// A store has no room for what came.
package struct FullStore: Error, Hashable, Sendable {
    package init() {}
}

/// A body that arrives in chunks: the reader asks, the writer waits, so a slow reader holds back a fast sender.
package struct ByteStream: Sendable {
    /// Bytes that will come, where the sender said so.
    package var length: Int?
    /// The content type that the sender named, lower-cased and without parameters.
    package var contentType: String?
    /// The whole body, where it is already at hand (a mapped file): readers may use it instead of asking for chunks.
    package var store: ByteStore?
    private let read: @Sendable () async throws -> [UInt8]?
    private let pour: @Sendable (ByteStore) async throws -> Bool

    /// A body read by asking `read` until it answers nil. `read` is never called by two tasks at once, honours task
    /// cancellation, and throws what the platform throws. `pour`, where the sender has a shorter way than chunks, appends
    /// what has come to a store, and answers false at the end; it throws `FullStore` too.
    package init(
        length: Int? = nil, contentType: String? = nil, read: @escaping @Sendable () async throws -> [UInt8]?,
        pour: (@Sendable (ByteStore) async throws -> Bool)? = nil
    ) {
        self.length = length
        self.contentType = contentType
        self.read = read
        self.pour =
            pour ?? { store in
                guard let chunk = try await read() else { return false }
                guard store.append(chunk) else { throw FullStore() }
                return true
            }
    }

    /// A body that is wholly here.
    package init(store: ByteStore, contentType: String? = nil) {
        let position = Position()
        self.init(length: store.count, contentType: contentType) {
            let start = await position.advance(by: 1 << 18)
            guard start < store.count else { return nil }
            let bytes = store.bytes(start..<(start + 1 << 18))
            if store.isTorn { throw TornFile() }
            return bytes
        }
        self.store = store
    }

    /// The next chunk, or nil at the end. Throws `CancellationError` when the task is cancelled.
    package func next() async throws -> [UInt8]? { try await read() }

    /// Waits for more bytes and appends them to `store`; false at the end. A body that is poured once is poured to its
    /// end, into the same store, which nobody else writes to. Throws `FullStore`, and what `next` throws.
    package func pour(into store: ByteStore) async throws -> Bool { try await pour(store) }

    /// The same body, whose errors are told in other words.
    package func mapErrors(_ other: @escaping @Sendable (any Error) -> any Error) -> ByteStream {
        ByteStream(length: length, contentType: contentType) {
            do { return try await read() } catch { throw other(error) }
        } pour: { store in
            do { return try await pour(store) } catch { throw other(error) }
        }
    }

    /// The whole body. Only for bodies that are known to be small.
    package func collect() async throws -> [UInt8] {
        if let store { return store.bytes(0..<store.count) }
        var all: [UInt8] = []
        all.reserveCapacity(min(length ?? 0, 1 << 26))
        while let chunk = try await next() { all += chunk }
        return all
    }

    private actor Position {
        private var at = 0
        func advance(by count: Int) -> Int {
            defer { at += count }
            return at
        }
    }
}
