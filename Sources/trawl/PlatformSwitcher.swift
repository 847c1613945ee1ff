import Foundation
import Platform
import PlatformHTTP
import Shell
import Synchronization

/// Takes the screen to another profile, organization or workspace, behind it: what is slow is done on a thread of its
/// own, and posted.
final class PlatformSwitcher: Sendable {
    private struct State {
        var place: ServerScope
        /// Platforms that are there, by the answers that say so.
        var arrived: [Ticket: any Platform] = [:]
    }

    private let state: Mutex<State>
    private let report: @Sendable (RetryNotice) -> Void
    private let post: @Sendable (Ticket, EffectResult) -> Void

    /// `post` may be called from any thread.
    init(
        _ place: ServerScope, report: @escaping @Sendable (RetryNotice) -> Void,
        post: @escaping @Sendable (Ticket, EffectResult) -> Void
    ) {
        state = Mutex(State(place: place))
        self.report = report
        self.post = post
    }

    var place: ServerScope { state.withLock { $0.place } }

    func listProfiles(_ ticket: Ticket) { behind(ticket) { .profiles(try $0.place.profiles()) } }

    func connect(_ wish: ConnectionRequest, _ ticket: Ticket) {
        behind(ticket) { connector in
            let place = connector.place.changed(by: wish)
            if wish.leavesGone { return (try? connector.leave(place, ticket)) ?? .due }
            let platform = try place.open(onRetry: connector.report)
            // Asked now, so that a wrong key is told here, and what is open stays open.
            _ = try runBlocking { try await platform.user() }
            if wish.organization != nil { place.remember(platform.scope) }
            connector.state.withLock { state in
                state.place = place
                state.arrived[ticket] = platform
            }
            return .connected(platform.scope)
        }
    }

    /// Another place on the same server, where this one is not there any more; what is wrong otherwise was told already.
    private func leave(_ place: ServerScope, _ ticket: Ticket) throws -> EffectResult {
        let loss = Mutex("")
        let platform = try place.open(onRetry: report, mayLeave: true) { pick in
            if let words = pick.loss { loss.withLock { $0 = words } }
        }
        let words = loss.withLock { $0 }
        guard !words.isEmpty else { return .due }
        state.withLock { $0.arrived[ticket] = platform }
        return .connected(platform.scope, loss: words)
    }

    /// The platform that an answer is about, once.
    func take(_ ticket: Ticket) -> (any Platform)? { state.withLock { $0.arrived.removeValue(forKey: ticket) } }

    private func behind(_ ticket: Ticket, _ work: @escaping @Sendable (PlatformSwitcher) throws -> EffectResult) {
        Thread.detachNewThread { [self] in
            do {
                post(ticket, try work(self))
            } catch let error as PlatformError {
                post(ticket, .failed(error))
            } catch {
                let failure = CommandError(error)
                let words = [failure.message, failure.hint].filter { !$0.isEmpty }.joined(separator: " ")
                post(ticket, .ended(Message(words, .error)))
            }
        }
    }
}
