package import Wire

extension ByteStream {
    /// The whole body. Only for bodies that are known to be small.
    package func collect() async throws -> [UInt8] {
        if let store { return store.bytes(0..<store.count) }
        var all: [UInt8] = []
        all.reserveCapacity(min(length ?? 0, 1 << 26))
        while let chunk = try await next() { all += chunk }
        return all
    }
}
