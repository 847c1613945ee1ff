/// Whether a file that a document refers to is there.
package enum MediaPresence: Hashable, Sendable {
    /// Its size in bytes.
    case present(Int)
    case missing
}
