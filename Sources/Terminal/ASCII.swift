/// Questions about runs of bytes, answered eight at a time: most text is ASCII and must cost next to nothing.
enum ASCII {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Whether every byte is below 0x80.
    static func isPure(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        all(bytes, word: { $0 & highBits == 0 }, byte: { $0 < 0x80 })
    }

    /// Whether every byte is a printable ASCII character, blanks included, so the text needs no cleaning.
    static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        all(bytes, word: isPrintable, byte: { $0 >= 0x20 && $0 < 0x7f })
    }

    /// Where the run of printable ASCII that starts at `offset` ends.
    static func printableRun(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
        var offset = offset
        let raw = UnsafeRawBufferPointer(bytes)
        while offset + 8 <= raw.count, isPrintable(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) {
            offset += 8
        }
        while offset < raw.count, raw[offset] >= 0x20, raw[offset] < 0x7f { offset += 1 }
        return offset
    }

    /// True when no byte is below 0x20, is 0x7f, or has its high bit set.
    @inline(__always)
    private static func isPrintable(_ word: UInt64) -> Bool {
        let belowBlank = (word &- ones &* 0x20) & ~word
        let delete = word ^ (ones &* 0x7f)
        let isDelete = (delete &- ones) & ~delete
        return (belowBlank | isDelete | word) & highBits == 0
    }

    @inline(__always)
    private static func all(
        _ bytes: UnsafeBufferPointer<UInt8>, word: (UInt64) -> Bool, byte: (UInt8) -> Bool
    ) -> Bool {
        var offset = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while offset + 8 <= raw.count {
            guard word(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) else { return false }
            offset += 8
        }
        while offset < raw.count {
            guard byte(raw[offset]) else { return false }
            offset += 1
        }
        return true
    }
}
