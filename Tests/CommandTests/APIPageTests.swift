import Archive
import Effects
import Foundation
import Platform
import PlatformHTTP
import Shell
import TestSupport
import Testing
import Wire

@testable import trawl

/// What the pages of the API promise besides their fields: each parameter, status and sentence, tried by keys and by
/// commands against a server. The table is printed, and no cell of it is empty.
@Suite("What the pages of the API promise, on the screen and in scripts")
struct APIPageTests {
    /// What is looked for: on the screen or among what a command prints, and in what the server was asked.
    private struct Promise {
        var text: String
        var keys: String
        var shows: String
        var command: [String]
        var prints: String
        var asks = ""
    }

    private static let evaluation = "e1"

    /// A workspace with a document in each form, an unknown one and an ambiguous beginning of an id.
    private static func platform() -> FakePlatform {
        let platform = FakePlatform.sample()
        platform.edit { state in
            state.documents["s1"] = [
                .atif: Array(
                    #"{"schema_version":"ATIF-v1.7","session_id":"s1","steps":[{"step_id":1,"source":"user","message":"said in atif"}]}"#
                        .utf8),
                .openai: Array(#"[{"role":"user","content":"said in openai"}]"#.utf8),
                .native: Array(
                    #"{"session":{"id":"s1","title":"said title"},"messages":[{"id":"m","seq":0,"role":"user","content":"said in native"}],"events":[{"type":"agenterror","timestamp":"2026-04-15T12:00:01Z","data":{"error":"said event"}}]}"#
                        .utf8),
            ]
            state.documents["s2"] = [.atif: Array(#"{"tomorrow":"said unknown"}"#.utf8)]
        }
        return platform
    }

    @Test("Trajectory: parameters, formats and what is said of them")
    func trajectory() async throws {
        let reader = "<enter><enter>"
        let form = "sessions/s1/trajectory?format="
        try await hold(
            "GET .../sessions/{session_id}/trajectory", Self.platform(),
            [
                Promise(
                    text: "organization, workspace, session_id", keys: reader, shows: "said in atif",
                    command: ["trajectory", "s1"], prints: "said in atif", asks: "org/acme/ws/main/sessions/s1/"),
                Promise(
                    text: "format; atif (default) emits an ATIF v1.7 document", keys: reader, shows: "said in atif",
                    command: ["trajectory", "s1", "--text"], prints: "said in atif", asks: form + "atif"),
                Promise(
                    text: "openai emits a Chat Completions messages array", keys: reader + ":«format openai»<enter>",
                    shows: "said in openai", command: ["trajectory", "s1", "--format", "openai"],
                    prints: "said in openai", asks: form + "openai"),
                Promise(
                    text: "native emits a bundle: transcript messages",
                    keys: reader + ":«format native»<enter>", shows: "said in native",
                    command: ["trajectory", "s1", "--format", "native", "--text"], prints: "said in native",
                    asks: form + "native"),
                Promise(
                    text: "... session metadata", keys: reader + ":«format native»<enter>:«about»<enter>",
                    shows: "said title", command: ["trajectory", "s1", "--format", "native", "--text"],
                    prints: "said title"),
                Promise(
                    text: "... and session events", keys: reader + ":«format native»<enter>", shows: "said event",
                    command: ["trajectory", "s1", "--format", "native", "--text"], prints: "said event"),
                Promise(
                    text: "Additional formats may be added", keys: reader + ":«format tomorrow»<enter>",
                    shows: "tomorrow", command: ["trajectory", "s1", "--format", "tomorrow"], prints: "format",
                    asks: form + "tomorrow"),
                Promise(
                    text: "... so an unknown document is shown as it is", keys: "<enter>j<enter>J",
                    shows: "said unknown", command: ["trajectory", "s2", "--text"], prints: "said unknown"),
                Promise(
                    text: "include_compacted=false (default): the active transcript only", keys: reader,
                    shows: "said in atif", command: ["trajectory", "s1"], prints: "said in atif",
                    asks: "include_compacted=false"),
                Promise(
                    text: "include_compacted=true: compacted history", keys: reader + ":«compacted»<enter>",
                    shows: "said in atif", command: ["trajectory", "s1", "--include-compacted"], prints: "said in atif",
                    asks: "include_compacted=true"),
            ])
    }

    @Test("Download: parameters, what is in the ZIP, and what is left out of it")
    func download() async throws {
        let platform = DemoPlatform()
        let evaluations = try await platform.evaluations(EvaluationQuery()).items
        let id = try #require(evaluations.first { $0.status == .completed && $0.name == "smoke" }).id.text
        let folder = TemporaryFolder()
        let at = "/\(id.prefix(8))<enter>"
        let partial = try #require(evaluations.first { $0.status == .partial }).id.text
        try await hold(
            "GET .../evaluation/{id}/trajectories", platform,
            [
                Promise(
                    text: "organization, workspace, evaluation_id; one <sample>.json per item",
                    keys: at + ":«download \(folder.path)/a.zip»<enter>", shows: "a.zip",
                    command: ["download", id, "-o", folder.path + "/1.zip"], prints: "6 items",
                    asks: "evaluation/\(id)/trajectories?format=atif"),
                Promise(
                    text: "format: openai, native", keys: at + ":«download \(folder.path)/b.zip native»<enter>",
                    shows: "b.zip", command: ["download", id, "-o", folder.path + "/2.zip", "--format", "native"],
                    prints: "2.zip", asks: "trajectories?format=native"),
                Promise(
                    text: "items without a linked session are skipped, and recorded in the manifest",
                    keys: "/\(partial.prefix(8))<enter>:«download \(folder.path)/d.zip»<enter>", shows: "6 skipped",
                    command: ["download", partial, "-o", folder.path + "/4.zip"],
                    prints: "6 skipped: no linked session"),
                Promise(
                    text: "include_compacted", keys: at + ":«download \(folder.path)/c.zip compacted»<enter>",
                    shows: "c.zip", command: ["download", id, "-o", folder.path + "/3.zip", "--include-compacted"],
                    prints: "3.zip", asks: "include_compacted=true"),
            ])
    }

    @Test("Search: what is said of the query, of hits and of their number")
    func search() async throws {
        try await hold(
            "GET .../evaluation/{id}/items/search", Self.platform(),
            [
                Promise(
                    text: "across every sample; matches the transcripts (\"I cannot\")",
                    keys: "<enter>s«I cannot»<enter>", shows: "xss-stored",
                    command: ["search", "e1", "I cannot"], prints: "xss-stored", asks: "items/search?q=I"),
                Promise(
                    text: "... the error text; match_count 0, matched_in says which",
                    keys: "<enter>s«provisioned»<enter>", shows: "error",
                    command: ["search", "e1", "provisioned", "--json"],
                    prints: #""matched_in":"error","match_count":0"#),
                Promise(
                    text: "... and the task name", keys: "<enter>s«sqli»<enter>", shows: "sqli-login",
                    command: ["search", "e1", "sqli", "--json"], prints: #""matched_in":"task_name""#),
                Promise(
                    text: "a match count and a preview snippet for each sample", keys: "<enter>s«flag»<enter>",
                    shows: "Find the flag.", command: ["search", "e1", "flag", "--json"],
                    prints: #""match_count":2,"snippet":"Find the flag.""#),
                Promise(
                    text: "blank returns no matches", keys: "<enter>s«   »", shows: "Search",
                    command: ["search", "e1", "  "], prints: "blank"),
                Promise(
                    text: "total is len(matches), capped where has_more is true", keys: "<enter>s«flag»<enter>",
                    shows: "1 ", command: ["search", "e1", "flag", "--json"], prints: #""capped":false"#),
            ])
    }

    @Test("Worlds: a job is made from a completed manifest, with a policy where one is given")
    func worlds() async throws {
        let policy = """
            {"capability_artifact_digest":"a","capability_name":"n","capability_runtime_digest":"r",\
            "capability_version":"v","runtime_digest":"d","runtime_id":"i","agent_name":"said agent"}
            """
        // The mode is the ninth field, agent its third choice.
        let toAgents = String(repeating: "<tab>", count: 8) + "<right><right>"
        let agent = ["--mode", "agent", "--runtime-id", "r", "--capability-name", "c", "--agent-policy", policy]
        try await hold(
            "POST .../worlds/trajectories", Self.platform(),
            [
                Promise(
                    text: "organization, workspace; create a workspace-scoped job", keys: "wa<enter><enter>",
                    shows: "queued", command: ["worlds", "create", "--manifest", "m1", "--json"],
                    prints: #""status":"queued""#, asks: "org/acme/ws/main/worlds/trajectories"),
                Promise(
                    text: "manifest_id: the completed manifest", keys: "wa", shows: "small",
                    command: ["worlds", "manifests"], prints: "small"),
                Promise(
                    text: "agent_policy: each member of the snapshot", keys: "wa" + toAgents, shows: "Agent's policy",
                    command: ["worlds", "create", "--manifest", "m1", "--dry-run"] + agent, prints: "said agent"),
                Promise(
                    text: "agent_policy: what is missing in it", keys: "wa" + toAgents, shows: "Agent's policy",
                    command: ["worlds", "create", "--manifest", "m1", "--mode", "agent", "--agent-policy", "{}"],
                    prints: "capability_artifact_digest"),
            ])
    }

    private static let pages = [
        "GET evaluation/*/items", "GET evaluation/*/items/search", "GET evaluation/*/trajectories",
        "GET sessions/*/trajectory", "POST worlds/trajectories",
    ]

    @Test("Statuses: each of every page, with the whole envelope", arguments: pages)
    func statuses(page: String) async throws {
        let endpoint = try #require(ErrorEndpoint.all.first { $0.name == page })
        let bench = try await ErrorBench()
        print(page)
        for error in ErrorCase.all {
            bench.fail(endpoint, error)
            let (stream, post) = AsyncStream<Event>.makeStream()
            let run = ScreenRun(try bench.client { post.yield($0) }, retrying: stream, post)
            await run.start()
            await run.press(endpoint.keys ?? "")
            let isShown = error.needed(of: endpoint, inShell: false).sentence.allSatisfy(run.text.contains)
            let failure = try await bench.run(endpoint)
            let envelope = failure?.json
            // Of a request that may have been carried out nobody knows what it came to.
            let isOpen = envelope?["code"]?.isNull != false && failure?.facts?.kind == .outcomeUnknown
            let isWhole =
                isOpen
                || envelope?["code"] == .int(error.status) && envelope?["detail"] == .string(error.detail)
                    && envelope?["type"] == "some_error"
                    && (error.errors == nil || envelope?["errors"] == error.errors)
            print("  \(error.name)  |  \(isShown ? "said" : "-")  |  \(isWhole ? "code detail type errors" : "-")")
            #expect(isShown, "\(error.name): \(run.text)")
            #expect(isWhole, "\(error.name): \(envelope.map { $0.serialized() } ?? "no error")")
            bench.heal(endpoint)
        }
        await bench.close()
    }

    // MARK: Trying

    private func hold(_ page: String, _ platform: any Platform, _ promises: [Promise]) async throws {
        let server = TestServer(platform: platform)
        let address = server.address(port: try await server.start())
        print(page)
        for promise in promises {
            let before = server.log.count
            let screen = try await Self.screen(address, platform.scope, promise.keys)
            let asked = server.log.entries.dropFirst(before).map(Self.request)
            let isShown = screen.contains(promise.shows) && Self.isAsked(promise.asks, asked)
            let between = server.log.count
            let printed = try await Self.script(
                promise.command + [
                    "--server", address, "--organization", platform.scope.organization, "--workspace",
                    platform.scope.workspace,
                ])
            let isPrinted =
                printed.contains(promise.prints)
                && Self.isAsked(promise.asks, server.log.entries.dropFirst(between).map(Self.request))
            print(
                "  \(promise.text)  |  \(isShown ? promise.keys : "-")  |  \(isPrinted ? promise.command.joined(separator: " ") : "-")"
            )
            #expect(isShown, "\(promise.text): \(asked) \(screen)")
            #expect(isPrinted, "\(promise.text): \(printed)")
        }
        await server.stop()
    }

    /// All that a command prints. On a thread of its own: the server that it asks needs those that are here.
    private static func script(_ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let run = try ProgramRun(arguments, environment: ["DREADNODE_API_KEY": "dn_key_test"])
                        return run.output + run.errors
                    })
            }
        }
    }

    private static func request(_ entry: RequestLog.Entry) -> String { entry.path + "?" + entry.query }

    private static func isAsked(_ text: String, _ requests: [String]) -> Bool {
        text.isEmpty || requests.contains { $0.contains(text) }
    }

    private static func screen(_ server: String, _ scope: PlatformScope, _ keys: String) async throws -> String {
        let connection = Connection(
            server: ServerConnection(
                address: try #require(ServerAddress(server)), credential: Credential("dn_key_test")),
            organization: scope.organization, workspace: scope.workspace)
        let (stream, post) = AsyncStream<Event>.makeStream()
        let platform = HTTPPlatform(connection, transport: CurlTransport(), options: HTTPOptions.patient())
        let run = ScreenRun(platform, retrying: stream, post)
        await run.start()
        await run.press(keys)
        return run.text
    }
}
