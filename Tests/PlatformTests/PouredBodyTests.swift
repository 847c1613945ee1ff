import Platform
import TestSupport
import Testing
import Wire

@testable import PlatformHTTP

/// A body that goes straight into the store of who reads it.
struct PouredBodyTests {
    private static func write(_ bytes: [UInt8], to channel: BodyChannel) -> Bool {
        bytes.withUnsafeBytes { channel.write($0) }
    }

    @Test func whatCameBeforeAndAfterLiesInOrder() async throws {
        let channel = BodyChannel()
        let store = try #require(ByteStore(capacity: 100))
        #expect(Self.write([1, 2], to: channel))
        channel.settle()
        #expect(try await channel.pour(into: store) {})
        #expect(store.bytes(0..<100) == [1, 2])
        #expect(Self.write([3], to: channel))
        #expect(Self.write([4, 5], to: channel))
        channel.finish(.success(()))
        #expect(try await channel.pour(into: store) {})
        #expect(store.bytes(0..<100) == [1, 2, 3, 4, 5])
        #expect(try await !channel.pour(into: store) {})
    }

    @Test func aWaitingReaderIsWokenWhenTheLinkIsQuiet() async throws {
        let channel = BodyChannel()
        let store = try #require(ByteStore(capacity: 100))
        async let isMore = channel.pour(into: store) {}
        #expect(Self.write([7], to: channel))
        channel.settle()
        #expect(try await isMore)
        #expect(store.bytes(0..<100) == [7])
    }

    @Test func aWriterThatWaitsGoesOnAndNeverWaitsAgain() async throws {
        let channel = BodyChannel()
        let store = try #require(ByteStore(capacity: 3 * BodyChannel.fullSize))
        let piece = [UInt8](repeating: 1, count: 1 << 14)
        while Self.write(piece, to: channel) {}
        let resumed = Recorder<Bool>()
        #expect(try await channel.pour(into: store) { resumed.append(true) })
        #expect(resumed.values == [true])
        for _ in 0..<(BodyChannel.fullSize / piece.count + 1) { #expect(Self.write(piece, to: channel)) }
        #expect(store.count == 2 * BodyChannel.fullSize + piece.count)
    }

    @Test func whatWasReceivedComesBeforeTheFailure() async throws {
        let channel = BodyChannel()
        let store = try #require(ByteStore(capacity: 100))
        #expect(Self.write([1], to: channel))
        channel.finish(.failure(PlatformError(.interrupted)))
        #expect(try await channel.pour(into: store) {})
        #expect(store.count == 1)
        await #expect(throws: PlatformError(.interrupted)) { try await channel.pour(into: store) {} }
    }

    @Test(arguments: [true, false]) func aStoreWithoutRoomIsToldOf(isEarly: Bool) async throws {
        let channel = BodyChannel()
        let store = try #require(ByteStore(capacity: 2))
        #expect(Self.write(isEarly ? [1, 2, 3] : [1], to: channel))
        channel.settle()
        if isEarly {
            _ = try? await channel.pour(into: store) {}
        } else {
            #expect(try await channel.pour(into: store) {})
            #expect(Self.write([2, 3], to: channel))
        }
        await #expect(throws: FullStore.self) { try await channel.pour(into: store) {} }
    }

    /// A sender that only knows chunks fills a store as well.
    @Test func chunksArePoured() async throws {
        let chunks = Recorder<Int>()
        let stream = ByteStream(length: 4) {
            chunks.append(0)
            return chunks.values.count <= 2 ? [UInt8(chunks.values.count), 9] : nil
        }
        let store = try #require(ByteStore(capacity: 4))
        while try await stream.pour(into: store) {}
        #expect(store.bytes(0..<4) == [1, 9, 2, 9])
    }
}
