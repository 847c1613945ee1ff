import Archive
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@Suite("Demo worlds")
struct WorldTests {
    private let clock = ManualClock()
    private let demo: DemoPlatform

    init() { demo = DemoPlatform(seed: 7, now: clock.now) }

    private func request(_ goal: String = "Domain Admins", count: Int = 3) async throws -> WorldTrajectoryRequest {
        let manifest = try #require(try await demo.worldManifests(WorldQuery(status: .completed)).items.first)
        var request = WorldTrajectoryRequest(manifestID: manifest.id)
        request.goal = goal
        request.count = count
        return request
    }

    @Test("A job is queued, runs with progress, and makes its trajectories")
    func job() async throws {
        let created = try await demo.createWorldTrajectories(try await request())
        #expect(created.status == .queued && created.resourceType == "trajectory_batch")
        var progress: Quantity = -1
        var seen: [JobStatus] = []
        for _ in 0..<20 {
            let job = try await demo.worldJob(created.id)
            #expect((job.progress ?? 0) >= progress)
            progress = job.progress ?? 0
            if seen.last != job.status { seen.append(job.status) }
            clock.advance(0.5)
        }
        #expect(seen == [.queued, .running, .completed])
        let job = try await demo.worldJob(created.id)
        #expect(job.progress == 1 && job.completedAt != nil)
        let ids = try #require(job.result?["trajectory_ids"]?.array).compactMap(\.string)
        #expect(ids.count == 3)
        for id in ids { try await check(WorldTrajectoryID(id), job: job.id) }
        let listed = try await demo.worldTrajectories(WorldQuery(pageSize: 100)).items
        #expect(Set(ids).isSubset(of: Set(listed.map(\.id.text))))
    }

    private func check(_ id: WorldTrajectoryID, job: WorldJobID) async throws {
        let trajectory = try await demo.worldTrajectory(id)
        #expect(trajectory.sourceJobID == job && trajectory.success != nil && trajectory.terminationReason != nil)
        let replay = try await demo.worldReplay(id)
        #expect(replay["steps"]?.array?.count == trajectory.stepCount.int)
        let session = SessionID(try #require(replay["session_id"]?.string))
        let bytes = try await demo.trajectory(of: session, form: .atif, includeCompacted: false).collect()
        let json = try JSONParser.parse(bytes)
        #expect(json["trajectory_id"]?.string == id.text && json["worlds_summary"] != nil && json["seed"]?.int != nil)
        let document = TrajectoryDocument.read(bytes, name: "world")
        #expect(document.format == .atif && document.stepCount == trajectory.stepCount.int + 1)
        #expect(TrajectoryDocument.read(replay.bytes, name: "replay").stepCount == trajectory.stepCount.int)
    }

    @Test("A goal that says so fails")
    func failure() async throws {
        let job = try await demo.createWorldTrajectories(try await request("fail please"))
        clock.advance(30)
        let end = try await demo.worldJob(job.id)
        #expect(end.status == .failed && end.error?.contains("fail please") == true && (end.progress ?? 1) < 1)
    }

    @Test("Cancelling takes effect at once in the queue and at a safe point afterwards, never after the end")
    func cancel() async throws {
        let queued = try await demo.createWorldTrajectories(try await request())
        clock.advance(0.4)
        #expect(try await demo.cancelWorldJob(queued.id).status == .cancelled)
        let running = try await demo.createWorldTrajectories(try await request())
        clock.advance(2.3)
        let asked = try await demo.cancelWorldJob(running.id)
        #expect(asked.status == .running && asked.cancelRequestedAt != nil)
        clock.advance(1)
        #expect(try await demo.worldJob(running.id).status == .cancelled)
        let done = try await demo.createWorldTrajectories(try await request())
        clock.advance(60)
        await #expect(throws: PlatformError.self) { try await demo.cancelWorldJob(done.id) }
        #expect(try await demo.worldJob(done.id).status == .completed)
    }

    @Test("What the platform would refuse is refused by field")
    func refused() async throws {
        var bad = try await request()
        bad.count = 1000
        bad.mode = "agent"
        let error = await #expect(throws: PlatformError.self) { try await demo.createWorldTrajectories(bad) }
        #expect(error?.status == 422)
        #expect(Set((error?.fields ?? []).compactMap(\.path.last)) == ["count", "runtime_id", "capability_name"])
        let unfinished = try #require(try await demo.worldManifests(WorldQuery(status: .running)).items.first)
        let other = await #expect(throws: PlatformError.self) {
            try await demo.createWorldTrajectories(WorldTrajectoryRequest(manifestID: unfinished.id))
        }
        #expect(other?.fields.first?.path == ["body", "manifest_id"])
    }
}
