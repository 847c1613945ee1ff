/// A 128-bit hash that is the same on every machine and in every run: ids and index names are made of it.
///
/// Not for security: two inputs that were chosen to collide may collide.
package struct StableHash: Hashable, Sendable {
    private var low: UInt64 = 0xCBF2_9CE4_8422_2325
    private var high: UInt64 = 0x6C62_272E_07BB_0142

    package init() {}

    package init(_ texts: String...) {
        for text in texts { combine(text) }
    }

    /// Adds a text and its end, so that `ab` `c` and `a` `bc` differ.
    package mutating func combine(_ text: String) {
        for byte in text.utf8 { combine(byte: byte) }
        combine(byte: 0xFF)
    }

    package mutating func combine(_ value: some FixedWidthInteger) {
        var rest = UInt64(truncatingIfNeeded: value)
        for _ in 0..<8 {
            combine(byte: UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Adds bytes, eight at a time: for long ones.
    mutating func combine(words bytes: UnsafeRawBufferPointer) {
        var at = 0
        while at + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            low = (low ^ word) &* 0x0000_0100_0000_01B3
            low ^= low >> 32
            high = (high &+ word) &* 0x9E37_79B9_7F4A_7C15
            high ^= high >> 29
            at += 8
        }
        for byte in bytes[at...] { combine(byte: byte) }
    }

    private mutating func combine(byte: UInt8) {
        low = (low ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        high = (high &+ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
        high ^= high >> 29
    }

    /// 64 well mixed bits.
    package var value: UInt64 { Self.mix(low ^ high.byteSwapped) }

    /// 32 hexadecimal digits.
    package var hexadecimal: String { Self.digits(Self.mix(low)) + Self.digits(Self.mix(high ^ low)) }

    /// The hash in the shape of a UUID (version 8: made by the application).
    package var uuid: String {
        var digits = Array(hexadecimal.utf8)
        digits[12] = UInt8(ascii: "8")
        digits[16] = Array("89ab".utf8)[Int(value & 3)]
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Spreads every input bit over the whole word.
    static func mix(_ value: UInt64) -> UInt64 {
        var word = value
        word = (word ^ (word >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ (word >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ (word >> 33)
    }

    private static func digits(_ word: UInt64) -> String {
        let text = String(word, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
