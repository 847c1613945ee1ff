import Archive
import Foundation
import Platform
import Synchronization
import Testing
import Triage
import Wire

@testable import TestSupport
@testable import trawl

/// Downloads that go well, and every way in which they do not: there is the whole ZIP, or nothing.
@Suite struct DownloadTests {
    /// A body in chunks, with an error at its end if there is one.
    private func body(_ bytes: [UInt8], chunk: Int = 1000, then error: PlatformError? = nil) -> ByteStream {
        let place = Mutex(0)
        return ByteStream(length: nil) {
            let start = place.withLock { place in
                defer { place += chunk }
                return place
            }
            guard start < bytes.count else {
                if let error { throw error }
                return nil
            }
            return Array(bytes[start..<min(start + chunk, bytes.count)])
        }
    }

    private func bundle() async throws -> [UInt8] {
        let demo = DemoPlatform()
        let page = try await demo.evaluations(EvaluationQuery(status: .completed))
        let smallest = try #require(page.items.min { $0.counts.total < $1.counts.total })
        return try await demo.bundle(of: smallest.id, form: .atif, includeCompacted: false).collect()
    }

    private func files(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func theWholeZIPArrives() async throws {
        let folder = TemporaryFolder()
        let bytes = try await bundle()
        let check = try await BundleDownload(destination: folder.path + "/a.zip", force: false).run(body(bytes)) { _ in
        }
        #expect(check.samples > 0)
        #expect(try files(folder) == ["a.zip"])
        #expect(try Array(Data(contentsOf: URL(filePath: folder.path + "/a.zip"))) == bytes)
    }

    @Test func outcomesTravelWithTheTrajectories() async throws {
        let folder = TemporaryFolder()
        let demo = DemoPlatform()
        let evaluation = try #require(
            try await demo.evaluations(EvaluationQuery(status: .completed)).items.first { $0.counts[.failed] > 9 })
        let online = try await demo.items(of: evaluation.id).collect()
        let marked = try #require(online.last).id
        let path = folder.path + "/a.zip"
        let record = BundleDownload.Record(
            platform: demo, evaluation: evaluation.id, facts: [marked: ItemAnnotations(mark: "infra", note: "why")],
            lost: { Issue.record("lost: \($0)") })
        let body = try await demo.bundle(of: evaluation.id, form: .atif, includeCompacted: false)
        let check = try await BundleDownload(destination: path, force: false).run(body, keeping: record) { _ in }
        #expect(try files(folder) == ["a.zip"])
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try BundleCheck(verifying: path).samples == check.samples, "the record is no sample")

