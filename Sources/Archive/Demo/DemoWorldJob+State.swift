import Platform
import Wire

extension DemoWorldJob {
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
