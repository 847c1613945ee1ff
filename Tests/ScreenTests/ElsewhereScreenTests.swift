import Foundation
import TerminalHarness
import Testing

/// From one place to another and back, on the real program.
@Suite(.enabled(if: Browser.hasDemo, "trawl demo is not there yet")) struct ElsewhereScreenTests {
    @Test func aBundleIsBrowsedAndLeftAgain() throws {
        let home = Browser.home()
        let folder = try #require(home["HOME"])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = try Browser.demo(width: 120, height: 30, environment: home)
        try session.press("G:download ~/all.zip\r")
        try session.wait(for: "the end of the download") { $0.line(29).contains("D opens it") }
        let before = session.lines[1...20]
        session.type("D")
        try session.wait(for: "the bundle's screen") { $0.line(0).contains("archive") }
        session.type("q")
        // Its rows come after its first line.
        try session.wait(for: "the first screen as it was") { $0.lines[1...20] == before }
        #expect(session.lines[1...20] == before)
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0 && session.isTerminalSane)
    }

    @Test func thePagerHasTheTerminal() throws {
        let session = try Browser.demo(environment: ["PAGER": "echo paged; read key; echo key was $key; read key; true"]
        )
        let before = session.lines
        session.type("p")
        try session.wait(for: "the pager") { $0.lines.contains("paged") }
        session.type("x\r")
        try session.wait(for: "the pager's key") { $0.lines.contains("key was x") }
        session.type("\r")
        try session.wait(for: "the screen") { $0.line(0) == before[0] }
        session.type("q")
        let code = try session.waitForExit()
        #expect(code == 0 && session.isTerminalSane)
    }

    @Test func aTrajectoryIsOpenedByItsName() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trawl-test-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let steps = (1...3).map { #"{"step_id":\#($0),"source":"user","message":"message \#($0)"}"# }
        let document = #"{"schema_version":"ATIF-v1.7","session_id":"s","steps":[\#(steps.joined(separator: ","))]}"#
        try Data(document.utf8).write(to: URL(fileURLWithPath: folder + "/run.json"))
        let listed = try output(["evaluations", "--archive", folder + "/run.json"])
        let evaluation = try #require(listed.split(separator: "\t").first.map(String.init))
        let items = try output(["items", evaluation, "--archive", folder + "/run.json"])
        let item = try #require(items.split(separator: "\t").dropFirst().first.map(String.init))
        let session = try TerminalSession(
            command: Browser.path,
            arguments: ["trajectory", "\(evaluation.prefix(8))/\(item)", "--read", "--archive", folder + "/run.json"],
            width: 80, height: 24, environment: Browser.home())
        try session.waitIdle()
        #expect(session.lines[0].contains("step 1"))
        #expect(session.screenText.contains("message 1"))
    }

    @Test func anotherProfileIsAnotherServer() throws {
        let home = Browser.home()
        let folder = try #require(home["HOME"])
        try FileManager.default.createDirectory(atPath: folder + "/trawl", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("secret\n".utf8).write(to: URL(fileURLWithPath: folder + "/key"))
        let servers = try (0..<2).map { _ in try ServedDemo(key: folder + "/key") }
        let profiles = zip(["one", "two"], servers).map { name, server in
            "  \(name): {url: \"\(server.address)\", api_key: secret, default_organization: \(server.organization)}"
        }
        try Data("active: one\nservers:\n\(profiles.joined(separator: "\n"))\n".utf8)
            .write(to: URL(fileURLWithPath: folder + "/trawl/credentials.yaml"))
        let session = try TerminalSession(
            command: Browser.path, arguments: [], width: 120, height: 30, environment: home)
        try session.waitIdle()
        #expect(session.lines[0].contains(servers[0].address))
        try session.press(":profile\r")
        #expect(session.screenText.contains("Profiles: Enter chooses"))
        try session.press("j\r")
        #expect(session.lines[0].contains(servers[1].address))
        #expect(session.lines[29].contains("connected"))
        #expect(session.lines[1].contains("Evaluations"))
        try session.press(":profile gone\r")
        #expect(session.lines[29].contains("no profile"))
        #expect(session.lines[0].contains(servers[1].address))
    }

    private func output(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Browser.path)
        process.arguments = arguments
        process.environment = Browser.home()
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        defer { process.waitUntilExit() }
        return String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}

/// `trawl serve --demo` on a free port.
private final class ServedDemo {
    let address: String
    let organization = "demo"
    private let process = Process()

    init(key: String) throws {
        process.executableURL = URL(fileURLWithPath: Browser.path)
        process.arguments = ["serve", "--demo", "--port", "0", "--token-file", key]
        process.environment = Browser.home()
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        var line = ""
        while let byte = try out.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8), !byte.isEmpty {
            line += String(decoding: byte, as: UTF8.self)
        }
        address = line
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
