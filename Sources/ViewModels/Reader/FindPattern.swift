/// What is looked for in a text: smart case (a pattern in lower case matches capitals as well).
package struct FindPattern: Hashable, Sendable {
    package let text: String
    private let needle: [UInt8]
    private let ignoresCase: Bool

    /// A pattern; nil for a blank one.
    package init?(_ text: String) {
        guard !text.allSatisfy(\.isWhitespace) else { return nil }
        self.text = text
        ignoresCase = !text.contains(where: \.isUppercase)
        needle = Array(text.utf8)
    }

    /// Where the pattern occurs, in UTF-8 offsets and without overlaps. ASCII letters are folded when case is ignored;
    /// others match as they are written.
    package func matches(in text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { bytes in offsets(in: bytes) }
    }

    /// Whether the pattern occurs at all.
    package func occurs(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in next(in: bytes, from: 0) != nil }
    }

    /// How often the pattern occurs, without overlaps.
    package func count(in text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in offsets(in: bytes).count }
    }

    /// UTF-8 offsets of the matches.
    package func offsets(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while let start = next(in: bytes, from: at) {
            found.append(start..<(start + needle.count))
            at = start + needle.count
        }
        return found
    }

    private func next(in bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        let last = bytes.count - needle.count
        guard from <= last else { return nil }
        let first = needle[0]
        let other = ignoresCase && (0x61...0x7A).contains(first) ? first - 0x20 : first
        var at = from
        while at <= last {
            let byte = bytes[at]
            if byte == first || byte == other, matches(bytes, at: at) { return at }
            at += 1
        }
        return nil
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
        for offset in 1..<max(needle.count, 1) {
            var byte = bytes[at + offset]
            if ignoresCase, (0x41...0x5A).contains(byte) { byte += 0x20 }
            if byte != needle[offset] { return false }
        }
        return true
    }
}
