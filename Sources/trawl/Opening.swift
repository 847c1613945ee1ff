import App
import Curses
import Foundation
import Platform
import Terminal
import Views
import Wire

/// The wait for a server that has to be asked where one is before there is anything to show: drawn, and left by q.
enum Opening {
    private typealias Outcome = Result<any Platform, any Error>

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
