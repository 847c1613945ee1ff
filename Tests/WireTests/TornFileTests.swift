import Foundation
import Testing
import Wire

@Suite("Files that change while they are read")
struct TornFileTests {
    @Test("A mapped file that becomes shorter reads as zeros there, says so, and does not end the program")
    func torn() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("torn-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(repeating: 0x61, count: 1 << 20).write(to: URL(fileURLWithPath: path))
        let store = try ByteStore(mapping: path)
        let stream = ByteStream(store: store)
        #expect(try await stream.next()?.first == 0x61)
        #expect(!store.isTorn)
        try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 1 << 19)
        #expect(store.bytes((1 << 19)..<(1 << 19) + 10) == [UInt8](repeating: 0, count: 10))
        #expect(store.isTorn)
        #expect(store.bytes(0..<4) == [0x61, 0x61, 0x61, 0x61])
        await #expect(throws: TornFile.self) { while try await stream.next() != nil {} }
    }

    @Test("Files that are whole are left alone, however many are mapped")
    func whole() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("whole-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(repeating: 0x62, count: 9_000).write(to: URL(fileURLWithPath: path))
        for _ in 0..<5_000 {
            let store = try ByteStore(mapping: path)
            #expect(store.bytes(8_999..<9_000) == [0x62])
            #expect(!store.isTorn)
        }
    }
}
