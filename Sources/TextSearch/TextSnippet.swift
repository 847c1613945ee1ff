/// A piece of a text with the match in it, on one line.
package enum TextSnippet {
    /// Characters on either side of the match.
    private static let margin = 70

    /// The piece around the first of what is asked for; nil where nothing of it stands in the text.
    package static func around(_ query: WordQuery, in text: String) -> String? {
        query.firstPlace(in: text).map { around($0, in: text) }
    }

    /// The piece around a place, in UTF-8 offsets.
    package static func around(_ place: Range<Int>, in text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            let start = min(place.lowerBound, bytes.count)
            return cut(bytes, around: start..<min(max(start, place.upperBound), start + margin, bytes.count))
        }
    }

    /// The end of a text.
    package static func end(of text: String) -> String {
        around(max(0, text.utf8.count - margin)..<text.utf8.count, in: text)
    }

    /// The beginning of a text.
    package static func beginning(of text: String, length: Int = 2 * margin) -> String {
        var text = text
        return text.withUTF8 { cut($0, around: 0..<min(length, $0.count)) }
    }

    /// The sentence, or the line, around a place; what goes on for long is cut.
    package static func sentence(around place: Range<Int>, in text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var start = min(place.lowerBound, bytes.count)
            var end = min(max(start, place.upperBound), bytes.count)
            let (first, last) = (max(0, start - longest), min(bytes.count, end + longest))
            while start > first, !ends(bytes, before: start) { start -= 1 }
            while end < last, !ends(bytes, before: end) { end += 1 }
            return line(
                bytes, start, end, isTorn: start > 0 && !ends(bytes, before: start),
                goesOn: end < bytes.count && !ends(bytes, before: end))
        }
    }

    /// Bytes on either side of a place that a sentence has at most.
    private static let longest = 240

    /// A line ends here, or the mark of a sentence's end with the blank behind it.
    private static func ends(_ bytes: UnsafeBufferPointer<UInt8>, before place: Int) -> Bool {
        guard place > 0 else { return true }
        if bytes[place - 1] == 0x0A { return true }
        // The ideographic full stop needs no blank.
        if place >= 3, bytes[place - 3] == 0xE3, bytes[place - 2] == 0x80, bytes[place - 1] == 0x82 { return true }
        guard place >= 2, bytes[place - 1] == 0x20 else { return false }
        return [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[place - 2])
    }

    private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, around found: Range<Int>) -> String {
        let start = max(0, found.lowerBound - margin)
        let end = min(bytes.count, found.upperBound + margin)
        return line(bytes, start, end, isTorn: start > 0, goesOn: end < bytes.count)
    }

    /// A piece as one line, from and to whole characters.
    private static func line(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isTorn: Bool, goesOn: Bool
    ) -> String {
        var (start, end) = (start, end)
        while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        var kept: [UInt8] = []
        for byte in bytes[start..<end] {
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isBlank { kept.append(byte) } else if kept.last != 0x20, !kept.isEmpty { kept.append(0x20) }
        }
        if kept.last == 0x20 { kept.removeLast() }
        return (isTorn ? "…" : "") + String(decoding: kept, as: UTF8.self) + (goesOn ? "…" : "")
    }
}
