#if canImport(Glibc)
    import Glibc
#endif

/// What kind of JSON value a text is, told from its first byte.
package enum JSONKind: UInt8, Hashable, Sendable {
    case object, array, string, number
    /// `true`, `false`, `null`.
    case literal
    /// No JSON value begins like this.
    case invalid

    /// The kind of the value that begins with this byte.
    package init(firstByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "\""): self = .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "N"), UInt8(ascii: "I"):
            self = .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): self = .literal
        default: self = .invalid
        }
    }

    /// An object or an array.
    package var isContainer: Bool { self == .object || self == .array }
}

/// Finding where JSON values end, without taking them apart. All of it reads inside the buffer, whatever is in it.
package enum JSONBytes {
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let newline = UInt8(ascii: "\n")

    /// Anything up to a blank separates values: also NUL and the record separator of JSON text sequences.
    static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    /// The index behind the closing quote of the string whose text begins at `start`; nil where it is not here. The search
    /// goes on at `position`, so a string that arrives in pieces is looked at once.
    ///
    /// `memchr` looks for quotes alone: whether one is escaped is told by the backslashes before it, which are few.
    static func endOfString(_ bytes: UnsafeRawBufferPointer, start: Int, position: Int, limit: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var at = position
        while at < limit {
            guard let hit = memchr(base + at, Int32(quote), limit - at) else { return nil }
            let found = UnsafeRawPointer(hit) - base
            var back = found
            while back > start, bytes[back - 1] == backslash { back -= 1 }
            if (found - back) & 1 == 0 { return found + 1 }
            at = found + 1
        }
        return nil
    }

    /// The next quote or bracket at or after `position`, or `limit`: eight bytes at a time, for long runs of numbers.
    static func nextStructural(_ bytes: UnsafeRawBufferPointer, from position: Int, limit: Int) -> Int {
        guard let base = bytes.baseAddress else { return limit }
        var at = position
        while at + 8 <= limit {
            let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            // `[` and `{`, `]` and `}` differ in one bit: with it set, two comparisons find all four.
            let folded = word | 0x2020_2020_2020_2020
            let hits =
                zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(folded ^ 0x7B7B_7B7B_7B7B_7B7B)
                | zeroBytes(folded ^ 0x7D7D_7D7D_7D7D_7D7D)
            if hits != 0 { return at + UInt64(littleEndian: hits).trailingZeroBitCount / 8 }
            at += 8
        }
        while at < limit, !isStructural(bytes[at]) { at += 1 }
        return at
    }

    /// The high bit of every byte of the word that is zero; of the lowest such byte for certain.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private static func isStructural(_ byte: UInt8) -> Bool {
        byte == quote || byte | 0x20 == UInt8(ascii: "{") || byte | 0x20 == UInt8(ascii: "}")
    }

    /// Whether a scalar ends before this byte.
    static func endsScalar(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || isStructural(byte)
    }

    /// The index behind the value that begins at `start`; nil where it does not end before `limit`. Brackets are counted
    /// and not matched, so that no nesting is too deep.
    package static func endOfValue(_ bytes: UnsafeRawBufferPointer, start: Int, limit: Int) -> Int? {
        guard start < limit else { return nil }
        switch JSONKind(firstByte: bytes[start]) {
        case .string: return endOfString(bytes, start: start + 1, position: start + 1, limit: limit)
        case .object, .array:
            var nesting = Nesting(position: start)
            return nesting.advance(bytes, limit: limit) ? nesting.position : nil
        case .number, .literal, .invalid:
            var at = start
            while at < limit, !endsScalar(bytes[at]) { at += 1 }
            return max(at, start + 1)
        }
    }
}

/// A walk from an opening bracket to the one that closes it, which can pause at any byte.
struct Nesting {
    private(set) var position: Int
    private var depth = 0
    /// Where the text of the string that is being read begins.
    private var stringStart: Int?

    /// `position` is that of the opening bracket.
    init(position: Int) { self.position = position }

    /// Goes on to the end of the value or to `limit`; true where the value ended, with `position` behind it.
    mutating func advance(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Bool {
        while position < limit {
            if let start = stringStart {
                guard let end = JSONBytes.endOfString(bytes, start: start, position: position, limit: limit) else {
                    position = limit
                    return false
                }
                position = end
                stringStart = nil
            }
            position = JSONBytes.nextStructural(bytes, from: position, limit: limit)
            guard position < limit else { return false }
            let byte = bytes[position]
            position += 1
            if byte == JSONBytes.quote {
                stringStart = position
            } else if byte & 0x06 == 0x02 {
                depth += 1
            } else {
                depth -= 1
                if depth == 0 { return true }
            }
        }
        return false
    }
}
