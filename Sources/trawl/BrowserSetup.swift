import App
import Effects
import Foundation
import LocalState
import Panes
import Platform
import PlatformHTTP
import Shell
import Terminal
import Themes
import Triage
import Wire

/// What the interactive screen is opened with.
struct BrowserSetup {
    /// Where the platform comes from.
    enum Origin {
        /// At hand at once.
        case ready(@Sendable () throws -> any Platform)
        /// Read from this disk first, which may take a while.
        case files(@Sendable () throws -> any Platform)
        /// A place on a server, from which one can go elsewhere.
        case server(ServerScope)

        var readsFiles: Bool { if case .files = self { true } else { false } }

        var place: ServerScope? {
            if case .server(let place) = self { place } else { nil }
        }
    }

    var origin: Origin
    var startingPoint: StartingPoint?
    /// The form in which trajectories are asked for.
    var form = TrajectoryFormat.atif
    var includesCompacted = false
    var theme: Theme
    /// Which theme that is, and which others there are.
    var themeChoice = ThemeChoice()
    var loadTheme: (String) -> Theme? = { _ in nil }
    var keymap = Keymap()
    /// Where marks are kept, of the workspace that is opened.
    var makeMarks: (PlatformScope) -> any MarksStore = { _ in TransientMarks() }
    /// The words of the verdict keys.
    var verdicts = AppState.usualVerdicts
    var failureTarget = StepTarget.OfFailure.lastError
    /// How the end of a followed evaluation is told.
    var alert = AlertKind.none
    /// Nothing is changed on a server, in marks or in files.
    var isReadOnly = false
    /// What looks like a key or a password stays in reports and exports.
    var revealsSecrets = false
    var ownCommands: [OwnCommand] = []
    /// What the last run left; nil to begin afresh and to leave nothing.
    var stateFile: StateFile?
    /// Whether this run begins where the last one ended, and is where the next one begins.
    var keepsPlace = false
    /// Bytes of answers that are kept in memory.
    var cacheBudget = ResponseCache.defaultBudget
    /// Where the lists of a server are kept from one run to the next; nil where they are not.
    var seenLists: (@Sendable (PlatformScope) -> SeenLists)?
    /// Bytes of one document that are kept.
    var limit = ByteStore.usualLimit
    var usesMouse = false
    /// The columns of lists, by the name of the list.
    var columns: [String: [ColumnChoice]] = [:]
    /// Sets of phrases of refusal.
    var refusalSets = RefusalSet.shipped
    /// Where what must not reach the screen is written: errors of libraries, crashes.
    var logFile: String?
}

extension BrowserSetup.Origin {
    /// The platform there; `report` is called when a request will be sent again.
    func open(_ report: @escaping @Sendable (RetryNotice) -> Void) throws -> any Platform {
        switch self {
        case .ready(let make), .files(let make): try make()
        case .server(let place): try place.openOrSeen(onRetry: report)
        }
    }
}
