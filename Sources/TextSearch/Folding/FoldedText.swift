import CTextSearch

/// How a text is read.
package struct Folding: Hashable, Sendable {
    package enum Layout: Hashable, Sendable {
        /// As prose: marks of emphasis and quotation are left out, and what stands between two words is one blank, also
        /// where a line ends. Paragraphs are lines.
        case prose
        /// Line by line, without marks of emphasis.
        case lines
        /// Line by line, with every mark.
        case literal
    }

    package var ignoresCase: Bool
    package var layout: Layout

    package init(ignoresCase: Bool, layout: Layout) {
        self.ignoresCase = ignoresCase
        self.layout = layout
    }

    /// What the words of a text are taken from.
    package static let words = Folding(ignoresCase: true, layout: .lines)
    package static let prose = Folding(ignoresCase: true, layout: .prose)
}

/// What a text says, whatever it is written with: the one idea of text that every find, search, filter and phrase has.
///
/// Letters are in small ones where case is ignored, without accents, in their usual width and shape; what has no width is
/// left out; typographic quotes are plain ones. The way back to the text itself is kept.
package struct FoldedText: Sendable {
    /// In UTF-8.
    package internal(set) var bytes: [UInt8] = []
    /// Inside words, where one begins that is written with a capital (`HTTP|Response`); offsets in `bytes`.
    package internal(set) var humps: [Int] = []
    var pieces: [Piece] = []

    /// A run that is as long as what it was made of, or one that was made as a whole.
    struct Piece: Sendable {
        var folded: Int
        var original: Int
        /// Bytes that it was made of; nil for a run.
        var length: Int?
    }

    init() {}

    package init(_ text: String, _ folding: Folding) {
        var text = text
        self = text.withUTF8 { FoldedText(UnsafeRawBufferPointer($0), folding) }
    }

    /// Adds what a short text says as prose, without the way back.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            let source = UnsafeRawBufferPointer(utf8)
            guard isPlain(source, .lines), !hasWideBlanks(source) else {
                return bytes += FoldedText(source, .prose).bytes
            }
            let start = bytes.count
            bytes.append(contentsOf: utf8)
            for place in start..<bytes.count where bytes[place] &- 0x41 < 26 { bytes[place] |= 0x20 }
        }
    }

    /// Blanks that are more than one, or at an end, or no space.
    private static func hasWideBlanks(_ text: UnsafeRawBufferPointer) -> Bool {
        var before: UInt8 = 0x20
        for byte in text {
            if byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x20 && before == 0x20 { return true }
            before = byte
        }
        return before == 0x20
    }

    /// As a string.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Where in the text itself a range comes from, which is not empty; in UTF-8 offsets.
    package func original(_ range: Range<Int>) -> Range<Int> {
        guard !pieces.isEmpty else { return range }
        let first = piece(at: range.lowerBound)
        let last = piece(at: max(range.lowerBound, range.upperBound - 1))
        let start = first.length == nil ? first.original + range.lowerBound - first.folded : first.original
        let end = last.length.map { last.original + $0 } ?? last.original + range.upperBound - last.folded
        return start..<max(start, end)
    }

    private func piece(at offset: Int) -> Piece {
        var (low, high) = (0, pieces.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].folded <= offset { low = middle } else { high = middle }
        }
        return pieces[low]
    }

    /// Whether a text reads as it is written but for the case of its letters, so that it need not be folded.
    static func isPlain(_ text: UnsafeRawBufferPointer, _ layout: Folding.Layout) -> Bool {
        trawl_plain(text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count, layout == .literal)
            && layout != .prose
    }

    /// Whether a letter of another script is taken for a Latin one among these.
    package static func looksLatin(_ scalar: Unicode.Scalar) -> Bool { LookAlike.latin(scalar) != nil }

    /// Whether letters that are not ASCII, or marks inside words, may stand for plain ASCII letters in a text.
    package static func mayHideLetters(_ text: UnsafeRawBufferPointer) -> Bool {
        trawl_hides_letters(text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count)
    }
}
