/// Whose words a search looks at: what `in:` names, in one trajectory as in every transcript.
package enum TextScope: String, CaseIterable, Hashable, Sendable {
    /// What was said, by who said it.
    case agent, user, system
    case reasoning
    /// What a tool was asked, and what it answered.
    case call, result
    /// The answers of tools that failed; they are results as well.
    case error

    /// All names, for a message that says what `in:` takes.
    package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// A query without the words `in:NAME[,NAME]` at its beginning or its end, and the scopes that these name.
package struct ScopedText: Hashable, Sendable {
    /// What is looked for, without the blanks around it where there were scopes.
    package var text: String
    /// Empty: everywhere.
    package var scopes: Set<TextScope>

    /// Throws the name that is no scope.
    package init(parsing query: String) throws(UnknownScope) {
        var rest = Substring(query)
        var scopes: Set<TextScope> = []
        while let word = rest.split(separator: " ", maxSplits: 1).first, word.hasPrefix(Self.prefix) {
            scopes.formUnion(try Self.scopes(word))
            rest = rest[word.endIndex...].drop { $0 == " " }
        }
        while let word = rest.split(separator: " ").last, word.hasPrefix(Self.prefix), word.startIndex > rest.startIndex
        {
            scopes.formUnion(try Self.scopes(word))
            rest = rest[..<word.startIndex]
            while rest.last == " " { rest = rest.dropLast() }
        }
        text = String(rest)
        self.scopes = scopes
    }

    private static let prefix = "in:"

    private static func scopes(_ word: Substring) throws(UnknownScope) -> Set<TextScope> {
        var found: Set<TextScope> = []
        for name in word.dropFirst(prefix.count).split(separator: ",") {
            guard let scope = TextScope(rawValue: name.lowercased()) else { throw UnknownScope(name: String(name)) }
            found.insert(scope)
        }
        return found
    }
}

/// A name after `in:` that means nothing.
package struct UnknownScope: Error, Hashable, Sendable, CustomStringConvertible {
    package var name: String

    package var description: String { "in: takes \(TextScope.names)" }
}
