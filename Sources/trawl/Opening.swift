import App
import Curses
import Foundation
import Platform
import Terminal
import Views
import Wire

/// What stands on the screen before there is a platform: a question whose key goes where, and the wait for what takes its
/// time, as a server does that has to be asked where one is, or a file of many items. Both are left by q.
struct Opening {
    private typealias Outcome = Result<any Platform, any Error>

    private let mailbox = Mailbox<Outcome>()
    private let done = DispatchSemaphore(value: 0)

    /// Begins to open a platform.
    init(_ open: @escaping @Sendable () throws -> any Platform) {
        Thread.detachNewThread { [mailbox, done] in
            mailbox.post(Outcome(catching: open))
            done.signal()
        }
    }

    /// The platform, where it is there by then; nil where it is not. Throws what opening it throws.
    func platform(within seconds: Double) throws -> (any Platform)? {
        guard done.wait(timeout: .now() + seconds) == .success else { return nil }
        return try mailbox.drain().first?.get()
    }

    /// Whether the user presses y; any other key is a no. Throws `ShellStatus.success` where the user leaves.
    static func agrees(to question: String, on screen: CursesScreen, _ theme: Theme) throws -> Bool {
        let loop = UILoop(screen: screen, mailbox: Mailbox<Never>())
        var answer: Bool?
        loop.run(
            handle: { event in
                switch event {
                case .key(.character("q")), .key(.control("c")), .terminate, .hangup: break
                case .key(let key): answer = key == .character("y") || key == .character("Y")
                default: return
                }
                loop.stop()
            },
            draw: { Views.draw(question: question, theme: theme, into: &$0) })
        guard let answer else { throw ShellStatus.success }
        return answer
    }

    /// Waits for the platform on the screen. Throws what opening it throws, and `ShellStatus.success` where the user leaves
    /// first.
    func platform(on screen: CursesScreen, of server: String, _ theme: Theme) throws -> any Platform {
        let loop = UILoop(screen: screen, mailbox: mailbox)
        var outcome: Outcome?
        loop.isBusy = { outcome == nil }
        loop.run(
            handle: { event in
                switch event {
                case .message(let answer): outcome = answer
                case .key(.character("q")), .key(.control("c")), .terminate, .hangup: break
                default: return
                }
                loop.stop()
            },
            draw: { frame in
                // Nothing is known of the place yet but the server: an empty pane says what is waited for.
                let scope = PlatformScope(server: server, organization: "…", workspace: "…")
                var state = AppState(size: frame.size, scope: scope, now: .now)
                _ = state.start(at: nil)
                Views.draw(state, theme: theme, into: &frame)
            })
        guard let outcome else { throw ShellStatus.success }
        return try outcome.get()
    }
}
