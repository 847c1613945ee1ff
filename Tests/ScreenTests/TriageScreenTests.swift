import Archive
import Foundation
import Platform
import PlatformServer
import TerminalHarness
import TestSupport
import Testing

/// Triage on the real program: the tour of the README, and what stays when the server goes.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct TriageScreenTests {
    /// From the list to the named class of the most common failure, its example's last error on the screen.
    @Test func theTourOfTheReadMe() throws {
        let session = try Browser.demo(width: 120, height: 40)
        for row in 2...4 {
            try session.press("j")
            #expect(session.lines[1].contains(" \(row)/"))
        }
        try session.press("\r")
        #expect(session.lines[1].contains("Items") && session.lines[1].contains("1/96"))
        #expect(session.lines[39].contains("e classes"), "the next key is on the screen")
        try session.press("e")
        #expect(session.lines[1].contains("Why they failed"))
        #expect(session.lines[39].contains("Enter items"))
        #expect(session.lines[3].contains("“wrong flag”"))
        let counts = session.lines[3...].prefix { $0.contains("✘") || $0.contains("◷") }.compactMap { line in
            line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        }
        #expect(counts.count > 2 && counts.max() == counts.first)
        let detail = session.lines[22...].joined(separator: "\n")
        #expect(detail.contains("verifier: flag mismatch: expected sha256"))
        #expect(detail.contains("models hit"))
        try session.press("\r")
        #expect(session.lines[1].contains("Items: wrong flag"))
        try session.press("\r")
        #expect(session.lines[0].contains("step 19") && session.screenText.contains("result failed"))
        // The eighth key: what was submitted, and why it is wrong.
        try session.press("G")
        #expect(session.lines[0].contains("step 26"))
        #expect(session.screenText.contains("No flag. My best guess"))
        #expect(session.screenText.contains("FLAG{59cfaff805bd90fbbda54bb8}"))
    }

    /// A count, the verdict key with its words, and the way back: habits of the hand, on the real program.
    @Test func habits() throws {
        let session = try Browser.demo(width: 120, height: 40)
        for key in ["j", "j", "j", "\r", "5"] { try session.press(key) }
        #expect(session.lines[39].hasPrefix(" 5 "))
        try session.press("j")
        #expect(session.lines[1].contains("6/96"))
        try session.press("a")
        #expect(session.screenText.contains("i  infra") && session.screenText.contains("t  todo"))
        try session.press("i")
        #expect(session.lines[39].contains("infra"))
        try session.press("Z")
        #expect(session.lines[1].contains("6/96") && session.lines[39].contains("undone"))
        try session.press("?")
        session.type("refusal sweep\r")
        try session.wait(for: "the sweep") { $0.line(1).contains("Refusals") }
    }

    /// Read and prefetched trajectories are there when the server is not, and the status line says how old they are.
    @Test(.timeLimit(.minutes(2))) func whatWasReadStaysWhenTheServerGoes() async throws {
        var options = TestServerOptions()
        options.token = "key-of-this-test"
        let server = TestServer(platform: DemoPlatform(), options: options)
        let port = try await server.start()
        let scope = DemoPlatform().scope
        let environment = Browser.home().merging([
            "DREADNODE_SERVER": server.address(port: port), "DREADNODE_API_KEY": "key-of-this-test",
            "DREADNODE_ORGANIZATION": scope.organization, "DREADNODE_WORKSPACE": scope.workspace,
        ]) { $1 }
        let session = try TerminalSession(
            command: Browser.path, width: 120, height: 40, environment: environment)
        try session.waitIdle()
        for key in ["j", "j", "j", "\r"] { try session.press(key) }
        // The selected item and the next two are read ahead without a key.
        while server.log.count(ending: "/trajectory") < 3 { await Task.yield() }
        #expect(server.log.count(ending: "/trajectory") == 3)
        try session.press("j")
        try session.press("\r")
        #expect(session.lines[0].contains("step "))
        while server.log.count(ending: "/trajectory") < 5 { await Task.yield() }
        await server.stop()

        // The next one was read ahead; nothing is asked for it.
        try session.press("L")
        #expect(session.lines[0].contains("step "))
        try session.press("\u{1b}")
        try session.press("r")
        try session.wait(for: "the age of the list") { $0.line(39).contains("not responding; data is") }
        #expect(session.lines[3].contains("web/"))
        try session.press("\r")
        #expect(session.lines[0].contains("step "))
        #expect(session.lines[39].contains("not responding; data is"))
    }

    /// The end of what is followed reaches the terminal as it was asked for, once, and without what a server may have put
    /// into the name.
    @Test(arguments: ["none", "bell", "message", "both"]) func theEndIsTold(_ kind: String) async throws {
        let platform = FakePlatform.sample()
        platform.edit { $0.evaluations[1].name = "web\u{1b}]0;x\u{7}hard" }
        let home = Browser.home()
        let folder = (home["XDG_CONFIG_HOME"] ?? "") + "/trawl"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("alert: \(kind)\n".utf8).write(to: URL(fileURLWithPath: folder + "/config.yaml"))
        let (bells, messages) = try await Browser.over(platform, home: home) { _, environment in
            try Self.watchTheEnd(platform, environment)
        }
        #expect(messages == (["message", "both"].contains(kind) ? 1 : 0))
        // A message ends with the same byte as the bell.
        #expect(bells == (["bell", "both"].contains(kind) ? 1 : 0) + messages)
    }

    /// Bells and messages from the moment on at which the evaluation has ended.
    private static func watchTheEnd(_ platform: FakePlatform, _ home: [String: String]) throws -> (Int, Int) {
        let session = try TerminalSession(
            command: Browser.path, arguments: ["e2"], width: 100, height: 30, environment: home)
        try session.waitIdle()
        try session.wait(for: "the items") { $0.line(1).contains("Items") }
        // Titles of the window end with the byte of the bell as well.
        let titles = session.count(of: "\u{1b}]2;")
        let before = session.count(of: "\u{7}") - titles
        platform.edit { $0.evaluations[1].status = .completed }
        try session.press("r")
        try session.wait(for: "the end") { $0.line(29).contains("has ended") }
        try session.press("r")
        let bells = session.count(of: "\u{7}") - session.count(of: "\u{1b}]2;") - before
        return (bells, session.count(of: "\u{1b}]9;trawl: web⟨") + session.count(of: "\u{1b}]9;trawl: web␛"))
    }
}
