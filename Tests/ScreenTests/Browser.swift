import Foundation
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

    /// Does what waits for a terminal on a thread of its own: a server in this process needs the others.
    static func aside(_ body: @escaping @Sendable () throws -> Void) async throws {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Void, any Error>, Never>) in
            Thread.detachNewThread { continuation.resume(returning: Result(catching: body)) }
        }
        try result.get()
    }

    /// Folders for configuration, cache and state that nobody else uses.
    static func home() -> [String: String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trawl-test-\(UUID().uuidString)")
            .path
        return ["HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder]
    }
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
