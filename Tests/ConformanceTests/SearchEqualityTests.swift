import Archive
import Foundation
import Platform
import TestSupport
import Testing
import Trajectory
import Triage
import Wire

@testable import Shell

@Suite(
    "A search is the same over a port and on the disk", .enabled(if: FixtureFiles.areHere, "needs ../shared/fixtures"))
struct SearchEqualityTests {
    private static let bundle = FixtureFiles.root.appending(path: "bundles/real-runs.zip").path(percentEncoded: false)

    private static let queries = [
        "segfault", "zlib", "quantum", "chess", "kubernetes", "sudo", "overflow", "\"permission denied\"",
        "\"no such file\"", "traceback -numpy", "chess or quantum", "deadlock", "\"I cannot\"", "unfortunately",
        "entropy", "password -sudo", "segment*", "hallucination", "\"out of memory\"", "compcert",
        "/segmentation fault/", "/exit code: [2-9]/ in:error", "/\\bsudo\\b/ in:call", "overflow in:agent",
        "/I (cannot|can't|won't)/ in:agent", "timeout in:result", "ends:error", "never:bash", "bash>submit/2",
        "traceback never:bash ends:error",
    ]

    @Test("Thirty queries find the same, and in every hit the step that opens holds the match")
    func same() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trawl-search-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let options = ArchiveOptions(cacheFolder: folder.path(percentEncoded: false))
        let archive = try ArchivePlatform.open(paths: [Self.bundle], options: options)
        let served = try await Subject.overHTTP(try ArchivePlatform.open(paths: [Self.bundle], options: options))
        let evaluation = try #require(try await archive.allEvaluations().first).id
        try await archive.prepareIndex(of: nil, toItsEnd: true)
        var documents: [SessionID: TrajectoryDocument] = [:]
        #expect(Self.queries.count == 30)
        var hits = 0
        for query in Self.queries {
            let here = try await archive.search(evaluation, for: query)
            let there = try await served.searchAll(evaluation, for: query)
            #expect(here.hits == there.hits && here.hasMore == there.hasMore, "\(query)")
            hits += here.hits.count
            for hit in here.hits where hit.matchedIn == "transcript" {
                let session = try #require(hit.sessionID)
                if documents[session] == nil {
                    let body = try await archive.trajectory(of: session, form: .atif, includeCompacted: false)
                    documents[session] = TrajectoryDocument.read(try await body.collect(), name: session.text)
                }
                let document = try #require(documents[session])
                let opened = try #require(
                    try QueryWords(query).firstStep(in: document), "\(query) opens nothing in \(hit.itemID)")
                // What the index says of the session's messages is told by another way than what the reader looks for.
                let found = try await archive.messages(in: session, matching: query, MessageQuery(limit: 1000))
                let steps = found.hits.compactMap(\.step)
                // Of a tool that was never called there is no step.
                #expect(
                    steps.contains(opened + 1) || steps.isEmpty && query == "never:bash",
                    "\(query) opens step \(opened + 1) of \(hit.itemID); it stands in \(steps.prefix(5))")
            }
        }
        #expect(hits > 100)
    }
}
