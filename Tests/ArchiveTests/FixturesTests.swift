import Archive
import Platform
import Testing
import Wire

@Suite("Fixtures open")
struct FixturesTests {
    @Test("The bundle lists its samples with what the manifest says", .enabled(if: Fixtures.areHere, Fixtures.absence))
    func bundle() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.path("bundles/real-runs.zip")])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first)
        #expect(evaluation.id == "eb23cc7f-c902-5bd3-ad89-48649efe0707")
        let items = try await platform.items(of: evaluation.id).collect()
        let withSession = items.filter { $0.sessionID != nil }
        #expect(withSession.count >= 190)
        #expect(items.contains { $0.error == "skipped: no linked session" && $0.sessionID == nil })
        let first = try #require(withSession.first)
        let session = try #require(first.sessionID)
        let stream = try await platform.trajectory(of: session, form: .atif, includeCompacted: false)
        let bytes = try await stream.collect()
        #expect(bytes.count == stream.length)
        let transcript = try await platform.transcript(of: session, MessageQuery())
        #expect(transcript.messages.map { $0["seq"]?.int } == Array(0..<transcript.messages.count))
    }

    @Test("A search finds what is in the bundle", .enabled(if: Fixtures.areHere, Fixtures.absence))
    func search() async throws {
        let platform = try ArchivePlatform.open(paths: [Fixtures.path("bundles/real-runs.zip")])
        let evaluation = try #require(try await platform.evaluations(EvaluationQuery()).items.first)
        try await platform.completeIndex()
        let result = try await platform.search(evaluation.id, for: "traceback")
        #expect(result.hits.count > 10)
        #expect(result.coverage?.indexed == result.coverage?.total)
        #expect(result.hits.allSatisfy { $0.matchCount > 0 && $0.snippet?.lowercased().contains("traceback") == true })
    }
}

@Suite("Demo")
struct DemoTests {
    @Test("The workspace has every job status and every item status")
    func statuses() async throws {
        let demo = DemoPlatform(seed: 1, now: { Timestamp(seconds: 1_800_000_000) })
        let page = try await demo.evaluations(EvaluationQuery())
        #expect(Set(page.items.map(\.status)).isSuperset(of: JobStatus.known))
        let counts = page.items.map(\.counts).reduce(into: ItemCounts()) { total, counts in
            for (status, count) in counts.counts { total[status] += count }
        }
        #expect(counts.total >= 600)
        for status in ItemStatus.known { #expect(counts[status] > 0, "\(status.rawValue)") }
    }
}
