#if canImport(Glibc)
    import Glibc
#endif

/// What stands between the quotes of a JSON string, not yet decoded.
package struct EscapedText {
    private let bytes: UnsafeRawBufferPointer

    package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The beginning of it, decoded: about so many bytes.
    package func prefix(_ count: Int) -> String { text(0..<boundary(count)) }

    /// All of it, decoded.
    package var text: String { text(0..<bytes.count) }

    /// The text in pieces of about so many bytes, none of which cuts a character or an escape.
    package func forEachPiece(of size: Int, _ body: (String) throws -> Void) rethrows {
        var start = 0
        while start < bytes.count {
            let wanted = start + max(size, 64)
            let end = wanted < bytes.count ? max(boundary(wanted, from: start), start + 1) : bytes.count
            try body(text(start..<end))
            start = end
        }
    }

    /// A place near `position`, behind `lower`, where the text may be cut: in front of a character, and not within an
    /// escape. `lower` is such a place.
    func boundary(_ position: Int, from lower: Int = 0) -> Int {
        let backslash = UInt8(ascii: "\\")
        var cut = min(max(lower, position), bytes.count)
        // An escape is at most six bytes, and a pair of surrogates twelve.
        if let escape = (max(lower, cut - 12)..<cut).first(where: { bytes[$0] == backslash }) {
            var run = escape
            while run > lower, bytes[run - 1] == backslash { run -= 1 }
            // Of backslashes in a row, every second one is escaped.
            cut = escape - (escape - run) % 2
            if isSurrogate(cut, low: true), cut - 6 >= lower, isSurrogate(cut - 6, low: false) { cut -= 6 }
        }
        while cut > lower, cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        return cut
    }

    /// Whether the second, or the first, half of a pair is escaped there.
    private func isSurrogate(_ at: Int, low: Bool) -> Bool {
        guard at + 3 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u"),
            bytes[at + 2] | 0x20 == UInt8(ascii: "d")
        else { return false }
        return (low ? "cdefCDEF" : "89abAB").utf8.contains(bytes[at + 3])
    }

    /// As it is where nothing is escaped, else with the runs between the escapes copied whole.
    func text(_ range: Range<Int>) -> String {
        guard let base = bytes.baseAddress, !range.isEmpty else { return "" }
        let slice = UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
        guard var next = Self.backslash(slice, from: 0) else { return String(decoding: slice, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(slice.count)
        var escapes = EscapeReader(bytes: slice)
        var copied = 0
        while true {
            decoded.append(contentsOf: slice[copied..<next])
            escapes.at = next + 1
            escapes.read(into: &decoded)
            copied = min(escapes.at, slice.count)
            guard let found = Self.backslash(slice, from: copied) else { break }
            next = found
        }
        decoded.append(contentsOf: slice[copied...])
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func backslash(_ slice: UnsafeRawBufferPointer, from start: Int) -> Int? {
        // Text of programs has an escape every few dozen bytes: a short look saves the call.
        let near = min(start + 16, slice.count)
        for index in start..<near where slice[index] == UInt8(ascii: "\\") { return index }
        guard near < slice.count, let base = slice.baseAddress,
            let hit = memchr(base + near, Int32(UInt8(ascii: "\\")), slice.count - near)
        else { return nil }
        return UnsafeRawPointer(hit) - base
    }
}

/// Reads what follows a backslash in a string.
private struct EscapeReader {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    /// Reads one escape. One that JSON does not know stands for itself, backslash kept.
    mutating func read(into text: inout [UInt8]) {
        guard at < bytes.count else { return }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"): unicodeEscape(into: &text)
        default: text += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func unicodeEscape(into text: inout [UInt8]) {
        guard let first = hexadecimal() else {
            text += Array("\u{FFFD}".utf8)
            return
        }
        var code = UInt32(first)
        if (0xD800..<0xDC00).contains(first), at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
            bytes[at + 1] == UInt8(ascii: "u")
        {
            let back = at
            at += 2
            if let second = hexadecimal(), (0xDC00..<0xE000).contains(second) {
                code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
            } else {
                at = back
            }
        }
        text += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    }

    private mutating func hexadecimal() -> UInt16? {
        guard at + 4 <= bytes.count else {
            at = bytes.count
            return nil
        }
        var value: UInt16 = 0
        for index in at..<(at + 4) {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt16(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt16(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt16(byte - 0x57)
            default: return nil
            }
        }
        at += 4
        return value
    }
}
