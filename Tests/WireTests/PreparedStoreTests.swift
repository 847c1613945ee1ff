import Testing

@testable import Wire

/// Memory that is taken before the bytes come changes nothing of what is read.
@Test func bytesAreTheSameWherePagesWerePrepared() throws {
    let piece = (0..<100_003).map { UInt8(truncatingIfNeeded: $0) }
    // Not a whole number of pages, so that the last of them may not be asked for.
    let store = try #require(ByteStore(capacity: 60 * piece.count + 1))
    for _ in 0..<60 {
        #expect(store.append(piece))
        store.prepare()
    }
    #expect(store.count == 60 * piece.count)
    for number in 0..<60 {
        #expect(store.bytes(number * piece.count..<(number + 1) * piece.count) == piece)
    }
    #expect(!store.append([1, 2]))
}
