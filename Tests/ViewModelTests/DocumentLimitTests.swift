import Platform
import Synchronization
import TestSupport
import Testing
import Trajectory
import Wire

@testable import Effects
@testable import Shell

@Suite("Documents without an end")
struct DocumentLimitTests {
    private final class Endless: Sendable {
        private let isBegun = Mutex(false)
        private static let head = Array(
            #"{"schema_version":"ATIF-v1.7","agent":{"name":"a","version":"1"},"steps":["#.utf8)
        private static let step = Array(#"{"step_id":1,"source":"agent","message":"again and again"},"#.utf8)

        func next() -> [UInt8] {
            isBegun.withLock { isBegun in
                defer { isBegun = true }
                return isBegun ? Self.step : Self.head
            }
        }
    }

    @Test(
        "What came up to the limit stays readable, and the error says how much it is", arguments: [nil, 1 << 40, .max])
    func limit(length: Int?) async throws {
        let platform = FakePlatform.sample()
        let body = Endless()
        platform.edit {
            $0.streams["s1"] = { ByteStream(length: length, contentType: "application/json") { body.next() } }
        }
        let reads = CachedPlatform(platform: platform, cache: ResponseCache(documentLimit: 20_000))
        let request = TrajectoryRequest(evaluation: "e1", item: "i", session: "s1", isSettled: true)
        let answers = Recorder<EffectResult>()
        let error = await #expect(throws: PlatformError.self) {
            try await reads.document(request) { answers.append($0) }
        }
        #expect(error?.kind == .tooLarge)
        #expect(error?.detail.contains("first 20.0 kB") == true)
        let documents = answers.values.compactMap { if case .document(let document, _) = $0 { document } else { nil } }
        let document = try #require(documents.last)
        #expect(document.stepCount > 300)
        #expect(document.progress.isInterrupted)
        #expect(document.store.count <= 20_000)
    }
}
