import Archive
import Platform
import TestSupport
import Testing
import Trajectory
import Wire

@Suite("Real inputs", .enabled(if: Fixtures.areHere, Fixtures.absence))
struct FixtureTests {
    @Test("The bundle lists its samples with what the manifest says")
    func bundle() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.bundle])
        let evaluation = try #require(try await platform.all().first)
        #expect(evaluation.id == "eb23cc7f-c902-5bd3-ad89-48649efe0707")
        let items = try await platform.items(of: evaluation.id).collect()
        #expect(items.count { $0.sessionID != nil } == 195)
        #expect(items.filter { $0.sessionID == nil }.allSatisfy { $0.remark == "skipped: no linked session" })
        let first = try #require(items.first)
        let session = try #require(first.sessionID)
        let stream = try await platform.trajectory(of: session, form: .atif, includeCompacted: false)
        #expect(try await stream.collect().count == stream.length)
        let short = try await platform.item(ItemID(first.id.short), of: EvaluationID(evaluation.id.short))
        #expect(short == first)
    }

    @Test("The bundle is given as it is when its own form is asked for")
    func same() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.bundle])
        let evaluation = try #require(try await platform.all().first)
        let bytes = try await platform.bundle(of: evaluation.id, form: .atif, includeCompacted: false).collect()
        #expect(bytes == (try ByteStore(mapping: Fixtures.bundle)).bytes(0..<Int.max))
    }

    @Test(
        "Every folder opens, and what is no trajectory says so",
        arguments: [
            "atif", "atif-converted", "atif-golden", "atif-handwritten", "harbor-jobs", "mini-swe-agent", "openai",
            "other-native", "swe-agent",
        ])
    func folders(name: String) async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.path(name)])
        var readable = 0
        for evaluation in try await platform.all() where evaluation.kind != "bundle" {
            for item in try await platform.items(of: evaluation.id).collect() {
                guard let session = item.sessionID, item.remark == nil else {
                    #expect(item.remark != nil || evaluation.kind == "harbor", "\(item.taskName)")
                    continue
                }
                readable += 1
                try await check(session, of: platform, item.taskName)
            }
        }
        #expect(readable > 0)
    }

    @Test("A folder of everything is several evaluations")
    func everything() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.root])
        let kinds = try await platform.all().compactMap(\.kind)
        #expect(kinds.count { $0 == "harbor" } == 5 && kinds.contains("bundle") && kinds.contains("folder"))
    }

    /// The three forms of a document have the same messages.
    private func check(_ session: SessionID, of platform: ArchivePlatform, _ name: String) async throws {
        var query = MessageQuery(limit: 100_000, includeCompacted: true)
        let transcript = try await platform.transcript(of: session, query)
        let seqs = transcript.messages.compactMap { $0["seq"]?.int }
        #expect(seqs.count == transcript.messages.count && zip(seqs, seqs.dropFirst()).allSatisfy(<), "\(name)")
        #expect(transcript.session?.messageCount == Quantity(transcript.messages.count), "\(name)")
        if let middle = seqs.dropLast(1).last {
            query.afterSeq = middle
            #expect(try await platform.transcript(of: session, query).messages.count == 1, "\(name)")
        }
        let bytes = try await platform.document(session)
        guard bytes.count < 200_000 else { return }
        let stored = TrajectoryDocument.read(bytes, name: name)
        for form in [TrajectoryFormat.openai, .native] {
            let document = TrajectoryDocument.read(try await platform.document(session, form), name: name)
            #expect(
                document.format == (form == .openai ? .openai : .native) || document.stepCount == 0, "\(name) \(form)")
            #expect(calls(document) == calls(stored), "\(name) \(form)")
        }
    }

    private func calls(_ document: TrajectoryDocument) -> Int {
        (0..<document.stepCount).reduce(0) { $0 + (document.step($1)?.calls.count ?? 0) }
    }

    @Test("Harbor jobs tell status, reward, error, times and tokens")
    func harbor() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.path("harbor-jobs")])
        let evaluations = try await platform.all()
        #expect(evaluations.count == 5)
        var statuses: [String: EvaluationItem] = [:]
        for evaluation in evaluations {
            for item in try await platform.items(of: evaluation.id).collect() { statuses[evaluation.name] = item }
        }
        let passed = try #require(statuses["2026-05-26__03-06-46"])
        #expect(passed.status == .passed && passed.passed == true)
        #expect(passed.taskName == "hermes-telegram-mirror-drop")
        #expect(passed.result?["rewards"]?["format_adherence"]?.double == 1)
        #expect(passed.agentFinishedAt == Timestamp("2026-05-26T03:10:27.284016Z"))
        #expect(passed.sessionID != nil)
        #expect(passed.report?.agent?.durationMilliseconds == 83_177)
        let broken = try #require(statuses["2026-05-17__08-08-18__openclaw-irc-single-smoke"])
        #expect(broken.status == .infraError && broken.sessionID == nil)
        #expect(broken.error == "RuntimeError: Command timed out after 450 seconds")
        #expect(broken.model == "anthropic/claude-haiku-4-5-20251001")
    }
}
