package import Shell

/// How a body is drawn. Everything that changes rows is here: it is the key of the row cache.
package struct ReaderOptions: Hashable, Sendable {
    package var width: Int
    package var preferences = ReaderPreferences()
    package var folds = Folds()
    package var pattern: FindPattern?
    /// What is known of the files that the document refers to, by path.
    package var media: [String: MediaPresence] = [:]
    /// Parts that are not drawn: tools, reasoning.
    package var hidden: Set<StepFilter.Kind> = []

    /// What the user presses for the commands that a text names.
    package var keys = KeyNames.standard

    package init(width: Int) { self.width = width }
}
