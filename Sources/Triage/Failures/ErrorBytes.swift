/// A piece of an error text as UTF-8. A large evaluation has tens of thousands of error texts, and walking them by
/// characters takes fifty times as long.
typealias Bytes = ArraySlice<UInt8>

/// A set of ASCII characters.
struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: StaticString) {
        characters.withUTF8Buffer { bytes in
            for byte in bytes { if byte < 64 { low |= 1 << byte } else { high |= 1 << (byte - 64) } }
        }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> byte & 1 == 1 : byte < 128 && high >> (byte - 64) & 1 == 1
    }
}

extension UInt8 {
    /// Bytes of characters beyond ASCII count as letters.
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) || self >= 0x80 }
    var isUpper: Bool { (0x41...0x5A).contains(self) }
    var isLower: Bool { (0x61...0x7A).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isLineBreak: Bool { (0x0A...0x0D).contains(self) }
    /// Part of a name.
    var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
    var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension Bytes {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// In lower case, as far as it is ASCII.
    var lowerText: String {
        String(unsafeUninitializedCapacity: count) { buffer in
            for (place, byte) in enumerated() { buffer[place] = byte.lowered }
            return count
        }
    }

    func has(prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { $0.count <= count && self.prefix($0.count).elementsEqual($0) }
    }

    func has(suffix: StaticString) -> Bool {
        suffix.withUTF8Buffer { $0.count <= count && self.suffix($0.count).elementsEqual($0) }
    }

    func equals(_ other: StaticString) -> Bool { count == other.utf8CodeUnitCount && has(prefix: other) }

    func contains(_ other: StaticString) -> Bool {
        withUnsafeBytes { bytes in
            other.withUTF8Buffer { ByteSearch.contains(bytes, UnsafeRawBufferPointer($0)) }
        }
    }

    /// Whether any character is one of these.
    func contains(anyOf set: ByteSet) -> Bool { contains { set.contains($0) } }

    /// Without the blanks at the start.
    var unindented: Bytes { drop(while: \.isBlank) }

    /// Without the blanks at the end.
    var trimmedEnd: Bytes { self[startIndex..<(lastIndex { !$0.isBlank }.map { $0 + 1 } ?? startIndex)] }

    /// What follows the last `.`, without dots at the end.
    var lastComponent: Bytes { split(separator: UInt8(ascii: ".")).last ?? self[endIndex...] }
}
