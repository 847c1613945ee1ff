import Foundation
import Platform
import Synchronization
import TerminalHarness
import TestSupport
import Testing

/// Holds answers back until it is opened.
private final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Returns when the gate is open.
    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = State(isOpen: true) }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// A search on the real program against a real server that is slow, fails, or goes away while somebody types.
@Suite("A search while the server misbehaves", .serialized) struct SearchScreenTests {
    private static let path = "/org/*/ws/*/evaluation/*/items/search"

    private struct Scene {
        let server: TestServer
        let session: TerminalSession

        var status: String { session.lines[29] }
        /// Requests for hits so far.
        var searches: Int { server.log.count(ending: "items/search") }
    }

    /// Plays in the items of the sample workspace, `s` pressed.
    private func play(
        _ platform: FakePlatform = .sample(), faults: [FaultRule] = [],
        _ act: @escaping @Sendable (Scene) throws -> Void
    ) async throws {
        var options = TestServerOptions()
        options.faults = faults
        try await Browser.over(platform, options) { server, environment in
            let session = try TerminalSession(
                command: Browser.path, arguments: ["e1"], width: 100, height: 30, environment: environment)
            try session.waitIdle()
            try session.press("s")
            try act(Scene(server: server, session: session))
        }
    }

    @Test("Ten quick keys cost at most three requests, and Enter none beyond") func quickKeys() async throws {
        try await play { scene in
            for key in "the flag i" { scene.session.type(String(key)) }
            try scene.session.waitIdle()
            #expect((1...3).contains(scene.searches))
            #expect(scene.session.screenText.contains("sqli-login"))
            let before = scene.searches
            try scene.session.press("\r")
            #expect(scene.searches == before)
        }
    }

    @Test("A failure is told in the pane; the next query works") func failing() async throws {
        try await play(faults: [FaultRule(Self.path, .status(500), times: 1)]) { scene in
            try scene.session.press("flag\r")
            #expect(scene.session.screenText.contains("The server failed"))
            try scene.session.press("s is\r")
            #expect(scene.session.screenText.contains("sqli-login"))
            #expect(!scene.session.screenText.contains("The server failed"))
        }
    }

    @Test("A server that asks for patience gets it, and the hits come") func limited() async throws {
        try await play(faults: [FaultRule(Self.path, .status(429, retryAfter: "1"), times: 1)]) { scene in
            scene.session.type("flag\r")
            try scene.session.wait(for: "the count-down") { $0.line(29).contains("; retry ") }
            // Meanwhile the line can be opened and typed in.
            scene.session.type("s x")
            try scene.session.wait(for: "the typed text") { $0.line(29).contains("flag x") }
            scene.session.type("\u{7f}\u{7f}\r")
            try scene.session.wait(for: "the hits") { $0.lines.joined().contains("sqli-login") }
        }
    }

    @Test("While an answer is late typing shows at once, and only the last query is shown") func slow() async throws {
        let platform = FakePlatform.sample()
        let gate = Gate()
        defer { gate.open() }
        platform.edit { state in
            state.gate = { call in if call == "search" { await gate.pass() } }
        }
        try await play(platform) { scene in
            scene.session.type("flag\r")
            try scene.session.wait(for: "the search to be under way") { $0.lines.joined().contains("Searching") }
            scene.session.type("s^")
            scene.session.type("\u{15}cannot")
            try scene.session.wait(for: "the typed text") { $0.line(29).contains("search: cannot") }
            gate.open()
            try scene.session.press("\r")
            #expect(scene.session.screenText.contains("xss-stored"))
            #expect(!scene.session.screenText.contains("sqli-login"))
        }
    }

    @Test("A server that is gone is told of, and typing goes on") func gone() async throws {
        try await play { scene in
            let isStopped = DispatchSemaphore(value: 0)
            let server = scene.server
            Task {
                await server.stop()
                isStopped.signal()
            }
            isStopped.wait()
            scene.session.type("flag\r")
            try scene.session.wait(for: "word of it") {
                $0.line(29).contains("; retry ") || $0.lines.joined().contains("cannot be reached")
            }
            scene.session.type("s more")
            try scene.session.wait(for: "the typed text") { $0.line(29).contains("flag more") }
        }
    }
}
