import App
import Effects
import Platform
import Shell
import Synchronization
import Terminal
import Triage
import Wire

/// The state with its real effects over a platform, as the program runs it, without a screen.
struct LiveState {
    private(set) var state: AppState
    /// Every effect so far.
    private(set) var effects: [Effect] = []
    private let runner: EffectRunner
    private let mailbox = Mailbox()

    private final class Mailbox: Sendable {
        private let events = Mutex<[Event]>([])
        func post(_ event: Event) { events.withLock { $0.append(event) } }
        func take() -> [Event] {
            events.withLock { events in
                defer { events = [] }
                return events
            }
        }
    }

    init(_ platform: any Platform, size: Size = Size(width: 120, height: 40)) {
        state = AppState(size: size, scope: platform.scope, now: .init(seconds: 1_795_165_200))
        let mailbox = mailbox
        runner = EffectRunner(platform: platform, cache: ResponseCache(), marks: TransientMarks()) { mailbox.post($0) }
        run(state.start())
    }

    /// A query that was just asked, over HTTP, in the first evaluation of a platform.
    static func searching(_ platform: any Platform, _ query: String) async throws -> LiveState {
        var live = LiveState(try await Subject.overHTTP(platform))
        await live.settle()
        live.press("<enter>")
        await live.settle()
        live.press("s")
        live.type(query)
        live.press("<enter>")
        return live
    }

    /// Forgets what effects there were: of many events the list grows long.
    mutating func forgetEffects() { effects = [] }

    mutating func press(_ notation: String) { for key in KeyNotation.parse(notation) ?? [] { send(.key(key)) } }
    mutating func type(_ text: String) { for character in text { send(.key(.character(character))) } }
    mutating func send(_ event: Event) { run(state.update(event)) }

    /// The time that a slot waits for has come.
    mutating func ring(_ slot: EffectSlot) {
        if let effect = effects.last(where: { $0.ticket.slot == slot }) { send(.answer(effect.ticket, .due)) }
    }

    /// Takes what has come in so far.
    mutating func turn() { for event in mailbox.take() { send(event) } }

    /// Takes what comes in until nothing is under way.
    mutating func settle() async {
        while state.isBusy {
            turn()
            await Task.yield()
        }
    }

    /// Takes what comes in until something is so.
    mutating func turn(until isSo: (AppState) -> Bool) async {
        while !isSo(state) {
            turn()
            await Task.yield()
        }
    }

    func stop() { runner.stop() }

    private mutating func run(_ new: [Effect]) {
        effects += new
        for effect in new { runner.run(effect) }
    }
}
