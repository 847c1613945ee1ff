import Foundation
import Platform
import PlatformServer
import TerminalHarness
import TestSupport
import Testing

/// The real program on a terminal, with a home of its own.
enum Browser {
    static let path = TerminalSession.product("trawl")

    /// Whether the program has its screen already. The tests that need it wait for that.
    static let hasDemo: Bool = {
        guard let session = try? TerminalSession(command: path, arguments: ["demo", "--help"], environment: home())
        else {
            return false
        }
        return (try? session.waitForExit()) == 0 && session.screenText.contains("trawl demo")
    }()

    /// `trawl demo` at its first full screen.
    static func demo(
        width: Int = 80, height: Int = 24, term: String = "xterm-256color", environment: [String: String] = [:]
    ) throws -> TerminalSession {
        let session = try TerminalSession(
            command: path, arguments: ["demo"], width: width, height: height, term: term,
            environment: home().merging(environment) { $1 })
        try session.waitIdle()
        return session
    }

    /// Plays over a server in this process, which is stopped whatever happens; `body` gets it with an environment that leads
    /// there, and waits for its terminal on a thread of its own, as the server needs the others. `key` is what the program
    /// has, where that is not what the server asks for.
    static func over<Value: Sendable>(
        _ platform: FakePlatform, _ options: TestServerOptions = TestServerOptions(), key: String? = nil,
        home: [String: String] = Self.home(),
        _ body: @escaping @Sendable (TestServer, [String: String]) throws -> Value
    ) async throws -> Value {
        var options = options
        options.token = options.token ?? "dn_key_test"
        let server = TestServer(platform: platform, options: options)
        let environment = home.merging([
            "DREADNODE_SERVER": server.address(port: try await server.start()),
            "DREADNODE_API_KEY": key ?? options.token ?? "", "DREADNODE_ORGANIZATION": "acme",
            "DREADNODE_WORKSPACE": "main",
        ]) { $1 }
        let result = await withCheckedContinuation { (done: CheckedContinuation<Result<Value, any Error>, Never>) in
            Thread.detachNewThread { done.resume(returning: Result { try body(server, environment) }) }
        }
        await server.stop()
        return try result.get()
    }

    /// Folders for configuration, cache, state and files in passing that nobody else uses.
    static func home() -> [String: String] {
        let folder = homes + "/" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let names = ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"]
        return Dictionary(uniqueKeysWithValues: names.map { ($0, folder) })
    }

    /// Where all of them are, until the tests end.
    private static let homes: String = {
        atexit { try? FileManager.default.removeItem(atPath: Browser.homesPath) }
        return homesPath
    }()

    private static let homesPath = NSTemporaryDirectory() + "trawl-test-\(getpid())"
}

extension TerminalSession {
    /// How often a sequence has been sent.
    func count(of sequence: String) -> Int {
        let wanted = Array(sequence.utf8)
        guard output.count >= wanted.count else { return 0 }
        return (0...(output.count - wanted.count)).count { output[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }

    /// Full frames since the program began.
    var frames: Int { count(of: "\u{1b}[?2026h") }
}