        let archive = try ArchivePlatform.open(paths: [path])
        let kept = try await archive.evaluation(evaluation.id)
        #expect(kept.name == evaluation.name && kept.model == evaluation.model && kept.counts == evaluation.counts)
        #expect(kept.startedAt == evaluation.startedAt && kept.status == evaluation.status)
        let offline = try await archive.items(of: evaluation.id).collect()
        #expect(offline.map(\.id) == online.map(\.id))
        for (there, here) in zip(online, offline) {
            #expect(there.status == here.status && there.error == here.error && there.taskName == here.taskName)
            #expect(there.result == here.result && there.metadata == here.metadata)
            #expect(there.startedAt?.iso8601 == here.startedAt?.iso8601)
            #expect(there.sessionID == here.sessionID)
        }
        #expect(offline.last.flatMap { ItemAnnotations(of: $0) } == ItemAnnotations(mark: "infra", note: "why"))
        let classes = [online, offline].map { items in ItemTable(items.map { ItemRow($0) }).failureClasses() }
        #expect(classes[0].map(\.id) == classes[1].map(\.id) && classes[0].map(\.count) == classes[1].map(\.count))
        // An evaluation that is downloaded from a download keeps one record.
        let again = folder.path + "/b.zip"
        let second = BundleDownload.Record(platform: archive, evaluation: evaluation.id, facts: [:]) { _ in }
        let copy = try await archive.bundle(of: evaluation.id, form: .atif, includeCompacted: false)
        _ = try await BundleDownload(destination: again, force: false).run(copy, keeping: second) { _ in }
        let reopened = try ArchivePlatform.open(paths: [again])
        #expect(try await reopened.items(of: evaluation.id).collect().map(\.status) == online.map(\.status))
    }

    @Test func trajectoriesAreKeptWhereOutcomesCannotBe() async throws {
        let folder = TemporaryFolder()
        let bytes = try await bundle()
        let told = Mutex<[String]>([])
        let record = BundleDownload.Record(platform: DemoPlatform(), evaluation: "no such one", facts: [:]) { reason in
            told.withLock { $0.append(reason) }
        }
        let path = folder.path + "/a.zip"
        _ = try await BundleDownload(destination: path, force: false).run(body(bytes), keeping: record) { _ in }
        #expect(told.withLock { $0.count } == 1)
        #expect(try files(folder) == ["a.zip"])
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == bytes)
    }

    @Test func whatIsNotWholeLeavesNothing() async throws {
        let bytes = try await bundle()
        var damaged = bytes
        for index in 200..<260 { damaged[index] ^= 0xFF }
        let bodies: [(ByteStream, ShellStatus)] = [
            (body(Array(bytes.prefix(bytes.count * 9 / 10))), .server),
            (body(Array(bytes.prefix(bytes.count / 2)), then: PlatformError(.interrupted)), .server),
            (body(damaged), .server),
            (body(Array(#"{"code":404,"detail":"gone","type":"not_found_error"}"#.utf8)), .server),
            (body(Array("<html>sign in</html>".utf8)), .server),
            (body([]), .server),
            (body(bytes, then: PlatformError(.status(403))), .authentication),
        ]
        for (body, status) in bodies {
            let folder = TemporaryFolder()
            let download = BundleDownload(destination: folder.path + "/a.zip", force: false)
            let error = await #expect(throws: (any Error).self) { try await download.run(body) { _ in } }
            #expect(error.map { CommandError($0).status } == status)
            #expect(try files(folder).isEmpty)
        }
    }

    @Test func theServersReasonIsTold() async throws {
        let folder = TemporaryFolder()
        let answer = body(Array(#"{"code":404,"detail":"no such thing","type":"x"}"#.utf8))
        let download = BundleDownload(destination: folder.path + "/a.zip", force: false)
        let error = await #expect(throws: CommandError.self) { try await download.run(answer) { _ in } }
        #expect(error?.message.contains("no such thing") == true)
    }

    @Test func nothingIsReplacedUnasked() async throws {
        let folder = TemporaryFolder()
        let file = try folder.write("a.zip", "mine")
        let bytes = try await bundle()
        let polite = BundleDownload(destination: file, force: false)
        #expect(throws: CommandError.self) { try polite.checkDestination() }
        await #expect(throws: CommandError.self) { try await polite.run(body(bytes)) { _ in } }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        #expect(try files(folder) == ["a.zip"])
        _ = try await BundleDownload(destination: file, force: true).run(body(bytes)) { _ in }
        #expect(try Array(Data(contentsOf: URL(filePath: file))) == bytes)
    }

    @Test func whereNothingCanBeWritten() async throws {
        let bytes = try await bundle()
        let download = BundleDownload(destination: "/nonexistent/folder/a.zip", force: false)
        let error = await #expect(throws: CommandError.self) { try await download.run(body(bytes)) { _ in } }
        #expect(error?.status == .local)
        #expect(throws: CommandError.self) { try BundleDownload(destination: "/tmp", force: true).checkDestination() }
    }

    @Test func aCancelledDownloadLeavesNothing() async throws {
        let folder = TemporaryFolder()
        let bytes = try await bundle()
        let stream = ByteStream(length: nil) {
            if Task.isCancelled { throw CancellationError() }
            return Array(bytes.prefix(64))
        }
        let destination = folder.path + "/a.zip"
        let (started, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await BundleDownload(destination: destination, force: false).run(stream) { _ in continuation.yield() }
        }
        for await _ in started { break }
        task.cancel()
        let result = await task.result
        #expect(throws: (any Error).self) { try result.get() }
        #expect(try files(folder).isEmpty)
    }
}
