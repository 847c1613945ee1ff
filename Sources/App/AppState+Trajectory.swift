import Platform
import Reader
import Shell
import Terminal
import Trajectory

// Words about the trajectory that is read.
extension AppState {
    /// A file that is read is shown again when it is written again: one that grows, and one that is replaced.
    mutating func watchFile() -> [Effect] {
        guard scope.capabilities.contains(.keepsFiles) else { return [] }
        let session =
            stack.isMain(ReaderPane.self) && trajectory?.tail != nil ? trajectory?.request?.session : nil
        if session == watchedFile, session == nil || slots.isBusy(.fileChange) { return [] }
        guard session != watchedFile || trajectory?.phase == .ready else { return [] }
        watchedFile = session
        return effects([
            session.map { EffectRequest(.fileChange, .change(of: $0)) } ?? EffectRequest(.fileChange, .cancel)
        ])
    }

    /// `:bookmarks`: a list to choose from.
    mutating func openBookmarks() -> Reaction {
        guard let trajectory else { return .say("No trajectory is open", .warning) }
        guard let menu = trajectory.bookmarkMenu else {
            return .say("No bookmark; \(key: .bookmark) sets one", .warning)
        }
        return .go(.menu(menu))
    }

    /// `:about`: what the document says of itself, and what is not as it says.
    mutating func openAbout() -> Reaction {
        guard let trajectory, let document = trajectory.document else { return .say("No trajectory is open", .warning) }
        let lines = AboutLines.render(document, progress: trajectory.progress, item: trajectory.item)
        return .lines("About \(Sanitize.line(trajectory.crumbs.last ?? ""))", lines)
    }
}
