import Panes
import Platform
import Shell
import Synchronization
import TestSupport
import Testing

@testable import App

/// Lets a search go on when the test says so.
private final class Turnstile: Sendable {
    private struct State {
        var passes = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { continuation in
            let passes = state.withLock { state in
                guard state.passes == 0 else {
                    state.passes -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if passes { continuation.resume() }
        }
    }

    func letPass() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.passes += 1
            return nil
        }
        next?.resume()
    }
}

@Suite("Hits of a long search over a port")
struct StreamedSearchTests {
    private func hit(_ number: Int, count: Int) -> SearchHit {
        SearchHit(
            itemID: ItemID("i\(number)"), matchCount: count, matchedIn: "transcript",
            sessionID: SessionID("s\(number)"), snippet: "cannot \(number)")
    }

    @Test("They are shown as they are found; the whole answer follows them, and is one document")
    func streaming() async throws {
        let turnstile = Turnstile()
        let platform = FakePlatform.sample()
        let (one, two) = (hit(1, count: 1), hit(2, count: 3))
        platform.edit { state in
            state.searching = { partial in
                partial(SearchResult(hits: [one]))
                await turnstile.wait()
                partial(SearchResult(hits: [one, two]))
                await turnstile.wait()
            }
        }
        var live = try await LiveState.searching(platform, "i cannot")
        await live.turn { $0.hits?.rows.count == 1 }
        #expect(live.state.hits?.isPartial == true && live.state.hits?.phase.isLoading == true)
        turnstile.letPass()
        await live.turn { $0.hits?.rows.count == 2 }
        #expect(live.state.hits?.selectedHit?.itemID == "i2", "who has not moved stays at the top")
        live.press("j")
        turnstile.letPass()
        await live.settle()
        #expect(live.state.hits?.isPartial == false)
        #expect(live.state.hits?.selectedHit?.itemID == "i1", "who has stays on the sample")
        #expect(live.state.hits?.result?.hits.map(\.itemID) == ["i1", "i2"])
        #expect(platform.calls.count { $0.hasPrefix("search") } == 1)
        live.stop()
    }

    @Test("Esc keeps what came, and the server gives the search up")
    func givingUp() async throws {
        let (written, next) = (Turnstile(), Turnstile())
        let platform = FakePlatform.sample()
        let one = hit(1, count: 1)
        let isGivenUp = Mutex(false)
        platform.edit { state in
            state.searching = { partial in
                while !Task.isCancelled {
                    partial(SearchResult(hits: [one]))
                    written.letPass()
                    await next.wait()
                }
                isGivenUp.withLock { $0 = true }
                written.letPass()
            }
        }
        var live = try await LiveState.searching(platform, "cannot")
        await live.turn { $0.hits?.rows.count == 1 }
        live.press("<esc>")
        #expect(live.state.hits?.rows.count == 1)
        // That nobody listens any more is noticed by writing.
        var writes = 0
        while !isGivenUp.withLock({ $0 }) {
            next.letPass()
            await written.wait()
            writes += 1
        }
        #expect(writes > 0)
        live.stop()
    }
}
