/// What needs the terminal, or the program around the state.
package enum TerminalWork: Hashable, Sendable {
    case copy(String, what: String)
    case page(String, name: String)
    /// Opens a read-only copy in the user's editor.
    case edit(String, name: String)
    /// Runs a command of the user's own on the terminal.
    case run(OwnRun)
    /// Opens a picture or a sound with another program.
    case openMedia(MediaRequest)
    /// Browses a ZIP of this disk, and comes back.
    case openBundle(String)
    /// Writes a report of what the screen shows; `masking`: what looks like a key or a password is masked.
    case report(Reported, to: String, replacing: Bool, masking: Bool)
    /// The paths that begin so.
    case fileNames(String)
    /// Tells the user by the terminal that something has ended: by its bell, or by a message (OSC 9).
    case alert(String, AlertKind)
    case profiles
    case connect(ConnectionRequest)
    /// Signs in, and connects with the new key.
    case login
    case suspend, redraw, quit

    /// What is lost when this is not done to its end.
    var saves: Saving? {
        switch self {
        // A copy that is too large for the clipboard becomes a file.
        case .copy, .report: .file
        default: nil
        }
    }
}

/// What a report is of.
package enum Reported: Hashable, Sendable {
    /// The items that their list shows.
    case items
    /// The marks and notes of these.
    case marks
    /// The tasks of two evaluations.
    case comparison
}

/// How the user is told when an evaluation that is followed ends.
package enum AlertKind: String, CaseIterable, Hashable, Sendable {
    case none, bell, message, both
}
