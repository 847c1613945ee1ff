/// A word that is looked for with smart case: in any case when it is written in lower case, exactly when it has a
/// capital letter.
package struct SearchWord: Hashable, Sendable {
    package let text: String
    /// The word has a capital letter, so case matters.
    package let isExact: Bool
    let folded: [UInt8]

    package init(_ text: String) {
        self.text = text
        folded = Folding.folded(text)
        isExact = text.contains { $0.isUppercase }
    }

    /// Whether one text holds the word.
    package func matches(_ text: String) -> Bool {
        isExact ? isWritten(in: text) : Self.contains(Folding.folded(text), folded)
    }

    /// Whether the text holds the word as it is written.
    func isWritten(in text: String) -> Bool {
        var (text, word) = (text, self.text)
        return text.withUTF8 { text in
            word.withUTF8 { ByteSearch.contains(UnsafeRawBufferPointer(text), UnsafeRawBufferPointer($0)) }
        }
    }

    private static func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
        haystack.withUnsafeBytes { hay in needle.withUnsafeBytes { ByteSearch.contains(hay, $0) } }
    }
}
