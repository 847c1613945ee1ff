import Platform
import Wire

/// A job that makes trajectories, as a function of time: one second in the queue, some seconds of work with progress,
/// then completed; failed where the goal says "fail"; cancelled at the first safe point after somebody asked.
struct DemoWorldJob: Sendable {
    /// Where all of it is, by the ids that jobs and trajectories tell.
    static let place: [(String, JSONValue)] = [
        ("organization_id", .string(StableHash("demo-organization").uuid)),
        ("workspace_id", .string(StableHash("demo-workspace").uuid)),
    ]

    let id: WorldJobID
    let request: WorldTrajectoryRequest
    let created: Timestamp
    /// Seconds of work.
    let working: Double
    var createdBy = "demo"
    var cancelRequested: Timestamp?

    /// Seconds in the queue.
    private static let queued = 1.0
    /// A worker looks once a second whether it shall stop.
    private static let safePoint = 1.0
    /// How far a job gets that fails.
    private static let failing = 0.6

    private var started: Timestamp { created + Self.queued }
    private var fails: Bool { request.goal.lowercased().contains("fail") }

    /// When the job ends if nobody cancels it.
    private var ending: Timestamp { started + working * (fails ? Self.failing : 1) }

    /// When a request to cancel takes effect; nil where there is none, or where it comes too late.
    private var cancelled: Timestamp? {
        guard let asked = cancelRequested else { return nil }
        if asked < started { return asked }
        let point = started + ((asked - started) / Self.safePoint).rounded(.up) * Self.safePoint
        return point < ending ? point : nil
    }

    func status(at now: Timestamp) -> JobStatus {
        if let cancelled, cancelled <= now { return .cancelled }
        if now < started { return .queued }
        if now < ending { return .running }
        return fails ? .failed : .completed
    }

    func json(at now: Timestamp, seed: UInt64) -> WorldJob {
        let status = status(at: now)
        let end = status == .cancelled ? cancelled : ending
        var job = WorldJob(id: id, kind: "trajectory_generation", status: status)
        job.createdAt = created
        job.startedAt = status == .queued || (end.map { $0 < started } ?? false) ? nil : started
        job.completedAt = status.isTerminal ? end : nil
        job.cancelRequestedAt = cancelRequested
        job.createdBy = createdBy
        job.progress = status == .completed ? 1 : Quantity(min(max(min(now, end ?? now) - started, 0) / working, 1))
        job.error = status == .failed ? "planner gave up: no path to goal \"\(request.goal)\"" : nil
        job.projectID = request.projectID ?? StableHash("demo-project").uuid
        job.resourceType = request.count == 1 ? "trajectory" : "trajectory_batch"
        job.raw = .object(JSONObject(Self.place + [("request", request.json)]))
        if status == .completed { produce(&job, seed: seed) }
        return job
    }

    private func produce(_ job: inout WorldJob, seed: UInt64) {
        let made = (0..<request.count).map { DemoWorldTrajectory(seed: seed, job: self, index: $0) }
        job.resourceID = request.count == 1 ? made.first?.id.text : StableHash("batch", id.text).uuid
        job.result = [
            "trajectory_ids": .array(made.map { .string($0.id.text) }), "count": .int(made.count),
            "successful": .int(made.count { $0.isSuccess }),
        ]
    }
}
