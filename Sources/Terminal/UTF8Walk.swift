/// Walks the scalars of UTF-8 that comes from a Swift `String`, so is known to be well-formed.
///
/// `String.unicodeScalars` costs several times as much; drawing, measuring and wrapping all start here.
struct UTF8Walk {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Offset of the next scalar, in bytes.
    private(set) var offset: Int

    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    @inline(__always)
    var atEnd: Bool { offset >= bytes.count }

    /// The next scalar, or nil at the end.
    @inline(__always)
    mutating func next() -> UInt32? {
        guard offset < bytes.count else { return nil }
        let first = UInt32(bytes[offset])
        if first < 0x80 {
            offset += 1
            return first
        }
        return multiByte(first)
    }

    private mutating func multiByte(_ first: UInt32) -> UInt32 {
        let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        var scalar = first & (0xff >> UInt32(length + 1))
        let end = min(offset + length, bytes.count)
        for index in (offset + 1)..<max(offset + 1, end) { scalar = scalar << 6 | UInt32(bytes[index] & 0x3f) }
        offset = end
        return scalar
    }
}
