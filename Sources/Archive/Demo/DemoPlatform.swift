package import Platform
import Synchronization
package import Wire

/// A workspace made by a seeded generator: no network, no account, no file. The same seed gives the same evaluations,
/// items and transcripts; one run is in progress and moves as the clock does.
///
/// Every answer is a function of the seed, of what was asked for since the start (cancel, retry, world jobs) and of the
/// moment; there are no timers.
package final class DemoPlatform: Platform {
    package let scope = PlatformScope(server: "demo", organization: "demo", workspace: "main")
    let seed: UInt64
    let now: @Sendable () -> Timestamp
    let runs: Mutex<[DemoRun]>
    let worlds: DemoWorlds
    let searches = DemoSearches()
    private let directory = Mutex<DemoDirectory?>(nil)

    /// Dates of runs that have ended count back from here, so that they are the same whenever the demo is started.
    package static let epoch = Timestamp(seconds: 1_795_165_200)

    /// A workspace that begins at the moment `now` tells when it is made.
    package init(seed: UInt64 = 20_260_415, now: @escaping @Sendable () -> Timestamp = { .now }) {
        self.seed = seed
        self.now = now
        let start = now()
        runs = Mutex(
            DemoCatalogue.specs.indices.map { DemoRun(seed: seed, number: $0, epoch: Self.epoch, start: start) })
        worlds = DemoWorlds(seed: seed, epoch: Self.epoch)
    }

    package func user() async throws -> JSONValue {
        [
            "id": .string(StableHash("demo-user").uuid), "username": "demo", "email_address": "demo@example.invalid",
            "full_name": "Demo User",
        ]
    }

    package func organizations() async throws -> [Place] {
        [Place(id: StableHash("demo-organization").uuid, key: "demo", name: "Demo", isDefault: true)]
    }

    package func workspaces(of organization: String) async throws -> [Place] {
        guard organization == "demo" else { throw PlatformError.notFound("organization \(organization)") }
        return [Place(id: StableHash("demo-workspace").uuid, key: "main", name: "Main", isDefault: true)]
    }

    package func evaluations(_ query: EvaluationQuery) async throws -> Page<Evaluation> {
        let now = now()
        let all = runs.withLock { $0.map { $0.evaluation(at: now) } }
        let matching = all.filter(query.holds)
        return Page(matching, page: query.page, pageSize: query.pageSize)
    }

    package func evaluation(_ id: EvaluationID) async throws -> Evaluation { try run(id).evaluation(at: now()) }

    package func items(of evaluation: EvaluationID) async throws -> ItemStream {
        let run = try run(evaluation)
        let now = now()
        return ItemStream(run.attempts.indices.map { run.item($0, at: now) })
    }

    package func item(_ id: ItemID, of evaluation: EvaluationID) async throws -> EvaluationItem {
        let run = try run(evaluation)
        return run.item(try index(of: id, in: run), at: now())
    }

    package func analytics(of evaluation: EvaluationID) async throws -> JSONValue {
        let run = try run(evaluation)
        let now = now()
        return Analytics.summary(
            of: run.evaluation(at: now), items: run.attempts.indices.lazy.map { run.item($0, at: now) })
    }

    package func cancel(_ evaluation: EvaluationID) async throws -> Evaluation {
        let now = now()
        return try change(evaluation) { (run) throws(PlatformError) in
            guard !run.jobStatus(at: now).isTerminal else {
                throw PlatformError(.status(409), detail: "the evaluation has already ended", type: "conflict_error")
            }
            run.cancel(at: now)
        }
    }

    package func retryFailed(_ evaluation: EvaluationID) async throws -> Evaluation {
        let now = now()
        let seed = seed
        return try change(evaluation) { (run) throws(PlatformError) in
            guard run.counts(at: now).counts.contains(where: { $0.key.isFailure && $0.value > 0 }) else {
                throw PlatformError(.status(409), detail: "no item has failed", type: "conflict_error")
            }
            run.retry(seed: seed, at: now)
        }
    }

    private func change(
        _ id: EvaluationID, _ body: (inout DemoRun) throws(PlatformError) -> Void
    ) throws(PlatformError) -> Evaluation {
        let number = try run(id).number
        directory.withLock { $0 = nil }
        let now = now()
        return try runs.withLock { (runs) throws(PlatformError) in
            try body(&runs[number])
            return runs[number].evaluation(at: now)
        }
    }

    // MARK: Finding

    func run(_ id: EvaluationID) throws(PlatformError) -> DemoRun {
        let matches = runs.withLock {
            $0.filter { $0.id == id || (id.text.count >= 4 && $0.id.text.hasPrefix(id.text)) }
        }
        guard let only = matches.first, matches.count == 1 else { throw PlatformError.notFound("evaluation \(id)") }
        return only
    }

    func index(of id: ItemID, in run: DemoRun) throws(PlatformError) -> Int {
        guard let place = places().items.place(of: id.text), place.run == run.number else {
            throw PlatformError.notFound("item \(id)")
        }
        return place.item
    }

    /// The run and the item of a session that has begun.
    func find(_ session: SessionID) throws(PlatformError) -> (DemoRun, Int) {
        guard let place = places().sessions.place(of: session.text) else {
            throw PlatformError.notFound("session \(session)")
        }
        let run = runs.withLock { $0[place.run] }
        guard run.steps(of: place.item, at: now()) > 0 else { throw PlatformError.notFound("session \(session)") }
        return (run, place.item)
    }

    private func places() -> DemoDirectory {
        directory.withLock { directory in
            if let directory { return directory }
            let made = DemoDirectory(runs.withLock { $0 })
            directory = made
            return made
        }
    }
}

/// Where each id of the demo leads. Made when first asked for, and again after a retry has made new sessions.
struct DemoDirectory: Sendable {
    struct Place: Sendable {
        var run: Int
        var item: Int
    }

    struct Table: Sendable {
        var places: [String: Place] = [:]

        /// By the whole id or a unique prefix of at least four characters.
        func place(of id: String) -> Place? {
            if let exact = places[id] { return exact }
            guard id.count >= 4 else { return nil }
            let matches = Array(places.lazy.filter { $0.key.hasPrefix(id) }.prefix(2))
            return matches.count == 1 ? matches[0].value : nil
        }
    }

    var items = Table()
    var sessions = Table()

    init(_ runs: [DemoRun]) {
        for run in runs {
            for index in run.attempts.indices {
                items.places[run.itemID(index).text] = Place(run: run.number, item: index)
                sessions.places[run.sessionID(index).text] = Place(run: run.number, item: index)
            }
        }
    }
}
