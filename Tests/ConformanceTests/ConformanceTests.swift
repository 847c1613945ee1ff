import Platform
import TestSupport
import Testing
import Wire

/// What every platform promises, whichever way it is reached.
struct ConformanceTests {
    /// A 404, and nothing else.
    private static func isNotFound<T>(_ body: () async throws -> T) async -> Bool {
        do {
            _ = try await body()
            return false
        } catch {
            return (error as? PlatformError)?.status == 404
        }
    }

    @Test(arguments: Subject.all)
    func knowsWhoAndWhere(subject: Subject) async throws {
        try await subject.check { platform in
            #expect(try await platform.user()["id"]?.string?.isEmpty == false)
            let organizations = try await platform.organizations().map(\.key)
            #expect(organizations.contains(platform.scope.organization))
            let workspaces = try await platform.workspaces(of: platform.scope.organization).map(\.key)
            #expect(workspaces.contains(platform.scope.workspace))
        }
    }

    @Test(arguments: Subject.all)
    func pagesCoverTheListOnce(subject: Subject) async throws {
        try await subject.check { platform in
            let all = try await platform.allEvaluations()
            #expect(!all.isEmpty)
            #expect(Set(all.map(\.id)).count == all.count)
            for evaluation in all {
                #expect(!evaluation.name.isEmpty)
                #expect(JobStatus.known.contains(evaluation.status))
            }
        }
    }

    @Test(arguments: Subject.all)
    func theStatusFilterPartitionsTheList(subject: Subject) async throws {
        try await subject.check { platform in
            let all = try await platform.allEvaluations()
            for status in Set(all.map(\.status)) {
                let page = try await platform.evaluations(EvaluationQuery(pageSize: 100, status: status))
                #expect(page.items.map(\.id) == all.filter { $0.status == status }.map(\.id))
            }
        }
    }

