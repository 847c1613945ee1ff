import Wire

/// Where the elements of a document are.
enum ElementSource: Hashable, Sendable {
    /// Top-level values: JSON Lines.
    case values
    /// Elements of the top-level array.
    case root
    /// Elements of the member with this index.
    case member(Int)
    /// Elements that were collected from several places.
    case collected
    /// Members of the top-level object, each of them a document.
    case members
    /// Requests and answers, one a line: of each the messages that are new.
    case log
}

/// How a document is laid out.
enum Shape: Hashable, Sendable {
    case undecided
    /// Every element is one step.
    case steps(ElementSource)
    /// Elements are messages, items or events: an agent's step is made of several.
    case messages(ElementSource)
    /// Every element is a document.
    case parts(ElementSource)
    case rejected(String)
}
