import Archive
import Foundation
import Platform
import PlatformHTTP
import PlatformServer
import Synchronization
import TestSupport
import Testing
import Triage
import Wire

@testable import trawl

/// One question, asked in every way there is: how many items of an evaluation refuse. Every answer is the same.
@Suite struct RefusalTableTests {
    /// How many items each way finds.
    private struct Counts: Equatable, CustomStringConvertible {
        var sweep = 0
        var watch = 0
        var filter = 0
        var search = 0
        /// Of the failures whose class names a refusal.
        var classes = 0

        var description: String {
            "R \(sweep)  :watch \(watch)  has:refusal \(filter)  search --refusals \(search)  class list \(classes)"
        }
        var isOne: Bool { sweep == watch && sweep == filter && sweep == search }
    }

    private func counts(_ platform: any Platform, _ evaluation: Evaluation) async throws -> Counts {
        let out = Output(quiet: true, descriptor: open("/dev/null", O_WRONLY | O_CLOEXEC))
        var counts = Counts()
        let (rows, _) = try await ItemRows.read(platform, evaluation, warn: { _ in })
        let found = Mutex<Set<ItemID>>([])
        let sweep = RefusalSweep(platform: platform, set: .standard)
        let coverage = try await sweep.run(evaluation.id, items: rows.map(\.item)) { result, _ in
            guard let result, result.hint == nil, !result.findings.isEmpty else { return }
            found.withLock { _ = $0.insert(result.item) }
        }
        #expect(coverage.isWhole)
        let refusing = found.withLock { $0 }
        counts.sweep = refusing.count

        // A watch that begins before anything was said, until a look brings nothing.
        let watch = Watch(platform: platform, subject: .refusals(.standard))
        var state = WatchState()
        state.looks = 1
        while true {
            let before = (state.counts, state.ended)
            state = try await watch.look(evaluation.id, after: state)
            if state.counts == before.0, state.ended == before.1 { break }
        }
        counts.watch = state.matching.count

        let filter = try ItemFilter(parsing: "has:refusal")
        // As the command does, on a thread that may wait.
        let known = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try AnnotatedItems.load(platform, evaluation.id.text, filter: filter, out)
                            .passing(filter, now: .now)
                    })
            }
        }
        counts.filter = known.count
        let printer = SearchPrinter(out: out, isJSON: true, limit: .max, streams: false)
        let told = try await RefusalSearch(platform: platform, out: out, set: .standard).once(evaluation, printer)
        #expect(told.isWhole)
        counts.search = printer.count

        for failures in ItemTable(rows).failureClasses() where failures.label.contains("refusal") {
            counts.classes += failures.count
            let members = failures.members.map { rows[$0].item.id }
            #expect(refusing.isSuperset(of: members), "R finds every item of \(failures.label)")
        }
        return counts
    }

    private func served(_ platform: any Platform) async throws -> any Platform {
        var options = ServerOptions()
        options.token = "dn_key_table"
        let server = PlatformServer(platform: platform, options: options)
        let address = try #require(ServerAddress(server.address(port: try await server.start())))
        let connection = Connection(
            server: ServerConnection(address: address, credential: Credential("dn_key_table")),
            organization: platform.scope.organization, workspace: platform.scope.workspace)
        return HTTPPlatform(connection, options: .patient())
    }

    @Test func allWaysAgreeInTheDemo() async throws {
        let demo = DemoPlatform(now: { DemoPlatform.epoch + 600.0 })
        let remote = try await served(demo)
        let folder = TemporaryFolder()
        // All of them take minutes: the whole table is for those who ask for it.
        let isWhole = ProcessInfo.processInfo.environment["REFUSAL_TABLE"] != nil
        let evaluations = try await demo.evaluations(EvaluationQuery()).items.filter { $0.status != .queued }
        let refusing = evaluations.first { $0.counts[.failed] > 30 }?.id
        for evaluation in evaluations where isWhole || evaluation.counts.total < 10 || evaluation.id == refusing {
            let path = folder.path + "/\(evaluation.id.text).zip"
            let record = BundleDownload.Record(platform: demo, evaluation: evaluation.id, facts: [:]) { _ in }
            let body = try await demo.bundle(of: evaluation.id, form: .atif, includeCompacted: false)
            _ = try await BundleDownload(destination: path, force: false).run(body, keeping: record) { _ in }
            let offline = try ArchivePlatform.open(paths: [path])
            var all: [Counts] = []
            for (name, platform) in [("demo", demo), ("served", remote), ("download", offline)]
                as [(String, any Platform)]
            {
                all.append(try await counts(platform, evaluation))
                print("\(evaluation.id.short) \(name): \(all[all.count - 1])")
            }
            fflush(nil)
            #expect(all.allSatisfy { $0 == all[0] && $0.isOne }, "\(evaluation.name): \(all)")
        }
    }

    @Test(.enabled(if: FixtureFiles.areHere, "\(FixtureFiles.absence)")) func allWaysAgreeInHarborJobs() async throws {
        let root = FixtureFiles.root.appending(path: "harbor-jobs").path(percentEncoded: false)
        let archive = try ArchivePlatform.open(paths: [root])
        try await archive.prepareIndex(of: nil, toItsEnd: true)
        let remote = try await served(archive)
        for evaluation in try await archive.evaluations(EvaluationQuery()).items {
            let (here, there) = (try await counts(archive, evaluation), try await counts(remote, evaluation))
            print("\(evaluation.name) archive: \(here)\n\(evaluation.name) served: \(there)")
            #expect(here == there && here.isOne, "\(evaluation.name)")
        }
    }
}
