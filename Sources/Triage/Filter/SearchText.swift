/// A text prepared for being searched for many words: folded to lower case once, compared as bytes.
package struct SearchText: Sendable {
    /// The text in lower case, as UTF-8.
    package let folded: [UInt8]

    package init(_ text: String) { folded = Self.fold(text) }

    /// Several fields as one text. A line feed stands between them, so that no word matches across two fields.
    package init(fields: [String?]) {
        var bytes: [UInt8] = []
        for case .some(let field) in fields {
            bytes += Self.fold(field)
            bytes.append(0x0A)
        }
        folded = bytes
    }

    /// Lower case: by hand for ASCII, which nearly every text is, else by the Unicode tables.
    static func fold(_ text: String) -> [UInt8] {
        var text = text
        let ascii: [UInt8]? = text.withUTF8 { bytes in
            guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        return ascii ?? Array(text.lowercased().utf8)
    }
}

/// A word that is looked for with smart case: in any case when it is written in lower case, exactly when it has a
/// capital letter.
package struct SearchWord: Hashable, Sendable {
    package let text: String
    /// The word has a capital letter, so case matters.
    package let isExact: Bool
    let folded: [UInt8]

    package init(_ text: String) {
        self.text = text
        folded = SearchText.fold(text)
        isExact = text.contains { $0.isUppercase }
    }

    /// Whether the prepared text holds the word; `original` gives the fields as they were written, and is asked only
    /// when case matters and the folded text already holds the word.
    package func matches(_ text: SearchText, original: () -> [String?]) -> Bool {
        guard Self.contains(text.folded, folded) else { return false }
        guard isExact else { return true }
        let bytes = Array(self.text.utf8)
        return original().contains { field in field.map { Self.contains(Array($0.utf8), bytes) } ?? false }
    }

    /// Whether one text holds the word.
    package func matches(_ text: String) -> Bool {
        isExact ? Self.contains(Array(text.utf8), Array(self.text.utf8)) : Self.contains(SearchText.fold(text), folded)
    }

    private static func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
        haystack.withUnsafeBytes { hay in needle.withUnsafeBytes { ByteSearch.contains(hay, $0) } }
    }
}
