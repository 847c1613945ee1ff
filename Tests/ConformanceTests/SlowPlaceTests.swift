import App
import Platform
import Synchronization
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Reader

/// A trajectory that comes over HTTP in pieces, each when the test lets it.
private final class Tap: Sendable {
    private struct State {
        var pieces: [[UInt8]] = []
        var waiting: CheckedContinuation<[UInt8]?, Never>?
        var isEnded = false
    }

    private let state = Mutex(State())

    var stream: ByteStream { ByteStream { await self.next() } }

    private func next() async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            let piece: [UInt8]?? = state.withLock { state in
                if !state.pieces.isEmpty { return state.pieces.removeFirst() }
                if state.isEnded { return .some(nil) }
                state.waiting = continuation
                return nil
            }
            if let piece { continuation.resume(returning: piece) }
        }
    }

    /// Nil ends it.
    func send(_ piece: [UInt8]?) {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            if state.waiting == nil, let piece { state.pieces.append(piece) }
            state.isEnded = state.isEnded || piece == nil
            return state.waiting
        }
        waiting?.resume(returning: piece)
    }
}

@Suite("A hit over a slow link")
struct SlowPlaceTests {
    @Test("The session's search shows the message first; its step opens when it has come, before the rest has")
    func slow() async throws {
        let whole = Sample.document(steps: 60, refusingAt: 30)
        let bytes = whole.store.bytes(0..<whole.store.count)
        let tap = Tap()
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.streams["s2"] = { tap.stream }
            // The message of step 30: every step gives one for itself and one for its result.
            state.messages["s2"]?[1] = [
                "id": "m58", "seq": 58, "role": "assistant", "content": "I cannot help with that.", "tool_calls": nil,
            ]
        }
        var live = try await LiveState.searching(platform, "cannot")
        await live.settle()
        live.press("<enter>")
        await live.turn { $0.trajectory?.load.pendingHit != nil }
        #expect(live.state.trajectory?.load.pendingHit?.seq == 58)
        #expect(live.state.trajectory?.stepCount == 0)
        tap.send(Array(bytes[..<(bytes.count / 4)]))
        await live.turn { $0.trajectory?.stepCount ?? 0 > 10 }
        #expect(live.state.trajectory?.load.pendingHit != nil && live.state.trajectory?.current == 0)
        tap.send(Array(bytes[(bytes.count / 4)..<(bytes.count * 3 / 4)]))
        await live.turn { $0.trajectory?.load.pendingHit == nil }
        #expect(live.state.trajectory?.current == 29)
        #expect(live.state.trajectory?.progress.isComplete == false)
        tap.send(Array(bytes[(bytes.count * 3 / 4)...]))
        tap.send(nil)
        await live.settle()
        #expect(live.state.trajectory?.stepCount == 60 && live.state.trajectory?.current == 29)
        #expect(platform.calls.count { $0.hasPrefix("messages s2") } == 1)
        live.stop()
    }
}
