/// A configuration that cannot work: what is wrong, and what to set instead. Holds no secret.
package struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    package var message: String
    package var hint: String

    package init(_ message: String, hint: String = "") {
        self.message = message
        self.hint = hint
    }

    package var description: String { hint.isEmpty ? message : "\(message)\n\(hint)" }

    /// There is neither a server nor a key anywhere.
    package static let nothingConfigured = ConfigurationError(
        "No server is configured: set DREADNODE_SERVER and DREADNODE_API_KEY, or run trawl login.",
        hint: "trawl demo shows a built-in workspace, and trawl open PATH reads downloaded trajectories.")
}
