import Platform
import Shell
import Trajectory
import Wire

/// What worlds jobs made.
extension CachedPlatform {
    /// Trajectories that are looked through for those of a job, a hundred a page.
    private static let mostPages = 20

    /// Every manifest of the workspace, as far as the pages go that are read.
    func worldManifests() async throws -> Page<WorldManifest> {
        let found = try await Pager.read { try await platform.worldManifests(WorldQuery(page: $0, pageSize: 100)) }
        return Page(items: found.all, total: found.total, page: 1, pageSize: found.all.count)
    }

    /// The trajectories of a job. The list of trajectories knows nothing of jobs, so one that made a single trajectory
    /// is asked for that, and of the others the list is looked through, from the newest on, until all are found.
    func worldTrajectories(of job: WorldJob, _ answer: ResultHandler) async throws {
        let made = WorldProduct(of: job)
        let isManifest = job.kind == WorldJob.makesManifest
        if let only = made.ids.first, made.count == 1 {
            return answer(.worldTrajectories([try await platform.worldTrajectory(only)], isLast: true))
        }
        var pager = Pager<WorldTrajectory>()
        while let number = pager.next {
            let query = WorldQuery(page: number, pageSize: 100, manifestID: made.manifest)
            pager.take(try await platform.worldTrajectories(query))
            // A manifest's job is not the one that made the trajectories through it.
            let found = pager.all.filter { isManifest || $0.sourceJobID == job.id || made.ids.contains($0.id) }
            let isLast = pager.isComplete || made.count.map { found.count >= $0 } ?? false || number == Self.mostPages
            answer(.worldTrajectories(found, isLast: isLast))
            if isLast { return }
        }
    }

    /// A trajectory through a world: the document of its session where it has one, else, and where another form than
    /// ATIF is asked for, its replay.
    func replay(
        _ id: WorldTrajectoryID, _ request: TrajectoryRequest, _ answer: @escaping ResultHandler
    ) async throws -> CachedPlatform.KeptDocument {
        if !request.session.text.isEmpty, request.form == .atif {
            do {
                return try await load(request, answer)
            } catch let error as PlatformError where error.status == 404 || error.kind == .unsupported {
                // The session is gone; the replay is not.
            }
        }
        let value = try await platform.worldReplay(id)
        let document = TrajectoryDocument.read(value.bytes, name: id.text)
        answer(.document(document, .replay))
        return KeptDocument(document: document, origin: .replay)
    }
}

/// What a job says of what it made. Its `result` is a free object (Platform.docc/Worlds), so ids are looked for by
/// what the members are called.
struct WorldProduct: Hashable, Sendable {
    var ids: [WorldTrajectoryID] = []
    /// How many trajectories there are; nil where the job does not say.
    var count: Int?
    var manifest: WorldManifestID?

    init(of job: WorldJob) {
        for (key, value) in job.result?.object?.members.map({ ($0.key, $0.value) }) ?? [] {
            if key.contains("trajector"), key.contains("id") { ids += Self.texts(value).map { WorldTrajectoryID($0) } }
            if key == "manifest_id" { manifest = value.string.map { WorldManifestID($0) } }
        }
        if ids.isEmpty, job.resourceType == "trajectory", let id = job.resourceID { ids = [WorldTrajectoryID(id)] }
        if job.kind == WorldJob.makesManifest { manifest = job.resourceID.map { WorldManifestID($0) } ?? manifest }
        manifest = manifest ?? job.raw["request"]?["manifest_id"]?.string.map { WorldManifestID($0) }
        count = ids.isEmpty ? job.result?["count"]?.int : ids.count
    }

    private static func texts(_ value: JSONValue) -> [String] {
        value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
    }
}
