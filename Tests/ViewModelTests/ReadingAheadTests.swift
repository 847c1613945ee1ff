import App
import Panes
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Effects
@testable import Reader
@testable import Shell

@Suite("Reading ahead, and a server that goes away")
struct ReadingAheadTests {
    private static let remote = PlatformScope(
        server: "http://trawl.test", organization: "org", workspace: "ws", capabilities: .hasWebPages)

    private func opened(_ scope: PlatformScope = remote, status: JobStatus = .completed) -> StateDriver {
        let items = (0..<10).map { Sample.item($0, status: .failed) }
        let document = Sample.document(steps: 3)
        var driver = StateDriver(
            scope: scope, answers: Sample.workspace(items: items, status: status, document: document))
        driver.press("<enter>")
        return driver
    }

    private func sessions(_ driver: StateDriver) -> [String] {
        driver.asked(in: .prefetch).compactMap { work in
            if case .prefetch(let request) = work { request.session.text } else { nil }
        }
    }

    @Test("The selected item and the next ones are read ahead once the selection rests, and not before")
    func list() {
        var driver = opened()
        #expect(driver.works(in: .rest) == [.wait(0.5)])
        #expect(sessions(driver).isEmpty)
        driver.press("jj")
        driver.answer(.rest, .due)
        // One at a time.
        #expect(sessions(driver) == ["session-2"])
        // A key that moves nothing asks for nothing.
        driver.press("k")
        driver.press("j")
        driver.answer(.prefetch, .due)
        driver.answer(.prefetch, .due)
        driver.answer(.prefetch, .due)
        #expect(sessions(driver) == ["session-2", "session-3", "session-4"])
    }

    @Test("What cannot be read ahead ends it, and says nothing")
    func failing() {
        var driver = opened()
        driver.answer(.rest, .due)
        driver.answer(.prefetch, .failed(PlatformError(.unreachable)))
        #expect(sessions(driver) == ["session-0"])
        #expect(driver.state.ageWhileAway == nil)
        #expect(driver.state.message == nil)
    }

    @Test("The selection moves on: what is being read goes on where it is still wanted, and is stopped where it is not")
    func moving() {
        var driver = opened()
        driver.answer(.rest, .due)
        driver.answer(.prefetch, .due)
        driver.press("j")
        driver.answer(.rest, .due)
        #expect(sessions(driver) == ["session-0", "session-1"])
        driver.answer(.prefetch, .due)
        driver.press("jjjjj")
        driver.answer(.rest, .due)
        #expect(sessions(driver) == ["session-0", "session-1", "session-2", "session-6"])
        #expect(!driver.works(in: .prefetch).contains(.cancel))
    }

    @Test("While a trajectory is read, those after it are read ahead; what is asked for stops what nobody asked for")
    func reading() {
        var driver = opened()
        driver.press("<enter>")
        driver.answer(.rest, .due)
        #expect(sessions(driver) == ["session-1"])
        driver.press("LL")
        #expect(driver.works(in: .prefetch).last == .cancel)
    }

    @Test("What is being read ahead is left alone by who opens it, and stopped with it")
    func opening() {
        var driver = opened()
        driver.answers = { _ in [] }
        driver.answer(.rest, .due)
        driver.press("<enter>")
        #expect(sessions(driver) == ["session-0"])
        #expect(driver.works(in: .prefetch).count == 1)
        // Those after it are not read while it is.
        driver.answer(.prefetch, .due)
        #expect(driver.works(in: .prefetch).count == 1)

        var other = opened()
        other.answers = { _ in [] }
        other.answer(.rest, .due)
        other.press("<enter><esc>")
        #expect(other.works(in: .prefetch).last == .cancel)
        #expect(other.works(in: .trajectory).last == .cancel)
    }

    @Test("What is on this disk is not read ahead")
    func local() {
        var driver = opened(PlatformScope(server: "archive", organization: "o", workspace: "w", capabilities: .files))
        driver.press("jj")
        #expect(driver.works(in: .rest).isEmpty)
    }

