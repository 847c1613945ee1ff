import Foundation
import Wire

/// Where trawl keeps things, by the XDG base directories. Nothing is made before it is written to.
struct Folders: Hashable, Sendable {
    /// Settings and profiles.
    let config: String
    /// What can be made again: search indexes.
    let cache: String
    /// What cannot: marks, notes, the log.
    let state: String

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        func folder(_ name: String, _ fallback: String) -> String {
            // The specification ignores relative paths.
            let base = environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/" + fallback
            return base + "/trawl"
        }
        config = folder("XDG_CONFIG_HOME", ".config")
        cache = folder("XDG_CACHE_HOME", ".cache")
        state = folder("XDG_STATE_HOME", ".local/state")
    }

    /// Marks, notes, and names of failure classes.
    var marks: String { state + "/marks.sqlite" }

    /// What the last visit left: lines that were typed, saved filters, where it ended.
    var lastVisit: String { state + "/last.json" }

    /// The organization and the workspace that were chosen last, by server.
    var places: String { state + "/places.json" }

    /// The log; nil where its folder cannot be made, as on a read-only home.
    func logFile() -> String? {
        let path = state + "/trawl.log"
        return (try? PrivateFile.makeFolder(of: path)).map { path }
    }
}
