import Platform
import Synchronization
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Effects
@testable import Shell

@Suite("Effects, the cache and the platform behind it")
struct EffectTests {
    /// A runner over a platform, with everything it posts.
    fileprivate final class Bench: Sendable {
        let platform = FakePlatform.sample()
        let time = Mutex(Timestamp(seconds: 1_000))
        private let slots = Mutex(Slots())
        private let events = AsyncStream.makeStream(of: (Ticket, EffectResult).self)
        private let maker = Mutex<EffectRunner?>(nil)

        init() {
            let post = events.continuation
            let cache = ResponseCache(budget: 1 << 20, clock: { [unowned self] in time.withLock { $0 } })
            let runner = EffectRunner(platform: platform, cache: cache, marks: TransientMarks()) { event in
                if case .answer(let ticket, let answer) = event { post.yield((ticket, answer)) }
            }
            maker.withLock { $0 = runner }
        }

        func pass(_ seconds: Double) { time.withLock { $0 = $0 + seconds } }

        /// Runs work and gives its answers up to the one that ends it.
        func answers(to work: PlatformWork, in slot: EffectSlot, until isLast: (EffectResult) -> Bool) async
            -> [EffectResult]
        {
            let effect = slots.withLock { $0.start(.platform(work), in: slot) }
            maker.withLock { $0 }?.run(effect)
            var answers: [EffectResult] = []
            for await (ticket, answer) in events.stream where ticket == effect.ticket {
                answers.append(answer)
                if isLast(answer) { break }
            }
            return answers
        }

        func items(isForced: Bool = false, isSettled: Bool = false) async -> [EffectResult] {
            await answers(to: .items("e1", isForced: isForced, isSettled: isSettled), in: .items) { answer in
                switch answer {
                case .rows(_, _, let isLast, let provenance): isLast && !provenance.isRefreshing
                case .failed: true
                default: false
                }
            }
        }

        func document(_ session: SessionID) async -> [EffectResult] {
            let request = TrajectoryRequest(evaluation: "e1", item: "i1", session: session, isSettled: true)
            return await answers(to: .trajectory(request), in: .trajectory) { answer in
                switch answer {
                case .document(let document, _): document.progress.isComplete
                case .failed, .documentGrew: true
                default: false
                }
            }
        }

        func count(_ call: String) -> Int { platform.calls.count { $0.hasPrefix(call) } }
    }

    @Test("What has ended is asked for once")
    func settled() async {
        let bench = Bench()
        _ = await bench.items(isSettled: true)
        bench.pass(3_600)
        let again = await bench.items(isSettled: true)
        #expect(bench.count("items") == 1)
        #expect(again.count == 1)
    }

    @Test("What runs is shown at once when it is old, and asked for behind")
    func stale() async {
        let bench = Bench()
        _ = await bench.items()
        bench.pass(4)
        _ = await bench.items()
        #expect(bench.count("items") == 1)
        bench.pass(4)
        let answers = await bench.items()
        #expect(bench.count("items") == 2)
        guard case .rows(let kept, true, true, let provenance) = answers.first else {
            Issue.record("nothing from the cache")
            return
        }
        #expect(!kept.isEmpty)
        #expect(provenance == Freshness(age: 8, isRefreshing: true))
    }

    @Test("A forced read goes round the cache")
    func forced() async {
        let bench = Bench()
        _ = await bench.items(isSettled: true)
        _ = await bench.items(isForced: true, isSettled: true)
        #expect(bench.count("items") == 2)
    }

    @Test("A failure is not kept: the next read asks again")
    func failure() async {
        let bench = Bench()
        bench.platform.edit { $0.failures["items"] = PlatformError(.status(500), detail: "boom") }
        let failed = await bench.items()
        guard case .failed(let error) = failed.last else {
            Issue.record("no failure")
            return
        }
        #expect(error.status == 500)
        bench.platform.edit { $0.failures = [:] }
        let answers = await bench.items()
        #expect(answers.contains { if case .rows(_, _, true, _) = $0 { true } else { false } })
    }

    @Test("Where the trajectory is refused the session's messages serve, and say why")
    func fallback() async {
        let bench = Bench()
        guard let session = bench.sessionWithMessages else {
            Issue.record("the sample has no session with messages")
            return
        }
        bench.platform.edit { $0.failures["trajectory"] = PlatformError(.status(422), detail: "cannot be exported") }
        let answers = await bench.document(session)
        guard case .document(let document, .transcript(let why)) = answers.last else {
            Issue.record("no transcript: \(answers)")
            return
        }
        #expect(document.stepCount > 0)
        #expect(why.contains("cannot be exported"))
    }

    @Test("A key that is not accepted is told, not worked round")
    func noFallback() async {
        let bench = Bench()
        guard let session = bench.sessionWithMessages else { return }
        bench.platform.edit { $0.failures["trajectory"] = PlatformError(.status(401)) }
        let answers = await bench.document(session)
        guard case .failed(let error) = answers.last else {
            Issue.record("no failure")
            return
        }
        #expect(error.status == 401)
        #expect(bench.count("transcript") == 0)
    }

    @Test("Two who ask for one thing make one request")
    func singleFlight() async throws {
        let flights = SingleFlight<String>()
        let count = Mutex(0)
        let gate = AsyncStream.makeStream(of: Void.self)
        let ask: @Sendable () async throws -> Int = {
            count.withLock { $0 += 1 }
            for await _ in gate.stream { break }
            try Task.checkCancellation()
            return 7
        }
        async let first = flights.value(for: "a", ask)
        async let second = flights.value(for: "a", ask)
        while await flights.waiting(for: "a") < 2 { await Task.yield() }
        gate.continuation.yield()
        gate.continuation.finish()
        #expect(try await first == 7)
        #expect(try await second == 7)
        #expect(count.withLock { $0 } == 1)
    }

    @Test("The cache gives up the least recently used when its budget is full")
    func eviction() {
        let cache = ResponseCache(budget: 100, clock: { Timestamp(seconds: 0) })
        cache.keep("a", for: .items("a"), cost: 60, isSettled: true)
        cache.keep("b", for: .items("b"), cost: 30, isSettled: true)
        #expect(cache.find(.items("a"), as: String.self)?.value == "a")
        cache.keep("c", for: .items("c"), cost: 30, isSettled: true)
        #expect(cache.find(.items("b"), as: String.self) == nil)
        #expect(cache.find(.items("a"), as: String.self)?.value == "a")
        #expect(cache.cost == 90)
        cache.keep("huge", for: .items("d"), cost: 101, isSettled: true)
        #expect(cache.find(.items("d"), as: String.self) == nil)
    }
}

extension EffectTests.Bench {
    fileprivate var sessionWithMessages: SessionID? {
        var session: SessionID?
        platform.edit { state in session = state.messages.first { !$0.value.isEmpty }?.key }
        return session
    }
}