    @Test("No request for what is kept; what failed is asked for again")
    func budget() async throws {
        let platform = FakePlatform.sample()
        let document = Sample.document(steps: 2)
        let bytes: [UInt8] = document.store.withBytes { Array($0) }
        let names = ["s1", "s2", "s3"]
        platform.edit { state in
            for name in names where name != "s3" { state.documents[SessionID(name)] = [.atif: bytes] }
        }
        let reads = CachedPlatform(platform: platform, cache: ResponseCache())
        let requests = names.map {
            TrajectoryRequest(evaluation: "e1", item: "i", session: SessionID($0), isSettled: true)
        }
        for _ in 0..<2 {
            for request in requests.prefix(2) { try await reads.prefetch(request) }
            await #expect(throws: PlatformError.self) { try await reads.prefetch(requests[2]) }
        }
        #expect(
            platform.calls == ["trajectory s1 atif", "trajectory s2 atif", "trajectory s3 atif", "trajectory s3 atif"])
    }

    @Test("Who opens what is being read ahead joins it: one request, and the document while it comes")
    func joining() async throws {
        let platform = FakePlatform.sample()
        let bytes: [UInt8] = Sample.document(steps: 2).store.withBytes { Array($0) }
        let (arrivals, arrived) = AsyncStream.makeStream(of: String.self)
        let (permits, permit) = AsyncStream.makeStream(of: Void.self)
        platform.edit { state in
            state.documents["s1"] = [.atif: bytes]
            state.gate = { call in
                guard call == "trajectory" else { return }
                arrived.yield(call)
                for await _ in permits { break }
            }
        }
        let reads = CachedPlatform(platform: platform, cache: ResponseCache())
        let request = TrajectoryRequest(evaluation: "e1", item: "i", session: "s1", isSettled: true)
        let ahead = Task { try await reads.prefetch(request) }
        for await _ in arrivals { break }
        let answers = Recorder<EffectResult>()
        let opened = Task { try await reads.document(request) { answers.append($0) } }
        while await reads.flights.waiting(for: CachedPlatform.key(of: request)) < 2 { await Task.yield() }
        permit.yield()
        try await opened.value
        try await ahead.value
        // Who comes later finds it kept.
        try await reads.prefetch(request)
        try await reads.document(request) { _ in }
        #expect(platform.calls.count { $0.hasPrefix("trajectory") } == 1)
        let documents = answers.values.compactMap { answer in
            if case .document(let document, _) = answer { document.stepCount } else { nil }
        }
        #expect(documents == [2])
    }

    @Test("What was read stays readable while the server is away, and says how old it is")
    func away() async throws {
        let platform = FakePlatform.sample()
        let bytes: [UInt8] = Sample.document(steps: 2).store.withBytes { Array($0) }
        platform.edit { $0.documents["s1"] = [.atif: bytes] }
        let time = Recorder<Timestamp>()
        time.append(Timestamp(seconds: 100))
        let cache = ResponseCache(clock: { time.values.last ?? Timestamp(seconds: 0) })
        let reads = CachedPlatform(platform: platform, cache: cache)
        let request = TrajectoryRequest(evaluation: "e1", item: "i", session: "s1", isSettled: false)
        try await reads.document(request) { _ in }
        platform.edit { $0.failures["trajectory"] = PlatformError(.unreachable) }
        time.append(Timestamp(seconds: 190))
        let answers = Recorder<EffectResult>()
        try await reads.document(request) { answers.append($0) }
        guard case .age(let age, .some) = answers.values.first, case .document(let document, _) = answers.values.last
        else {
            throw CancellationError()
        }
        #expect(age == 90)
        #expect(document.stepCount == 2)
        // A refusal is no absence.
        platform.edit { $0.failures["trajectory"] = PlatformError(.status(403)) }
        await #expect(throws: PlatformError.self) { try await reads.document(request) { _ in } }
    }

    @Test("The status line tells the age of what is shown until the server answers again")
    func age() {
        var driver = opened(status: .running)
        #expect(driver.state.ageWhileAway == nil)
        driver.answers = { _ in [] }
        driver.press("r")
        driver.answer(.items, .failed(PlatformError(.unreachable)))
        driver.send(.clock(StateDriver.start + 42))
        #expect(driver.state.ageWhileAway == 42)
        #expect(driver.state.items?.rows.count == 10)
        driver.press("r")
        driver.answer(.items, .items([Sample.item(0)], isFirst: true, isLast: true, .fresh))
        #expect(driver.state.ageWhileAway == nil)
    }

    // MARK: Following

    @Test("The end of what is followed is told once, as it was asked for")
    func alert() {
        var driver = opened(status: .running)
        driver.configure { $0.alert = .both }
        driver.answer(.item, .evaluation(Sample.evaluation(1, status: .running)))
        #expect(driver.terminal.isEmpty)
        driver.press("r")
        driver.answer(.item, .evaluation(Sample.evaluation(1)))
        #expect(driver.terminal == [.alert("evaluation 1 has ended: completed", .both)])
        driver.press("r")
        driver.answer(.item, .evaluation(Sample.evaluation(1)))
        #expect(driver.terminal.count == 1)
    }

    @Test("The next look is 5 s later, further off while nothing changes, and as late as the server asks")
    func backOff() {
        var driver = opened(status: .running)
        func wait(_ driver: StateDriver) -> Double? {
            if case .wait(let seconds)? = driver.works(in: .followItems).last { seconds } else { nil }
        }
        func look() {
            driver.answer(.followItems, .due)
            driver.answer(.followItems, .evaluation(Sample.evaluation(1, status: .running)))
        }
        #expect(wait(driver) == 5)
        look()
        #expect(wait(driver) == 10)
        look()
        #expect(wait(driver) == 20)
        driver.answers = { _ in [] }
        look()
        driver.answer(.items, .failed(PlatformError(.status(429), retryAfter: 77)))
        #expect(wait(driver) == 77)
        look()
        var changed = (0..<10).map { Sample.item($0, status: .failed) }
        changed[3].status = .passed
        driver.answer(.items, .items(changed, isFirst: true, isLast: true, .fresh))
        #expect(wait(driver) == 5)
        #expect(driver.state.items?.justEnded == ["item-3"])
    }
}
