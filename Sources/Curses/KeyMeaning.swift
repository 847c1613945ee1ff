import Terminal

/// What bytes of the keyboard mean.
enum KeyMeaning {
    case key(Key)
    case pasteBegins, pasteEnds
    /// The terminal says what its background is.
    case ground(Ground)
    /// Understood, and of no use here: a key's release, an answer of the terminal, bytes that are not UTF-8.
    case nothing
}
