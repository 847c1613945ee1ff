/// The line in which a pane finds, filters or searches.
package struct FindLine: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
        /// A pattern is lit up in what is read; a wrong one is not entered.
        case pattern
        /// The rows that match stay.
        case filter
        /// A query for the server.
        case query
    }

    package var style: Style
    /// What stands in the line at first.
    package var text: String

    package init(_ style: Style, text: String) {
        self.style = style
        self.text = text
    }
}
