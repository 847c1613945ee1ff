/// A file became shorter while it was read.
package struct TornFile: Error, Hashable, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String { "the file became shorter while it was read" }
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

    /// A body read by asking `read` until it answers nil. `read` is never called by two tasks at once, honours task
    /// cancellation, and throws what the platform throws.
    package init(
        length: Int? = nil, contentType: String? = nil, read: @escaping @Sendable () async throws -> [UInt8]?
    ) {
        self.length = length
        self.contentType = contentType
        self.read = read
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
