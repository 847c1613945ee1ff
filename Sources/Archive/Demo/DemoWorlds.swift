import Platform
import Synchronization
import Wire

/// The demo's worlds: manifests, jobs of the past, and jobs that are created and run on the clock.
final class DemoWorlds: Sendable {
    let seed: UInt64
    private let epoch: Timestamp
    private let jobs: Mutex<[DemoWorldJob]>

    init(seed: UInt64, epoch: Timestamp) {
        self.seed = seed
        self.epoch = epoch
        let manifests = Self.manifests(seed: seed, epoch: epoch)
        jobs = Mutex(
            Self.history.enumerated().map { number, past in
                var request = WorldTrajectoryRequest(manifestID: manifests[past.manifest].id)
                request.goal = past.goal
                request.count = past.count
                request.strategy = past.strategy
                request.seed = 42 + number
                var job = DemoWorldJob(
                    id: WorldJobID(StableHash("demo-world-job", String(seed), String(number)).uuid), request: request,
                    created: epoch + -past.hoursAgo * 3600, working: past.seconds)
                job.createdBy = DemoCatalogue.users[number % DemoCatalogue.users.count]
                if past.isCancelled { job.cancelRequested = job.created + past.seconds / 2 }
                return job
            })
    }

    private struct Past {
        var manifest: Int
        var goal: String
        var count: Int
        var strategy: String
        var hoursAgo: Double
        var seconds: Double
        var isCancelled = false
    }

    private static let history = [
        Past(manifest: 0, goal: "Domain Admins", count: 10, strategy: "smart-random", hoursAgo: 3, seconds: 184),
        Past(manifest: 1, goal: "Domain Admins", count: 1, strategy: "greedy", hoursAgo: 9, seconds: 41),
        Past(
            manifest: 1, goal: "read the finance share", count: 25, strategy: "recon-first", hoursAgo: 28, seconds: 610),
        Past(
            manifest: 2, goal: "fail over the backup controller", count: 4, strategy: "random", hoursAgo: 31,
            seconds: 90),
        Past(
            manifest: 2, goal: "Enterprise Admins", count: 50, strategy: "random", hoursAgo: 55, seconds: 2400,
            isCancelled: true),
        Past(manifest: 0, goal: "svc_backup credentials", count: 3, strategy: "greedy", hoursAgo: 120, seconds: 73),
    ]

    static func manifests(seed: UInt64, epoch: Timestamp) -> [WorldManifest] {
        let table: [(name: String, preset: String, hosts: Int, users: Int, status: JobStatus)] = [
            ("corp-forest-small", "small", 14, 60, .completed), ("hybrid-tenant-medium", "medium", 82, 430, .completed),
            ("bank-enterprise", "enterprise", 1_240, 9_800, .completed),
            ("factory-floor", "large", 310, 1_500, .running),
        ]
        return table.enumerated().map { number, row in
            let id = StableHash("demo-manifest", String(seed), row.name).uuid
            var manifest = WorldManifest(id: WorldManifestID(id), name: row.name, status: row.status)
            manifest.createdAt = epoch + Double(-200 - 24 * number) * 3600
            manifest.raw = [
                "preset": .string(row.preset), "seed": .int(7 + number), "num_hosts": .int(row.hosts),
                "num_users": .int(row.users), "domains": .array([.string(row.name.prefix { $0 != "-" } + ".local")]),
                "project_id": .string(StableHash("demo-project").uuid),
            ]
            return manifest
        }
    }

    var manifests: [WorldManifest] { Self.manifests(seed: seed, epoch: epoch) }

    /// All jobs, the newest first.
    var all: [DemoWorldJob] { jobs.withLock { $0 }.sorted { ($1.created, $0.id) < ($0.created, $1.id) } }

    func job(_ id: WorldJobID) -> DemoWorldJob? {
        let matches = all.filter { $0.id == id || (id.text.count >= 4 && $0.id.text.hasPrefix(id.text)) }
        return matches.count == 1 ? matches.first : nil
    }

    /// Puts a job into the queue. Throws the platform's answer to what it would refuse.
    func create(_ request: WorldTrajectoryRequest, at now: Timestamp) throws(PlatformError) -> DemoWorldJob {
        var problems = request.problems
        let manifest = manifests.first { $0.id == request.manifestID }
        if problems.isEmpty, manifest?.status != .completed {
            let message = manifest == nil ? "no such manifest" : "the manifest is not completed"
            problems = [FieldProblem(path: ["body", "manifest_id"], message: message, type: "value_error")]
        }
        problems += Self.mismatches(request, manifest)
        guard problems.isEmpty else {
            throw PlatformError(
                .status(422), detail: "Validation error", type: "validation_error", fields: problems)
        }
        return jobs.withLock { jobs in
            let id = StableHash("demo-world-job", String(seed), String(jobs.count), request.json.serialized()).uuid
            let job = DemoWorldJob(id: WorldJobID(id), request: request, created: now, working: 6)
            jobs.append(job)
            return job
        }
    }

    /// What only the platform can know to be wrong: a project that is not the manifest's, ids that are none.
    private static func mismatches(_ request: WorldTrajectoryRequest, _ manifest: WorldManifest?) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        if let project = request.projectID, let own = manifest?.raw["project_id"]?.string, project != own {
            problems.append(
                FieldProblem(path: ["body", "project_id"], message: "is not the manifest's", type: "value_error"))
        }
        if let runtime = request.runtimeID, !isUUID(runtime) {
            problems.append(FieldProblem(path: ["body", "runtime_id"], message: "is no UUID", type: "uuid_parsing"))
        }
        return problems
    }

    private static func isUUID(_ text: String) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12]
            && text.allSatisfy { $0.isHexDigit || $0 == "-" }
    }

    func cancel(_ id: WorldJobID, at now: Timestamp) throws(PlatformError) -> DemoWorldJob {
        try jobs.withLock { (jobs) throws(PlatformError) in
            guard let at = jobs.firstIndex(where: { $0.id == id }) else {
                throw PlatformError.notFound("world job \(id)")
            }
            guard !jobs[at].status(at: now).isTerminal else {
                throw PlatformError(.status(409), detail: "the job has already ended", type: "conflict_error")
            }
            jobs[at].cancelRequested = jobs[at].cancelRequested ?? now
            return jobs[at]
        }
    }

    /// The trajectories of all jobs that have made theirs, the newest job's first.
    func trajectories(at now: Timestamp) -> [DemoWorldTrajectory] {
        all.filter { $0.status(at: now) == .completed }.flatMap { job in
            (0..<job.request.count).map { DemoWorldTrajectory(seed: seed, job: job, index: $0) }
        }
    }

    func trajectory(_ id: WorldTrajectoryID, at now: Timestamp) throws(PlatformError) -> DemoWorldTrajectory {
        let matches = trajectories(at: now).filter {
            $0.id == id || (id.text.count >= 4 && $0.id.text.hasPrefix(id.text))
        }
        guard let only = matches.first, matches.count == 1 else {
            throw PlatformError.notFound("world trajectory \(id)")
        }
        return only
    }

    /// The document of a trajectory, by the session that it is reached by.
    func trajectory(of session: SessionID, at now: Timestamp) -> DemoWorldTrajectory? {
        trajectories(at: now).first { $0.session == session }
    }
}
