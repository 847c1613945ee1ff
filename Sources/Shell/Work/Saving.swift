/// What is lost when the program ends before a piece of work is done: quitting waits for it.
package enum Saving: Hashable, Sendable {
    /// A file that the user asked for.
    case file
    /// A mark, a note, a bookmark or a name.
    case mark
    /// Something that a server is told to do.
    case request
}
