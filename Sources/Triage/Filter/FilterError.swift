/// Why a filter cannot be understood.
package struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for the user.
    package var message: String
    /// The word of the filter that it is about.
    package var word: String
    /// What was perhaps meant.
    package var suggestion: String?

    package init(message: String, word: String, suggestion: String? = nil) {
        self.message = message
        self.word = word
        self.suggestion = suggestion
    }

    package var description: String {
        suggestion.map { "\(message); did you mean \($0)?" } ?? message
    }
}
