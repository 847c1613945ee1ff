import Archive
import Foundation
import Platform
import PlatformHTTP
import PlatformServer
import TestSupport
import Testing
import Wire

/// One platform in one of the ways that it is reached.
struct Subject: Sendable, CustomTestStringConvertible {
    let name: String
    /// A word that some transcript of the platform's first evaluation with sessions holds.
    let word: String
    /// Whether there are worlds to look at.
    let hasWorlds: Bool
    let make: @Sendable () async throws -> any Platform

    var testDescription: String { name }

    static let all: [Subject] =
        [
            Subject(name: "recorded answers", word: "look", hasWorlds: true) {
                HTTPPlatform.test(Recorded.transport())
            }
        ] + bothWays("fake", word: "flag", hasWorlds: true) { FakePlatform.sample() }
        + bothWays("demo", word: "nmap", hasWorlds: true) { demo() }
        + archives

    /// A demo that stands still: one moment, so that two looks at it are the same.
    static func demo() -> DemoPlatform {
        let clock = DemoPlatform.epoch + 600
        return DemoPlatform(now: { clock })
    }

    private static var archives: [Subject] {
        let folder = FixtureFiles.root.appending(path: "atif-golden").path(percentEncoded: false)
        guard FixtureFiles.areHere else { return [] }
        return bothWays("archive", word: "the", hasWorlds: false) { try ArchivePlatform.open(paths: [folder]) }
    }

    /// A platform in process, and the same behind a server and the client.
    private static func bothWays(
        _ name: String, word: String, hasWorlds: Bool, _ make: @escaping @Sendable () throws -> any Platform
    ) -> [Subject] {
        [
            Subject(name: "\(name) in process", word: word, hasWorlds: hasWorlds) { try make() },
            Subject(name: "\(name) over HTTP", word: word, hasWorlds: hasWorlds) { try await overHTTP(try make()) },
        ]
    }

    static func overHTTP(_ platform: any Platform) async throws -> any Platform {
        var options = TestServerOptions()
        options.token = "dn_key_conformance"
        options.pageCeiling = 1000
        let server = TestServer(platform: platform, options: options)
        let port = try await server.start()
        let address = try #require(ServerAddress(server.address(port: port)))
        let connection = Connection(
            server: ServerConnection(address: address, credential: Credential("dn_key_conformance")),
            organization: platform.scope.organization, workspace: platform.scope.workspace)
        return HTTPPlatform(connection, options: .patient())
    }

    /// Runs a check over this platform. It is made once for all checks, and its server ends with the tests.
    func check(_ body: (any Platform) async throws -> Void) async throws {
        try await body(await Made.shared.platform(of: self))
    }
}

/// The platforms that have been made, by the name of their subject.
private actor Made {
    static let shared = Made()
    private var platforms: [String: Task<any Platform, any Error>] = [:]

    func platform(of subject: Subject) async throws -> any Platform {
        if let made = platforms[subject.name] { return try await made.value }
        let task = Task { try await subject.make() }
        platforms[subject.name] = task
        return try await task.value
    }
}

extension Platform {
    /// All evaluations, by pages of a size that makes several.
    func allEvaluations(pageSize: Int = 2) async throws -> [Evaluation] {
        var all: [Evaluation] = []
        var page = 1
        while true {
            let next = try await evaluations(EvaluationQuery(page: page, pageSize: pageSize))
            #expect(next.page == page)
            #expect(next.items.count <= pageSize)
            all += next.items
            guard next.hasMore else {
                #expect(next.total == all.count)
                return all
            }
            page += 1
        }
    }

    /// The first evaluation that has ended and has items with a session, with its items.
    func ended() async throws -> (Evaluation, [EvaluationItem]) {
        for evaluation in try await allEvaluations() where evaluation.status.isTerminal {
            let items = try await items(of: evaluation.id).collect()
            if items.contains(where: { $0.sessionID != nil }) { return (evaluation, items) }
        }
        throw PlatformError.notFound("an evaluation with sessions")
    }

    /// Searches until the whole evaluation is indexed: an archive begins when it is first asked.
    func searchAll(_ evaluation: EvaluationID, for text: String) async throws -> SearchResult {
        while true {
            let result = try await search(evaluation, for: text)
            guard let coverage = result.coverage, coverage.indexed + coverage.unreadable < coverage.total else {
                return result
            }
            await Task.yield()
        }
    }

    /// The first session of that evaluation, with the item it belongs to.
    func session() async throws -> (Evaluation, EvaluationItem, SessionID) {
        let (evaluation, items) = try await ended()
        let item = try #require(items.first { $0.sessionID != nil })
        return (evaluation, item, try #require(item.sessionID))
    }
}
