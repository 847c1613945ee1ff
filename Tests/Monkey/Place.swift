import Archive
import Foundation
import Platform
import PlatformServer
import TerminalHarness
import TestSupport

/// Where the monkey plays.
enum Place: String, CaseIterable {
    /// The built-in workspace.
    case demo
    /// A bundle on this disk.
    case archive
    /// A server that fails in another way each time.
    case server
}

/// What the program is started with, and what has to be stopped afterwards.
struct Stage {
    var arguments: [String]
    var environment: [String: String] = [:]
    var server: TestServer?

    static func set(_ place: Place, folder: String, _ plays: inout Plays) async throws -> Stage {
        switch place {
        case .demo: Stage(arguments: ["demo"])
        case .archive: Stage(arguments: ["open", try await bundle(in: folder)])
        case .server: try await faulty(&plays)
        }
    }

    /// Downloads the demo's first evaluation, once.
    private static func bundle(in folder: String) async throws -> String {
        let path = folder + "/bundle.zip"
        if FileManager.default.fileExists(atPath: path) { return path }
        let page = try await DemoPlatform().evaluations(EvaluationQuery())
        guard let evaluation = page.items.first(where: { $0.status == .completed }) else { return path }
        let session = try TerminalSession(
            command: TerminalSession.product("trawl"),
            arguments: ["download", evaluation.id.text, "--demo", "-o", path], environment: ["HOME": folder],
            directory: folder)
        _ = try session.waitForExit()
        return path
    }

    private static let paths = [
        "/**", "/org/**", "/org/*/ws/*/evaluations", "/org/*/ws/*/evaluations/**", "/org/*/ws/*/sessions/**",
        "/org/*/ws/*/evaluation/**", "/org/*/ws/*/worlds/**",
    ]

    /// The demo behind a link on which a few things go wrong.
    private static func faulty(_ plays: inout Plays) async throws -> Stage {
        var options = TestServerOptions()
        options.token = "dn_key_monkey"
        for _ in 0..<6 {
            let fault: FaultRule.Fault = plays.pick([
                .status(500), .status(503, retryAfter: "1"), .status(429, retryAfter: "1"), .status(404), .status(401),
                .reset, .resetAfter(plays.number(0...3_000)), .truncate(plays.number(0...3_000)),
                .stall(plays.number(0...3_000)), .page, .garbage, .empty, .redirect("http://127.0.0.1:9/"),
            ])
            options.faults.append(FaultRule(plays.pick(paths), fault, times: plays.number(1...8)))
        }
        let server = TestServer(platform: DemoPlatform(), options: options)
        let address = server.address(port: try await server.start())
        return Stage(
            arguments: [],
            environment: [
                "DREADNODE_SERVER": address, "DREADNODE_API_KEY": "dn_key_monkey", "DREADNODE_ORGANIZATION": "demo",
                "DREADNODE_WORKSPACE": "main",
            ], server: server)
    }
}
