import CTextSearch

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

    /// The first place from an offset on, or nil.
    package func next(in haystack: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard from <= haystack.count - bytes.count, let base = haystack.baseAddress else { return nil }
        let found = bytes.withUnsafeBufferPointer { needle in
            trawl_find(
                base.assumingMemoryBound(to: UInt8.self), haystack.count, from,
                trawl_needle(
                    bytes: needle.baseAddress, length: needle.count, rare: rare.1, rarer: rare.0, folds: ignoresCase))
        }
        return found < 0 ? nil : found
    }
}
