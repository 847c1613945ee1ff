/// A piece of a text with the match in it, on one line.
enum Snippet {
    /// Characters on either side of the match.
    private static let margin = 70

    /// The piece around the first of the words that is found; nil where none is.
    static func around(_ words: [String], in text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard let found = words.lazy.compactMap({ position(of: $0, in: bytes) }).first else { return nil }
            return cut(bytes, around: found)
        }
    }

    /// The piece around a place, in UTF-8 offsets.
    static func around(_ place: Range<Int>, in text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            let start = min(place.lowerBound, bytes.count)
            return cut(bytes, around: start..<min(max(start, place.upperBound), start + margin, bytes.count))
        }
    }

    /// The end of a text.
    static func end(of text: String) -> String { around(max(0, text.utf8.count - margin)..<text.utf8.count, in: text) }

    /// The beginning of a text.
    static func beginning(of text: String, length: Int = 2 * margin) -> String {
        var text = text
        return text.withUTF8 { cut($0, around: 0..<min(length, $0.count)) }
    }

    /// Where a word stands in the text: at the beginning of a word where possible, else anywhere; then where its stem
    /// stands. ASCII letters match in either case.
    private static func position(of word: String, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        let whole = Array(word.lowercased().utf8)
        let stem = Array(whole.prefix(max(4, whole.count - 3)))
        return find(whole, in: bytes, atWordStart: true) ?? find(whole, in: bytes, atWordStart: false)
            ?? find(stem, in: bytes, atWordStart: true)
    }

    private static func find(
        _ word: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, atWordStart: Bool
    ) -> Range<Int>? {
        guard let first = word.first, word.count <= bytes.count else { return nil }
        var at = 0
        while at + word.count <= bytes.count {
            defer { at += 1 }
            guard bytes[at].lowered == first, !atWordStart || at == 0 || !bytes[at - 1].isWordByte else { continue }
            var length = 1
            while length < word.count, bytes[at + length].lowered == word[length] { length += 1 }
            if length == word.count { return at..<(at + length) }
        }
        return nil
    }

    private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, around found: Range<Int>) -> String {
        var start = max(0, found.lowerBound - margin)
        var end = min(bytes.count, found.upperBound + margin)
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        var kept: [UInt8] = []
        for byte in bytes[start..<end] {
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isBlank { kept.append(byte) } else if kept.last != 0x20, !kept.isEmpty { kept.append(0x20) }
        }
        if kept.last == 0x20 { kept.removeLast() }
        let line = String(decoding: kept, as: UTF8.self)
        return (start > 0 ? "…" : "") + line + (end < bytes.count ? "…" : "")
    }
}

extension UInt8 {
    fileprivate var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    fileprivate var isWordByte: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(lowered) || self >= 0x80
    }
}
