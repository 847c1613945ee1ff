import App
import Effects
import Foundation
import Platform
import PlatformHTTP
import Shell
import Terminal
import TestSupport
import Triage
import Views
import Wire

@testable import trawl

/// The screen without a terminal: its state, its effects and its frames are the program's own; only time is made up, so
/// that nothing waits.
final class ScreenRun {
    private var state: AppState
    private let runner: EffectRunner
    private let post: AsyncStream<Event>.Continuation
    private var events: AsyncStream<Event>.Iterator
    private var now = StateDriver.start
    /// Timers that have run out.
    private var due: [Ticket] = []

    init(
        _ platform: any Platform, retrying: AsyncStream<Event>, _ post: AsyncStream<Event>.Continuation,
        size: Size = Size(width: 200, height: 24)
    ) {
        state = AppState(size: size, scope: platform.scope, now: now)
        self.post = post
        runner = EffectRunner(
            platform: platform, cache: ResponseCache(), marks: TransientMarks(), download: BackgroundDownload.run
        ) { post.yield($0) }
        events = retrying.makeAsyncIterator()
    }

    /// Begins, and waits until nothing is under way.
    func start(at point: StartingPoint? = nil) async {
        perform(state.start(at: point))
        await settle()
    }

    /// Presses keys, in the notation of the key table with lines typed at once between `«` and `»`, each when nothing is under
    /// way.
    func press(_ keys: String) async {
        for (index, part) in keys.split(separator: "«", omittingEmptySubsequences: false).enumerated() {
            let halves = part.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
            if index > 0, let line = halves.first {
                for character in line { perform(state.update(.key(.character(character)))) }
                await settle()
            }
            for key in KeyNotation.parse(String(index > 0 ? halves.last ?? "" : part)) ?? [] { await send(.key(key)) }
        }
    }

    /// Time in which what is said can be read.
    func pause() async { await send(.clock(Timestamp(seconds: state.now.seconds + 5))) }

    /// The rows of the frame, one after the other: what is wrapped reads on.
    var text: String {
        var buffer = CellBuffer(size: state.size)
        Views.draw(state, theme: .plain, into: &buffer)
        return (0..<state.size.height).map { row in
            buffer.line(row).split(whereSeparator: { $0.isWhitespace || "│─".contains($0) }).joined(separator: " ")
        }.joined(separator: " ")
    }

    private func send(_ event: Event) async {
        perform(state.update(event))
        await settle()
    }

    /// Takes what comes until nothing is under way.
    private func settle() async {
        while state.isBusy {
            if let ticket = due.popLast() {
                perform(state.update(.answer(ticket, .due)))
            } else if let event = await events.next() {
                perform(state.update(event))
            } else {
                return
            }
        }
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            if case .wait(let seconds) = effect.work {
                // The looks that follow what is running would go on for ever.
                guard [.debounce, .detail, .keys, .countdown].contains(effect.ticket.slot) else { continue }
                now = now + seconds
                _ = state.update(.clock(now))
                due.append(effect.ticket)
            } else if runner.run(effect) != nil {
                due.append(effect.ticket)
            }
        }
    }
}