    @Test(arguments: Subject.all)
    func oneEvaluationIsAsInTheList(subject: Subject) async throws {
        try await subject.check { platform in
            let listed = try #require(try await platform.allEvaluations().first)
            let one = try await platform.evaluation(listed.id)
            #expect(
                [one.name, one.status.rawValue, one.id.text] == [
                    listed.name, listed.status.rawValue, listed.id.text,
                ])
            #expect(await Self.isNotFound { try await platform.evaluation("zz-unknown") })
        }
    }

    @Test(arguments: Subject.all)
    func itemsAreListedAndFoundOneByOne(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, items) = try await platform.ended()
            #expect(Set(items.map(\.id)).count == items.count)
            #expect(items.allSatisfy { $0.evaluationID == evaluation.id })
            #expect(items.map(\.position) == items.map(\.position).sorted())
            let last = try #require(items.last)
            #expect(try await platform.item(last.id, of: evaluation.id).json == last.json)
            #expect(await Self.isNotFound { try await platform.item("zz-unknown", of: evaluation.id) })
            #expect(await Self.isNotFound { try await platform.items(of: "zz-unknown").collect() })
        }
    }

    @Test(arguments: Subject.all)
    func searchFindsItemsOfTheEvaluation(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, items) = try await platform.ended()
            let ids = Set(items.map(\.id))
            let found = try await platform.searchAll(evaluation.id, for: subject.word)
            #expect(!found.hits.isEmpty)
            #expect(found.total == found.hits.count)
            #expect(found.hits.allSatisfy { ids.contains($0.itemID) })
            #expect(found.hits.allSatisfy { ["transcript", "error", "task_name"].contains($0.matchedIn) })
            #expect(found.hits.allSatisfy { ($0.matchCount > 0) == ($0.matchedIn == "transcript") })
            #expect(try await platform.search(evaluation.id, for: "  ").hits.isEmpty)
            #expect(try await platform.search(evaluation.id, for: "qzxjvunheardof").hits.isEmpty)
        }
    }

    @Test(arguments: Subject.all)
    func transcriptsArePagedBySeq(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, item, session) = try await platform.session()
            let whole = try await platform.transcript(of: session, MessageQuery(limit: 5000))
            let seqs = whole.messages.compactMap { $0["seq"]?.int }
            #expect(!seqs.isEmpty && seqs.count == whole.messages.count)
            #expect(seqs == seqs.sorted() && Set(seqs).count == seqs.count)
            #expect(!whole.hasMore)
            let first = try await platform.transcript(of: session, MessageQuery(limit: 1))
            #expect(first.messages == Array(whole.messages.prefix(1)))
            #expect(first.hasMore == (seqs.count > 1))
            let rest = try await platform.transcript(of: session, MessageQuery(afterSeq: first.lastSeq, limit: 5000))
            #expect(rest.messages == Array(whole.messages.dropFirst()))
            let ofItem = try await platform.transcript(of: item.id, in: evaluation.id)
            #expect(ofItem.messages.first == whole.messages.first)
            #expect(await Self.isNotFound { try await platform.transcript(of: "zz-unknown", MessageQuery()) })
        }
    }

    @Test(arguments: Subject.all)
    func itemsWithoutASessionHaveNoTranscript(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, items) = try await platform.ended()
            guard let item = items.first(where: { $0.sessionID == nil }) else { return }
            #expect(await Self.isNotFound { try await platform.transcript(of: item.id, in: evaluation.id) })
        }
    }

    @Test(arguments: Subject.all)
    func messagesAreFoundInTheirOrder(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, _) = try await platform.ended()
            let hits = try await platform.searchAll(evaluation.id, for: subject.word).hits
            let hit = try #require(hits.first { $0.matchCount > 0 })
            let session = try #require(hit.sessionID)
            let found = try await platform.messages(in: session, matching: subject.word, MessageQuery(limit: 200))
            let seqs = found.hits.map(\.seq)
            #expect(!seqs.isEmpty && seqs == seqs.sorted())
            #expect(found.total >= seqs.count)
            #expect(found.hasMore == (found.total > seqs.count))
            let one = try await platform.messages(in: session, matching: subject.word, MessageQuery(limit: 1))
            #expect(one.hits.map(\.seq) == Array(seqs.prefix(1)))
            #expect(one.total == found.total)
        }
    }

    @Test(arguments: Subject.all)
    func trajectoriesHaveTheFormAskedFor(subject: Subject) async throws {
        try await subject.check { platform in
            let (_, _, session) = try await platform.session()
            let forms = try await TrajectoryFormat.allCases.asyncMap { form in
                let body = try await platform.trajectory(of: session, form: form, includeCompacted: false)
                return try JSONParser.parse(await body.collect())
            }
            #expect(forms[0]["steps"]?.array != nil)
            #expect(forms[0]["schema_version"]?.string?.hasPrefix("ATIF") == true)
            #expect(forms[1].array?.allSatisfy { $0["role"]?.string != nil } == true)
            #expect(forms[2]["messages"]?.array != nil)
            #expect(
                await Self.isNotFound {
                    try await platform.trajectory(of: "zz-unknown", form: .atif, includeCompacted: false)
                })
        }
    }

    @Test(arguments: Subject.all)
    func theBundleIsAZIP(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, _) = try await platform.ended()
            let body = try await platform.bundle(of: evaluation.id, form: .atif, includeCompacted: false)
            #expect(try await body.collect().starts(with: Array("PK".utf8)))
            #expect(
                await Self.isNotFound {
                    try await platform.bundle(of: "zz-unknown", form: .atif, includeCompacted: false)
                })
        }
    }

    @Test(arguments: Subject.all)
    func analyticsAreFigures(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, _) = try await platform.ended()
            #expect(try await platform.analytics(of: evaluation.id)["passed_count"]?.int != nil)
        }
    }

    @Test(arguments: Subject.all)
    func whatHasEndedIsNotCancelled(subject: Subject) async throws {
        try await subject.check { platform in
            let (evaluation, _) = try await platform.ended()
            let error = await #expect(throws: PlatformError.self) { try await platform.cancel(evaluation.id) }
            #expect(error?.status == 409 || error?.kind == .unsupported)
            #expect(try await platform.evaluation(evaluation.id).status == evaluation.status)
        }
    }

    @Test(arguments: Subject.all.filter(\.hasWorlds))
    func worldsAreListedAndFollowed(subject: Subject) async throws {
        try await subject.check { platform in
            let jobs = try await platform.worldJobs(WorldQuery()).items
            let job = try #require(jobs.first)
            #expect(try await platform.worldJob(job.id).kind == job.kind)
            #expect(await Self.isNotFound { try await platform.worldJob("zz-unknown") })
            let manifests = try await platform.worldManifests(WorldQuery()).items
            #expect(manifests.contains { $0.status == .completed })
            let trajectory = try #require(try await platform.worldTrajectories(WorldQuery()).items.first)
            #expect(try await platform.worldTrajectory(trajectory.id).manifestID == trajectory.manifestID)
            let replay = try await platform.worldReplay(trajectory.id)
            #expect(replay["steps"]?.array != nil)
        }
    }

    @Test(arguments: Subject.all.filter(\.hasWorlds))
    func aWorldJobIsCheckedAndMade(subject: Subject) async throws {
        try await subject.check { platform in
            let manifests = try await platform.worldManifests(WorldQuery()).items
            let manifest = try #require(manifests.first { $0.status == .completed })
            var request = WorldTrajectoryRequest(manifestID: manifest.id)
            request.count = 0
            let error = await #expect(throws: PlatformError.self) {
                try await platform.createWorldTrajectories(request)
            }
            #expect(error?.status == 422)
            #expect(error?.fields.map(\.name) == ["count"])
            request.count = 2
            let job = try await platform.createWorldTrajectories(request)
            #expect(job.kind == "trajectory_generation")
            #expect([.queued, .running].contains(job.status))
        }
    }

    /// Over HTTP nothing is lost, added or changed.
    @Test func overHTTPTheDemoIsTheSame() async throws {
        let here = try await digest(Subject.demo())
        let there = try await digest(try await Subject.overHTTP(Subject.demo()))
        #expect(here.count == there.count)
        for (left, right) in zip(here, there) where left != right {
            Issue.record("\(left.prefix(400))\n differs from\n\(right.prefix(400))")
            return
        }
    }

    /// Every answer about every evaluation, in JSON lines; of trajectories those of the first sessions.
    private func digest(_ platform: any Platform) async throws -> [String] {
        var lines: [String] = []
        for (index, evaluation) in try await platform.allEvaluations(pageSize: 3).enumerated() {
            lines.append(evaluation.json.serialized())
            lines.append(try await platform.analytics(of: evaluation.id).serialized())
            let items = try await platform.items(of: evaluation.id).collect()
            lines += items.map { $0.json.serialized() }
            for session in items.compactMap(\.sessionID).prefix(index < 3 ? 1 : 0) {
                lines.append(try await platform.transcript(of: session, MessageQuery()).json.serialized())
                for form in TrajectoryFormat.allCases {
                    let body = try await platform.trajectory(of: session, form: form, includeCompacted: true)
                    lines.append(String(decoding: try await body.collect(), as: UTF8.self))
                }
            }
        }
        return lines
    }
}

extension Sequence where Self: Sendable {
    func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var all: [T] = []
        for element in self { all.append(try await body(element)) }
        return all
    }
}
