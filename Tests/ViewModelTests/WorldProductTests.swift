import Platform
import Shell
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Effects

@Suite("What a worlds job made")
struct WorldProductTests {
    private func job(_ result: JSONValue?, type: String? = nil, resource: String? = nil) -> WorldJob {
        var job = WorldJob(id: "j", kind: "trajectory_generation", status: .completed)
        job.result = result
        job.resourceType = type
        job.resourceID = resource
        return job
    }

    @Test("Ids are found by what the members are called, or in the resource")
    func ids() {
        #expect(WorldProduct(of: job(["trajectory_ids": ["a", "b"]])).ids == ["a", "b"])
        #expect(WorldProduct(of: job(["trajectory_id": "a", "manifest_id": "m"])).manifest == "m")
        #expect(WorldProduct(of: job(nil, type: "trajectory", resource: "t")).ids == ["t"])
        #expect(WorldProduct(of: job(nil, type: "trajectory_batch", resource: "t")).ids.isEmpty)
        #expect(WorldProduct(of: job(["count": 9])).count == 9)
        #expect(WorldProduct(of: job(["trajectory_ids": 3])).ids.isEmpty)
    }

    private func found(_ job: WorldJob, _ all: [WorldTrajectory]) async throws -> ([WorldTrajectory], [String]) {
        let platform = FakePlatform()
        platform.edit { $0.worldTrajectories = all }
        let last = Mutex<[WorldTrajectory]>([])
        try await CachedPlatform(platform: platform, cache: ResponseCache(budget: 1_000_000)).worldTrajectories(of: job)
        {
            if case .worldTrajectories(let found, _) = $0 { last.withLock { $0 = found } }
        }
        return (last.withLock { $0 }, platform.calls)
    }

    private func trajectories(_ count: Int, of job: WorldJobID) -> [WorldTrajectory] {
        (0..<count).map {
            var trajectory = WorldTrajectory(id: WorldTrajectoryID("\(job)-\($0)"), manifestID: "m")
            trajectory.sourceJobID = job
            return trajectory
        }
    }

    @Test("A single trajectory is asked for by its id")
    func single() async throws {
        let (found, calls) = try await found(
            job(nil, type: "trajectory", resource: "j-0"), trajectories(1, of: "j") + trajectories(50, of: "k"))
        #expect(found.map(\.id) == ["j-0"])
        #expect(calls == ["worldTrajectory j-0"])
    }

    @Test("Of a batch the pages are looked through until all are found")
    func batch() async throws {
        let all = trajectories(150, of: "k") + trajectories(30, of: "j") + trajectories(400, of: "l")
        let (found, calls) = try await found(job(["count": 30]), all)
        #expect(found.count == 30)
        #expect(calls == ["worldTrajectories 1", "worldTrajectories 2"])
    }
}
