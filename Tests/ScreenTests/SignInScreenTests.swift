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
}
