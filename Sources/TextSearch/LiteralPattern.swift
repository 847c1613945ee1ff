/// A text that is looked for as it reads (`FoldedText`), with smart case: one without capitals matches them as well.
///
/// Marks of emphasis, quotation and line ends within what is found make no difference, unless they are asked for.
package struct LiteralPattern: Hashable, Sendable {
    /// How the texts are read that it is looked for in.
    package let folding: Folding
    /// As it reads.
    package var bytes: [UInt8] { needle.bytes }
    private let needle: TextNeedle

    /// Nil for a text that reads as nothing.
    package init?(_ text: String) { self.init(text, ignoresCase: !text.contains(where: \.isUppercase)) }

    package init?(_ text: String, ignoresCase: Bool) {
        let whole = FoldedText(text, Folding(ignoresCase: ignoresCase, layout: .literal)).bytes
        let prose = Self.prose(text, Folding(ignoresCase: ignoresCase, layout: .prose))
        // Marks that would be left out are asked for.
        let isProse = Self.withoutBlanks(prose) == Self.withoutBlanks(whole)
        let hasBlanks = whole.contains { $0 <= 0x20 }
        folding = Folding(ignoresCase: ignoresCase, layout: !isProse ? .literal : hasBlanks ? .prose : .lines)
        guard let needle = TextNeedle(isProse ? prose : whole, ignoresCase: ignoresCase) else { return nil }
        self.needle = needle
    }

    /// As it reads, with a blank at either end where there is one.
    private static func prose(_ text: String, _ folding: Folding) -> [UInt8] {
        var bytes = FoldedText(text, folding).bytes
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        if text.first?.isWhitespace == true { bytes.insert(0x20, at: 0) }
        if text.last?.isWhitespace == true, text.count > 1 { bytes.append(0x20) }
        return bytes
    }

    private static func withoutBlanks(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 > 0x20 } }

    /// Where it stands, in order and without overlaps, in UTF-8 offsets.
    package func matches(in text: UnsafeRawBufferPointer) -> [Range<Int>] {
        FoldedText.read(text, folding) { bytes, text in
            var found: [Range<Int>] = []
            var at = 0
            while let start = needle.next(in: bytes, from: at) {
                at = start + needle.bytes.count
                found.append(text?.original(start..<at) ?? start..<at)
            }
            return found
        }
    }

    package func first(in text: UnsafeRawBufferPointer) -> Range<Int>? {
        FoldedText.read(text, folding) { bytes, text in
            needle.next(in: bytes, from: 0).map { start in
                let found = start..<(start + needle.bytes.count)
                return text?.original(found) ?? found
            }
        }
    }

    package func first(in text: String) -> Range<Int>? {
        var text = text
        return text.withUTF8 { first(in: UnsafeRawBufferPointer($0)) }
    }

    package func occurs(in text: String) -> Bool { first(in: text) != nil }

    /// More bytes of a text than any match takes.
    package var longest: Int { needle.bytes.count * 4 + 64 }
}

extension FoldedText {
    /// Hands over what a text says: the text itself where it is plain, else folded.
    static func read<Result>(
        _ text: UnsafeRawBufferPointer, _ folding: Folding, _ body: (UnsafeRawBufferPointer, FoldedText?) -> Result
    ) -> Result {
        guard !isPlain(text, folding.layout) else { return body(text, nil) }
        let folded = FoldedText(text, folding)
        return folded.bytes.withUnsafeBytes { body($0, folded) }
    }
}
