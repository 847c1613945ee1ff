/// What became of a name that a document gives of another file.
package enum FileReference: Hashable, Sendable {
    case session(SessionID)
    /// No such document was opened.
    case missing
    /// The name leads out of what was opened, and was not followed.
    case outside
    /// There are no files here, only sessions.
    case noFiles
}
