import Testing

@testable import Wire

@Suite("Stores that grow")
struct GrowingStoreTests {
    @Test("Bytes of many pieces are there, up to the room that was asked for")
    func pieces() throws {
        let store = try #require(ByteStore(capacity: 40 << 20))
        let chunk = [UInt8](repeating: 7, count: 9 << 20)
        for _ in 0..<4 {
            #expect(store.append(chunk))
            store.prepare()
        }
        #expect(!store.append(chunk))
        #expect(store.count == 36 << 20)
        #expect(store.append([1, 2, 3]))
        #expect(store.bytes((36 << 20) - 1..<(36 << 20) + 3) == [7, 1, 2, 3])
    }

    @Test("More than there is address space for is as much as there is")
    func halved() throws {
        let store = try #require(ByteStore(capacity: 1 << 62))
        #expect(store.append([1]))
        let growing = try #require(ByteStore.growing(atMost: .max))
        #expect(growing.append([1]))
    }
}
