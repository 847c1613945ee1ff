import Foundation
import Platform
import PlatformServer
import TerminalHarness
import TestSupport
import Testing

/// Signing in without leaving the screen, on the real program against a real server.
@Suite struct SignInScreenTests {
    @Test func anExpiredKeyIsReplacedByTheDeviceFlow() async throws {
        var options = TestServerOptions()
        options.token = "dn_key_minted"
        options.deviceLoginPolls = 1
        let home = Browser.home()
        let folder = try #require(home["HOME"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await Browser.over(.sample(), options, key: "dn_key_expired", home: home) { _, environment in
            let session = try TerminalSession(
                command: Browser.path, arguments: [], width: 100, height: 30, environment: environment)
            try session.waitIdle()
            #expect(session.screenText.contains(":login"))
            #expect(!session.screenText.contains("web-easy"))
            session.type(":login\r")
            try session.wait(for: "the code") { $0.lines.contains { $0.contains("confirm the code") } }
            try session.wait(for: "the evaluations") { $0.lines.contains { $0.contains("web-easy") } }
            try session.wait(for: "the remark") { $0.line(29).contains("connected") }
            session.type("q")
            let code = try session.waitForExit()
            #expect(code == 0 && session.isTerminalSane)
        }
        let file = folder + "/trawl/credentials.yaml"
        let kept = try String(contentsOfFile: file, encoding: .utf8)
        #expect(kept.contains("dn_key_minted") && !kept.contains("dn_key_expired"))
        let rights = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    /// A key of another server is asked about on the screen, by the names of both; only y sends it.
    @Test(arguments: ["y": true, "n": false, "\r": false]) func aKeyGoesElsewhereOnlyAfterAYes(
        answer: String, isSent: Bool
    ) async throws {
        let (words, asked) = try await Browser.over(.sample()) { server, environment in
            let address = try #require(environment["DREADNODE_SERVER"])
            let own = environment.merging(["DREADNODE_SERVER": "https://own.example"]) { $1 }
            let session = try TerminalSession(
                command: Browser.path, arguments: ["--server", address, "--allow-http"], width: 80, height: 24,
                environment: own)
            try session.waitIdle()
            let words = session.lines.joined(separator: " ")
            #expect(server.log.entries.isEmpty, "nothing is asked of a server before the answer")
            session.type(answer)
            try session.waitIdle()
            session.type("q")
            #expect(try session.waitForExit() == 0 && session.isTerminalSane)
            return (
                words,
                server.log.entries.contains { $0.headers["x-api-key"] != nil || $0.headers["authorization"] != nil }
            )
        }
        #expect(words.contains("127.0.0.1") && words.contains("own.example") && words.contains("(y/n)"))
        #expect(asked == isSent)
    }
}
