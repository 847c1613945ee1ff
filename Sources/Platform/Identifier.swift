import Wire

/// The id of one kind of thing: an `Identifier<Evaluation>` cannot be given where a session's is asked for.
///
/// Ids are compared as text. The platform takes a unique prefix of most ids (Platform.docc/Evaluations).
package struct Identifier<Entity>: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    package var text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral value: String) { text = value }

    package var description: String { text }

    /// The id where it may be a name of a file, a word of a command line or a candidate of a completion; nil where it is
    /// none of the platform's: it is shown then, and asked for as one encoded segment. Theirs are UUIDs and names: a letter
    /// or digit of ASCII, then up to 127 of these and of `-`, `_` and `.`.
    package var word: String? {
        let bytes = text.utf8
        let isWord = bytes.allSatisfy { $0.isLetterOrDigit || "-_.".utf8.contains($0) }
        return isWord && bytes.first?.isLetterOrDigit == true && bytes.count <= 128 ? text : nil
    }

    /// The id in an address on a command line; empty where it is not to be in one.
    package var segment: String { word ?? "" }

    /// The first eight characters, as people quote ids.
    package var short: String { String(text.prefix(8)) }

    package static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }
}
