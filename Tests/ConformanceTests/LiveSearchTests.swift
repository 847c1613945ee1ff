import Archive
import Foundation
import Panes
import Platform
import Shell
import Synchronization
import TestSupport
import Testing
import Wire

@testable import App

@Suite("Searches as they are typed, over real platforms")
struct LiveSearchTests {
    /// A clock that is moved by hand.
    private final class Clock: Sendable {
        private let time = Mutex(DemoPlatform.epoch)
        var now: Timestamp { time.withLock { $0 } }
        func advance(_ seconds: Double) { time.withLock { $0 = $0 + seconds } }
    }

    @Test("In the demo's running evaluation a hit appears while one watches, marked, and the selection stays")
    func live() async throws {
        let clock = Clock()
        let demo = DemoPlatform(now: { clock.now })
        let running = try #require(try await demo.allEvaluations().firstIndex { $0.status == .running })
        clock.advance(30)
        var live = LiveState(demo)
        await live.settle()
        for _ in 0..<running { live.press("j") }
        live.press("<enter>")
        await live.settle()
        live.press("s")
        live.type("http")
        live.press("<enter>")
        await live.settle()
        let before = try #require(live.state.hits?.result?.hits)
        #expect(before.count > 2)
        live.press("jj")
        let selected = try #require(live.state.hits?.selectedHit?.itemID)
        var fresh: Set<ItemID> = []
        for _ in 0..<20 where fresh.isEmpty {
            clock.advance(30)
            live.ring(.followSearch)
            await live.settle()
            fresh = live.state.hits?.fresh ?? []
        }
        #expect(!fresh.isEmpty)
        let after = try #require(live.state.hits?.result?.hits)
        let counts = Dictionary(before.map { ($0.itemID, $0.matchCount) }, uniquingKeysWith: { first, _ in first })
        for id in fresh {
            #expect(after.first { $0.itemID == id }?.matchCount ?? 0 > counts[id] ?? -1)
        }
        #expect(live.state.hits?.selectedHit?.itemID == selected)
        live.stop()
    }

    /// `TRAWL_SOAK=10000` for the full run.
    private static let searches = ProcessInfo.processInfo.environment["TRAWL_SOAK"].flatMap { Int($0) } ?? 300

    @Test("Searches typed and given up at random leave nothing behind, and no answer is shown for another query")
    func soak() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "trawl-soak-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let words = ["alpha", "beta", "gamma", "delta", "omega"]
        try Self.write(samples: 60, of: words, to: folder.appending(path: "runs"))
        let archive = try ArchivePlatform.open(paths: [folder.appending(path: "runs").path(percentEncoded: false)])
        let evaluation = try #require(try await archive.allEvaluations().first).id
        try await archive.prepareIndex(of: nil, toItsEnd: true)
        let queries =
            words + words.map { "/\($0.dropLast())./" } + words.map { "\($0) in:agent" } + [
                "alpha or beta", "never:x", "/(/",
            ]
        var expected: [String: Set<ItemID>] = [:]
        for query in queries where query != "/(/" {
            expected[query] = Set(try await archive.search(evaluation, for: query).hits.map(\.itemID))
        }
        var generator = SeededGenerator(seed: 2026)
        var live = LiveState(archive)
        await live.settle()
        live.press("<enter>")
        await live.settle()
        var shown = 0
        var memory: [Int] = []
        for number in 0..<Self.searches {
            live.press("s^U")
            live.type(queries.randomElement(using: &generator) ?? "")
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: live.press("<esc><esc>")
            case 1: live.ring(.debounce)
            case 2: live.press("<enter>r<esc>")
            default: live.press("<enter>")
            }
            if Int.random(in: 0..<8, using: &generator) == 0 { await live.settle() } else { await Task.yield() }
            live.turn()
            live.forgetEffects()
            if let hits = live.state.hits, let result = hits.result, !hits.isPartial, !hits.answered.isEmpty {
                shown += 1
                #expect(Set(result.hits.map(\.itemID)) == expected[hits.answered], "\(hits.answered)")
            }
            if number % max(1, Self.searches / 10) == 0 { memory.append(Self.residentKilobytes) }
            if live.state.place != .hits { live.press(",h") }
        }
        await live.settle()
        live.stop()
        #expect(shown > Self.searches / 10)
        print("soak: \(Self.searches) searches, resident kB after each tenth: \(memory + [Self.residentKilobytes])")
        // What the first tenth needed is needed for good; beyond it nothing grows.
        #expect(Self.residentKilobytes - (memory.dropFirst().first ?? 0) < 64 << 10)
    }

    private static func write(samples: Int, of words: [String], to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for sample in 0..<samples {
            let steps: [JSONValue] = (0..<20).map { step in
                let word = words[(sample * 7 + step * 3) % words.count]
                let text = sample.isMultiple(of: 3) && word == "alpha" ? "nothing" : "the \(word) of step \(step)"
                return [
                    "step_id": .int(step + 1), "source": step.isMultiple(of: 2) ? "user" : "agent",
                    "message": .string(text),
                ]
            }
            let value: JSONValue = [
                "schema_version": "ATIF-v1.7", "agent": ["name": "a", "version": "1"], "steps": .array(steps),
            ]
            try Data(value.bytes).write(to: folder.appending(path: "\(sample).json"))
        }
    }

    private static var residentKilobytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
