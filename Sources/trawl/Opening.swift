import App
import Curses
import Foundation
import Platform
import Terminal
import Views
import Wire

/// What stands on the screen before there is a platform: a question whose key goes where, and the wait for a server that
/// has to be asked where one is. Both are left by q.
enum Opening {
    private typealias Outcome = Result<any Platform, any Error>

    /// Whether the user presses y; any other key is a no. Throws `ShellStatus.success` where the user leaves.
    static func agrees(to question: String, on screen: Screen, _ theme: Theme) throws -> Bool {
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

    /// Opens a platform behind the screen. Throws what `open` throws, and `ShellStatus.success` where the user leaves first.
    static func platform(
        on screen: Screen, of server: String, _ theme: Theme, _ open: @escaping @Sendable () throws -> any Platform
    ) throws -> any Platform {
        let mailbox = Mailbox<Outcome>()
        let loop = UILoop(screen: screen, mailbox: mailbox)
        var outcome: Outcome?
        loop.isBusy = { outcome == nil }
        Thread.detachNewThread { mailbox.post(Outcome(catching: open)) }
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
