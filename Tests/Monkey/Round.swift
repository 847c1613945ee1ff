import Foundation
import TerminalHarness
import TestSupport

/// The monkey at one place, with what it met.
struct Round {
    /// One run of the program lasts no longer, so that each sees other sizes and other faults.
    private static let longestRun = Duration.seconds(30)
    /// Milliseconds without an idle report that are a hang.
    private static let patience: Int32 = 10_000

    /// A program that works, and draws, has so many times as long.
    private static let turnsOfWork = 6

    private enum Failure: Error { case neverIdle }

    /// No key opens a second browser over the first: nobody could tell whether that one is idle.
    private static let settings = "keys: {open-download: []}"

    let place: Place
    let seed: UInt64
    let folder: String
    private(set) var findings: [String] = []
    private var plays: Plays
    private var keys = 0
    private var runs = 0
    /// Runs at whose end the program was waiting for a server that says nothing, and drew all the same: no hang.
    private var waits = 0
    private var longestTurn = Duration.zero
    /// Kilobytes: when the first run began, when the last one ended, and the most at the end of any.
    private var memory = (start: 0, end: 0, most: 0)
    private var last: [String] = []

    init(place: Place, seed: UInt64, folder: String) {
        (self.place, self.seed, self.folder) = (place, seed, folder)
        plays = Plays(seed: seed)
    }

    mutating func play(for time: Duration) async throws {
        let end = ContinuousClock.now + time
        while .now < end, findings.isEmpty {
            let stage = try await Stage.set(place, folder: folder, &plays)
            runs += 1
            run(stage, until: min(end, .now + Self.longestRun))
            await stage.server?.stop()
        }
    }

    private mutating func run(_ stage: Stage, until end: ContinuousClock.Instant) {
        last = []
        var foreign = ForeignBytes()
        do {
            let session = try open(stage)
            defer {
                foreign.feed(session.takeOutput())
                findings += foreign.found.prefix(3).map { "foreign bytes: \($0)" }
            }
            let waitsBefore = waits
            _ = try settle(session)
            let start = session.residentMemory ?? 0
            if memory.start == 0 { memory.start = start }
            while .now < end, foreign.found.isEmpty, waits == waitsBefore {
                try turn(session)
                foreign.feed(session.takeOutput())
            }
            memory.end = session.residentMemory ?? memory.end
            memory.most = max(memory.most, memory.end)
            session.signal(SIGTERM)
            expect(try session.waitForExit(), among: [0, 128 + Int(SIGTERM)])
            if !session.isTerminalSane { findings.append("the terminal is not given back") }
        } catch TerminalSession.Failure.ended(let code, let screen) {
            expect(code, among: [0], screen)
        } catch {
            findings.append("hang: \(error)")
        }
    }

    private mutating func expect(_ code: Int, among good: [Int], _ screen: String = "") {
        if !good.contains(code) { findings.append("ended with \(code)\n\(screen)") }
    }

    private mutating func open(_ stage: Stage) throws -> TerminalSession {
        let home = folder + "/home-\(place)-\(runs)"
        try FileManager.default.createDirectory(atPath: home + "/trawl", withIntermediateDirectories: true)
        try Self.settings.write(toFile: home + "/trawl/config.yaml", atomically: true, encoding: .utf8)
        var environment = [
            "PAGER": "true", "EDITOR": "true", "VISUAL": "true", "BROWSER": "true", "ASAN_OPTIONS": "detect_leaks=0",
        ]
        environment["TSAN_OPTIONS"] = ProcessInfo.processInfo.environment["TSAN_OPTIONS"]
        for name in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            environment[name] = home
        }
        let (width, height) = plays.pick([(120, 40), (80, 24), (200, 60), (40, 10), (100, 30)])
        return try TerminalSession(
            command: TerminalSession.product("trawl"), arguments: stage.arguments, width: width, height: height,
            environment: environment.merging(stage.environment) { $1 }, directory: home, patience: Self.patience)
    }

    private mutating func turn(_ session: TerminalSession) throws {
        let play = plays.next()
        last = last.suffix(39) + [play.description]
        let begin = ContinuousClock.now
        switch play {
        case .keys(let text):
            keys += text.unicodeScalars.count
            session.type(text)
        case .resize(let width, let height): session.change(width: width, height: height)
        case .storm(let sizes): for size in sizes { session.change(width: size.width, height: size.height) }
        case .suspend: session.suspendAndContinue()
        }
        if try settle(session) { longestTurn = max(longestTurn, .now - begin) }
    }

    /// Whether the program has had everything that was typed. One that draws all the same is no hang while it works: a slow
    /// machine has some turns more for it, and one that waits for a server that says nothing is let go.
    private mutating func settle(_ session: TerminalSession) throws -> Bool {
        for turn in 1... {
            do {
                return try session.settle()
            } catch TerminalSession.Failure.stuck where session.redraws(width: 100 + turn, height: 31) {
                guard place != .server else { break }
                if turn == Self.turnsOfWork { throw Failure.neverIdle }
            }
        }
        waits += 1
        return false
    }

    var summary: String {
        let turn = longestTurn.components.seconds * 1_000 + longestTurn.components.attoseconds / 1_000_000_000_000_000
        let line =
            "\(findings.isEmpty ? "ok" : "FAIL") \(place): seed \(seed), \(keys) keys, \(runs) runs (\(waits) ended waiting), longest turn \(turn) ms, "
            + "memory \(memory.start) kB at start, \(memory.end) kB at end, \(memory.most) kB at most"
        guard !findings.isEmpty else { return line }
        return ([line] + findings + ["the last: " + last.joined(separator: " ")]).joined(separator: "\n")
    }
}
