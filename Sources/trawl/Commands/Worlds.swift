import ArgumentParser
import Platform
import Wire

/// `trawl worlds`: jobs that make trajectories through generated networks.
struct Worlds: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create and follow worlds jobs.",
        subcommands: [
            WorldsCreate.self, WorldsJobs.self, WorldsJob.self, WorldsCancel.self, WorldsManifests.self,
            WorldsTrajectories.self,
        ])
}

/// `trawl worlds create`: a new trajectory job (Platform.docc/Worlds).
struct WorldsCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Create a trajectory job.",
        discussion: "With --wait, prints the job as it goes on; exit status 1 when it does not complete.")

    @Option(help: ArgumentHelp("A completed manifest.", valueName: "id")) var manifest: String
    @Option(help: "What the trajectories are after; else Domain Admins.") var goal: String?
    @Option(help: "Trajectories to make, 1 to 100; else 1.") var count: Int?
    @Option(help: "\(WorldTrajectoryRequest.strategies.joined(separator: ", ")); else the first.") var strategy: String?
    @Option(name: .customLong("max-steps"), help: "Steps of one trajectory, 1 to 1000; else 100.") var maxSteps: Int?
    @Option(help: "Seed of the generator; else 42.") var seed: Int?
    @Option(help: "Threads, 1 to 16; else 1.") var threads: Int?
    @Flag(name: .customLong("only-successful"), help: "Keep only those that reach the goal.") var onlySuccessful = false
    @Option(
        help: "\(WorldTrajectoryRequest.modes.joined(separator: ", ")); agent needs --runtime-id and --capability-name."
    )
    var mode: String?
    @Option(help: "A name for the job.") var name: String?
    @Option(name: .customLong("project-id"), help: ArgumentHelp("Else the manifest's.", valueName: "id"))
    var projectID: String?
    @Option(name: .customLong("runtime-id"), help: ArgumentHelp("For mode agent.", valueName: "id")) var runtimeID:
        String?
    @Option(name: .customLong("capability-name"), help: "For mode agent.") var capabilityName: String?
    @Option(name: .customLong("agent-name"), help: "For mode agent.") var agentName: String?
    @Option(name: .customLong("agent-model"), help: "For mode agent.") var agentModel: String?
    @Option(
        name: .customLong("agent-policy"),
        help: ArgumentHelp("For mode agent: a policy snapshot; else the server's own.", valueName: "json"))
    var agentPolicy: String?

    @Flag(help: "Follow the job to its end.") var wait = false
    @Flag(name: .customLong("dry-run"), help: "Print the request instead of sending it.") var dryRun = false

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    /// The request; what is not said takes the platform's defaults.
    var request: WorldTrajectoryRequest {
        var request = WorldTrajectoryRequest(manifestID: WorldManifestID(manifest))
        request.goal = goal ?? request.goal
        request.count = count ?? request.count
        request.strategy = strategy ?? request.strategy
        request.maxSteps = maxSteps ?? request.maxSteps
        request.seed = seed ?? request.seed
        request.threads = threads ?? request.threads
        request.onlySuccessful = onlySuccessful
        request.mode = mode ?? request.mode
        request.name = name
        request.projectID = projectID
        request.runtimeID = runtimeID
        request.capabilityName = capabilityName
        request.agentName = agentName
        request.agentModel = agentModel
        request.setPolicy(agentPolicy)
        return request
    }

    func validate() throws {
        let problems = request.problems
        guard !problems.isEmpty else { return }
        throw ValidationError(
            problems.map { "--\($0.name.replacing("_", with: "-")) \($0.message)" }.joined(separator: "\n"))
    }

    func run() throws {
        let out = output.open()
        defer { out.flush() }
        if dryRun { return out.json(request.json) }
        let platform = try platform.openForScript(out)
        let request = request
        try WorldJobFollower(platform: platform, out: out, isJSON: json.json).run(toItsEnd: wait) {
            try await platform.createWorldTrajectories(request)
        }
    }
}

/// Prints a job as it goes on.
struct WorldJobFollower: Sendable {
    let platform: any Platform
    let out: Output
    let isJSON: Bool

    /// Prints a job, and where that is wanted goes on until it has ended: the status says then whether it completed.
    func run(toItsEnd: Bool = false, _ first: @escaping @Sendable () async throws -> WorldJob) throws {
        let last = try runBlocking {
            let job = try await first()
            report(job)
            return toItsEnd ? try await follow(job) : job
        }
        if toItsEnd, last.status != .completed { throw ShellStatus.negative }
    }

