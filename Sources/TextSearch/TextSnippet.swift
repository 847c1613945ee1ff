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
