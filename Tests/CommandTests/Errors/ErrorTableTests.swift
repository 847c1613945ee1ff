import App
import Foundation
import Platform
import PlatformHTTP
import PlatformServer
import Shell
import TestSupport
import Testing
import Wire

@testable import trawl

/// Every way in which the server says no, at every endpoint that is used, on the screen and in a shell: what is said,
/// whether it is tried again, and how the program ends. Each test prints its part of the table.
@Suite("Errors, all of them") struct ErrorTableTests {
    /// What came of one request that was refused.
    private struct Outcome {
        /// All that is said: the frame, or standard error.
        var text: String
        /// The part of it that the table shows.
        var words: String
        var requests: Int
        var waits: [Double]
        var exit: ShellStatus?
    }

    @Test(arguments: ErrorEndpoint.all.filter { $0.keys != nil })
    func onTheScreen(endpoint: ErrorEndpoint) async throws {
        let bench = try await ErrorBench()
        var rows: [String] = []
        for error in ErrorCase.all {
            let (outcome, isRecovered) = try await Self.screen(bench, endpoint, error)
            check(outcome, endpoint, error)
            #expect(isRecovered, "\(error.name): what failed is there when it is asked for again")
            rows.append(Self.row(endpoint, "screen", error, outcome))
        }
        await bench.close()
        print(rows.joined(separator: "\n"))
    }

    @Test(arguments: ErrorEndpoint.all.filter { $0.command != nil })
    func inAShell(endpoint: ErrorEndpoint) async throws {
        let bench = try await ErrorBench()
        var rows: [String] = []
        for error in ErrorCase.all {
            let outcome = try await Self.shell(bench, endpoint, error)
            check(outcome, endpoint, error)
            #expect(outcome.exit == error.exit(of: endpoint), "\(error.name)")
            rows.append(Self.row(endpoint, "shell", error, outcome))
        }
        await bench.close()
        print(rows.joined(separator: "\n"))
    }

    @Test func everyEndpointIsHeldToTheTable() {
        #expect(ErrorEndpoint.all.allSatisfy { $0.keys != nil || $0.command != nil })
        #expect(Set(ErrorEndpoint.all.map(\.name)).count == ErrorEndpoint.all.count)
    }

    private func check(_ outcome: Outcome, _ endpoint: ErrorEndpoint, _ error: ErrorCase) {
        let requests = error.requests(of: endpoint)
        #expect(outcome.requests == requests, "\(error.name)")
        #expect(outcome.waits.count == requests - 1, "\(error.name)")
        if let asked = error.retryAfter { #expect(outcome.waits.allSatisfy { $0 == Double(asked) }) }
        if outcome.exit == nil, let instead = endpoint.instead {
            #expect(outcome.text.contains(instead.mark), "\(error.name)")
            return
        }
        let needed = error.needed(of: endpoint, inShell: outcome.exit != nil)
        let hint = endpoint.hasHint || outcome.exit != nil ? needed.hint : []
        for word in needed.sentence + hint {
            #expect(outcome.text.contains(word), "\(error.name): \(word) in \(outcome.text)")
        }
    }

    /// `| endpoint | where | status | requests | tried again | exit | words |`
    private static func row(_ endpoint: ErrorEndpoint, _ place: String, _ error: ErrorCase, _ outcome: Outcome)
        -> String
    {
        let waits = outcome.waits.map { String(format: "%g", $0) }.joined(separator: ", ")
        let cells = [
            endpoint.name, place, error.name, "\(outcome.requests)", waits.isEmpty ? "no" : "after \(waits) s",
            outcome.exit.map { "\($0.rawValue)" } ?? "goes on", outcome.words,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    // MARK: The two places

    private static func screen(
        _ bench: ErrorBench, _ endpoint: ErrorEndpoint, _ error: ErrorCase
    ) async throws -> (Outcome, isRecovered: Bool) {
        bench.fail(endpoint, error)
        let (stream, post) = AsyncStream<Event>.makeStream()
        let run = ScreenRun(try bench.client { post.yield($0) }, retrying: stream, post)
        await run.start(at: endpoint.isLookedUp ? .evaluation("zz", item: nil, step: nil) : nil)
        await run.press(endpoint.keys ?? "")
        let (text, requests, waits) = (run.text, bench.transport.count(endpoint.name), bench.waits.values)
        bench.heal(endpoint)
        // What an action came to stays until it could be read.
        await run.pause()
        await run.press(endpoint.again)
        let needed = error.needed(of: endpoint, inShell: false).sentence
        let isRecovered = endpoint.instead != nil || !needed.allSatisfy(run.text.contains)
        // Rows that belong together follow each other; between them and the rest of the frame a row is blank.
        let part = text.split(separator: "  ").first { part in needed.first.map { part.contains($0) } ?? false }
        let words = endpoint.instead?.words ?? String((part ?? text[...]).prefix(200))
        return (Outcome(text: text, words: words, requests: requests, waits: waits), isRecovered)
    }

    private static func shell(_ bench: ErrorBench, _ endpoint: ErrorEndpoint, _ error: ErrorCase) async throws
        -> Outcome
    {
        bench.fail(endpoint, error)
        defer { bench.heal(endpoint) }
        let failure = try await bench.run(endpoint)
        let text = [failure?.message, failure?.hint].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        return Outcome(
            text: text, words: text, requests: bench.transport.count(endpoint.name), waits: bench.waits.values,
            exit: failure?.status ?? .success)
    }
}
