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

    var started: Timestamp { created + Self.queued }
    private var fails: Bool { request.goal.lowercased().contains("fail") }

    /// When the job ends if nobody cancels it.
    var ending: Timestamp { started + working * (fails ? Self.failing : 1) }

    /// When a request to cancel takes effect; nil where there is none, or where it comes too late.
    var cancelled: Timestamp? {
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
}
