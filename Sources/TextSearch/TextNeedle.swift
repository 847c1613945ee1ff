/// A text that is looked for as it is, with smart case: one in small letters matches capitals as well. ASCII letters are
/// folded; others match as they are written.
package struct TextNeedle: Hashable, Sendable {
    /// In small letters where case is ignored.
    package let bytes: [UInt8]
    package let ignoresCase: Bool
    /// Offsets of the two bytes that are least to be expected: what is looked for first.
    private let rare: (Int, Int)

    /// Nil for an empty text.
    package init?(_ text: String) {
        self.init(Array(text.utf8), ignoresCase: !text.contains(where: \.isUppercase))
    }

    /// Bytes to be found in either case where `ignoresCase`; they are in small letters then. Nil for none.
    package init?(_ bytes: [UInt8], ignoresCase: Bool) {
        guard !bytes.isEmpty else { return nil }
        self.bytes = bytes
        self.ignoresCase = ignoresCase
        let order = bytes.indices.sorted { Self.frequency(bytes[$0]) < Self.frequency(bytes[$1]) }
        rare = (order[0], order.count > 1 ? order[1] : order[0])
    }

    package static func == (left: TextNeedle, right: TextNeedle) -> Bool {
        left.bytes == right.bytes && left.ignoresCase == right.ignoresCase
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    /// How often a byte is met in prose and logs, roughly.
    private static func frequency(_ byte: UInt8) -> Int {
        let common = Array(" etaoinsrhldcumfpgwybvkxjqz".utf8)
        let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        return common.firstIndex(of: small).map { 100 - $0 } ?? ((0x30...0x39).contains(byte) ? 72 : 50)
    }

    private typealias Block = SIMD32<UInt8>

    /// The first place from an offset on, or nil.
    package func next(in haystack: UnsafeRawBufferPointer, from: Int) -> Int? {
        let last = haystack.count - bytes.count
        guard from <= last, let base = haystack.baseAddress else { return nil }
        let (first, second) = (Probe(self, rare.0), Probe(self, rare.1))
        var at = from
        // Blocks of places at once, as long as all that is loaded is there.
        while at + Block.scalarCount - 1 <= last {
            let hits = first.hits(base + at) & second.hits(base + at)
            let words = unsafeBitCast(hits, to: SIMD4<UInt64>.self)
            if words != SIMD4() {
                for place in 0..<Block.scalarCount where hits[place] != 0 && matches(base, at: at + place) {
                    return at + place
                }
            }
            at += Block.scalarCount
        }
        while at <= last {
            if matches(base, at: at) { return at }
            at += 1
        }
        return nil
    }

    private func matches(_ base: UnsafeRawPointer, at: Int) -> Bool {
        for offset in bytes.indices {
            var byte = base.load(fromByteOffset: at + offset, as: UInt8.self)
            if ignoresCase, (0x41...0x5A).contains(byte) { byte |= 0x20 }
            if byte != bytes[offset] { return false }
        }
        return true
    }

    /// Looks for one byte of the needle at 32 places.
    private struct Probe {
        let offset: Int
        let wanted: Block
        let folding: Block

        init(_ needle: TextNeedle, _ offset: Int) {
            self.offset = offset
            let byte = needle.bytes[offset]
            wanted = Block(repeating: byte)
            folding = Block(repeating: needle.ignoresCase && (0x61...0x7A).contains(byte) ? 0x20 : 0)
        }

        /// 0xFF at each place where the byte is.
        func hits(_ place: UnsafeRawPointer) -> Block {
            let block = (place + offset).loadUnaligned(as: Block.self) | folding
            return Block(repeating: 0).replacing(with: 0xFF, where: block .== wanted)
        }
    }
}
