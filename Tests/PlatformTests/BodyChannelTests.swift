import Platform
import TestSupport
import Testing

@testable import PlatformHTTP

struct BodyChannelTests {
    private static func write(_ count: Int, _ byte: UInt8 = 1, to channel: BodyChannel) -> Bool {
        [UInt8](repeating: byte, count: count).withUnsafeBytes { channel.write($0) }
    }

    @Test func gathersUntilTheLinkIsQuiet() async throws {
        let channel = BodyChannel()
        #expect(Self.write(10, to: channel))
        #expect(Self.write(20, 2, to: channel))
        channel.settle()
        #expect(try await channel.next {}?.count == 30)
        channel.finish(.success(()))
        #expect(try await channel.next {} == nil)
        #expect(try await channel.next {} == nil)
    }

    @Test func handsOutFullSegmentsWithoutWaitingForQuiet() async throws {
        let channel = BodyChannel()
        let piece = BodyChannel.segmentSize / 4
        for _ in 0..<5 { #expect(Self.write(piece, to: channel)) }
        #expect(try await channel.next {}?.count == BodyChannel.segmentSize)
    }

    @Test func whatWasReceivedComesBeforeTheFailure() async throws {
        let channel = BodyChannel()
        #expect(Self.write(5, to: channel))
        channel.finish(.failure(PlatformError(.interrupted)))
        #expect(try await channel.next {}?.count == 5)
        await #expect(throws: PlatformError(.interrupted)) { try await channel.next {} }
    }

    @Test func cancellingDropsWhatIsHere() async throws {
        let channel = BodyChannel()
        #expect(Self.write(5, to: channel))
        channel.finish(.failure(CancellationError()))
        await #expect(throws: CancellationError.self) { try await channel.next {} }
    }

    @Test func aWaitingReaderIsWoken() async throws {
        let channel = BodyChannel()
        async let chunk = channel.next {}
        #expect(Self.write(3, to: channel))
        channel.settle()
        #expect(try await chunk?.count == 3)
    }

    @Test func theWriterWaitsAboveFullAndGoesOnBelowLow() async throws {
        let channel = BodyChannel()
        let piece = 1 << 14
        var written = 0
        while Self.write(piece, to: channel) { written += piece }
        #expect(written == BodyChannel.fullSize)
        let resumed = Recorder<Int>()
        var left = written
        while resumed.values.isEmpty {
            left -= try await channel.next { resumed.append(left) }?.count ?? 0
        }
        #expect(left < BodyChannel.lowSize)
        #expect(left >= BodyChannel.lowSize - BodyChannel.segmentSize)
        #expect(Self.write(piece, to: channel))
    }
}
