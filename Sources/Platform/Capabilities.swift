import Wire

/// What a platform can do beyond what every one can. What it lacks answers as the defaults below say, so that nobody has to
/// ask which platform it is.
package struct Capabilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Documents are files of this disk, with others beside them: pictures, continuations.
    package static let keepsFiles = Capabilities(rawValue: 1)
    /// It builds an index of its own before searches are quick.
    package static let indexes = Capabilities(rawValue: 2)
    /// It lists items before it knows more of them than their names: the rest stands in the documents.
    package static let describes = Capabilities(rawValue: 4)
    /// What it shows can be seen in a web browser too.
    package static let hasWebPages = Capabilities(rawValue: 8)
    /// Its search knows all of our language: regular expressions, `in:`, `never:`. A server says so in its answers.
    package static let answersRicherQueries = Capabilities(rawValue: 16)
    /// Answers never change and cost nothing: asking again is pointless, and reading as good as searching.
    package static let isSettled = Capabilities(rawValue: 32)

    /// Of files on this disk.
    package static let files: Capabilities = [.keepsFiles, .indexes, .describes, .answersRicherQueries, .isSettled]
}