    private func report(_ job: WorldJob) {
        if isJSON {
            out.json(Rows.json(job))
        } else {
            let progress = job.progress.map { "  " + CellFormat.percent($0.share(of: 1)) } ?? ""
            let error = job.error.map { "  " + $0 } ?? ""
            out.line("\(job.id.text)  \(job.status.rawValue)\(progress)\(error)")
        }
        out.flush()
    }

    /// Asks twice a second at first, later every five seconds, and reports what changed, until the job ends.
    private func follow(_ created: WorldJob) async throws -> WorldJob {
        var job = created
        var wait = 0.5
        while !job.status.isTerminal {
            try await Task.sleep(for: .seconds(wait))
            wait = min(wait * 1.3, 5)
            let next = try await platform.worldJob(job.id)
            if next.status != job.status || next.progress != job.progress { report(next) }
            job = next
        }
        return job
    }
}

/// `trawl worlds jobs`.
struct WorldsJobs: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "jobs", abstract: "List jobs.")

    @Option(help: "Only this status.") var status: String?
    @Option(help: "manifest_generation or trajectory_generation.") var kind: String?
    @Option(help: "At most this many.") var limit: Int?
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let (status, kind) = (status.map(JobStatus.init(rawValue:)), kind)
        let (jobs, _) = try Pages.all(limit: limit, of: platform.scope, to: out) { number in
            var query = WorldQuery(page: number, pageSize: 100)
            (query.status, query.kind) = (status, kind)
            return try await platform.worldJobs(query)
        }
        out.list(
            jobs, asJSON: json.json, { Rows.json($0) },
            [
                .text("id"), .text("kind"), .status, .number("done"), .number("took"), .text("by"),
                .text("created (\(Timestamp.zone))"), .flexible("error"),
            ]
        ) { Rows.cells($0, id: out.id($0.id), now: platform.clock) }
    }
}

/// `trawl worlds job`.
struct WorldsJob: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "job", abstract: "Show, or follow, one job.")

    @Argument(help: ArgumentHelp("The job.", valueName: "id")) var id: String
    @Flag(help: "Follow the job to its end.") var wait = false
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let id = WorldJobID(id)
        try WorldJobFollower(platform: platform, out: out, isJSON: json.json).run(toItsEnd: wait) {
            try await platform.worldJob(id)
        }
    }
}

/// `trawl worlds cancel`.
struct WorldsCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel a job: a running one stops at its next safe point.")

    @Argument(help: ArgumentHelp("The job.", valueName: "id")) var id: String
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let id = WorldJobID(id)
        try WorldJobFollower(platform: platform, out: out, isJSON: json.json).run {
            try await platform.cancelWorldJob(id)
        }
    }
}

/// `trawl worlds manifests`.
struct WorldsManifests: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "manifests", abstract: "List manifests.")

    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let (manifests, _) = try Pages.all(limit: nil, of: platform.scope, to: out) { number in
            try await platform.worldManifests(WorldQuery(page: number, pageSize: 100))
        }
        // The whole id: worlds create wants it.
        out.list(
            manifests, asJSON: json.json, { Rows.json($0) },
            [.text("id"), .status, .flexible("name"), .text("created (\(Timestamp.zone))")]
        ) { [$0.id.text, $0.status.rawValue, $0.name, $0.createdAt?.minute ?? ""] }
    }
}

/// `trawl worlds trajectories`: what the jobs made.
struct WorldsTrajectories: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "trajectories", abstract: "List trajectories.")

    @Option(help: ArgumentHelp("Only those through this manifest.", valueName: "id")) var manifest: String?
    @Option(help: "At most this many.") var limit: Int?
    @OptionGroup var json: JSONOption
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let out = output.open()
        let platform = try platform.openForScript(out)
        let manifest = manifest.map { WorldManifestID($0) }
        let (found, _) = try Pages.all(limit: limit, of: platform.scope, to: out) { number in
            try await platform.worldTrajectories(WorldQuery(page: number, pageSize: 100, manifestID: manifest))
        }
        out.list(
            found, asJSON: json.json, { Rows.json($0) },
            [
                .text("id"), .flexible("goal"), .text("strategy"), .text("success"), .number("steps"),
                .flexible("ended"), .text("created (\(Timestamp.zone))"),
            ]
        ) { trajectory in
            [
                out.id(trajectory.id), trajectory.goal ?? "", trajectory.strategy ?? "",
                trajectory.success.map(String.init) ?? "", trajectory.stepCount.description,
                trajectory.terminationReason ?? "", trajectory.createdAt?.minute ?? "",
            ]
        }
    }
}
