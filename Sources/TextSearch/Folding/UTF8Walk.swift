/// Reads characters out of UTF-8.
enum UTF8Walk {
    /// The character of several bytes at a place, which moves behind it; U+FFFD for a byte that begins none.
    static func scalar(in bytes: UnsafeRawBufferPointer, _ at: inout Int) -> Unicode.Scalar {
        let lead = bytes[at]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, at + length <= bytes.count else {
            at += 1
            return "\u{FFFD}"
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
        at += length
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
