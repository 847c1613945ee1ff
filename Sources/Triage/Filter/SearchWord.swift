import TextSearch

/// A word that is looked for in the fields of items, as it reads and with smart case: in any case when it is written in
/// lower case, exactly when it has a capital letter.
package struct SearchWord: Hashable, Sendable {
    package let text: String
    private let pattern: LiteralPattern?
    /// As it reads in prose, in small letters: what is looked for first. Empty where it has nothing but marks.
    let folded: [UInt8]
    /// What is found by `folded` must be looked at once more, for its capitals or marks.
    let isExact: Bool

    package init(_ text: String) {
        self.text = text
        pattern = LiteralPattern(text)
        folded = FoldedText(text, .prose).bytes
        isExact = pattern.map { !$0.folding.ignoresCase || $0.folding.layout == .literal } ?? false
    }

    /// Whether one text holds the word.
    package func matches(_ text: String) -> Bool { pattern?.occurs(in: text) ?? true }
}
