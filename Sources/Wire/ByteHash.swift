/// A number for bytes, to tell whether they are the same as before: quick, the same in every run, and no secret.
package enum ByteHash {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Four words at a time, so that no multiplication waits for the one before.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes: SIMD4<UInt64> = [1, 2, 3, 4]
        var at = 0
        while at + 32 <= bytes.count {
            lanes ^= SIMD4(
                word(bytes, at), word(bytes, at + 8), word(bytes, at + 16), word(bytes, at + 24))
            lanes = (lanes &<< 29 | lanes &>> 35) &* factor
            at += 32
        }
        var hash = UInt64(bytes.count)
        for lane in 0..<4 { hash = mix(hash, lanes[lane]) }
        while at + 8 <= bytes.count {
            hash = mix(hash, word(bytes, at))
            at += 8
        }
        for byte in bytes[at...] { hash = mix(hash, UInt64(byte)) }
        return hash ^ hash >> 32
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    }

    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (hash ^ word) &* factor
        return mixed << 31 | mixed >> 33
    }
}
