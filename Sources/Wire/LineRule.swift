#if canImport(Glibc)
    import Glibc
#endif

/// Tells JSON Lines from values that follow each other: in JSON Lines, no value goes on behind the end of its line.
struct LineRule: Sendable {
    private(set) var isLines = false
    /// The first container, until a second value says what stands between them.
    private var first: Range<Int>?
    private var isDecided = false
    private var searched = 0

    /// A top-level container is complete.
    mutating func containerEnded(_ range: Range<Int>) { first = first ?? range }

    /// A top-level value begins at `position`.
    mutating func valueBegins(_ bytes: UnsafeRawBufferPointer, at position: Int) {
        searched = position
        guard !isDecided, let first else { return }
        isDecided = true
        isLines = Self.newline(bytes, first) == nil && Self.newline(bytes, first.upperBound..<position) != nil
    }

    /// The end of the line that holds `position`, or `end` where it is not before that. Bytes are searched once.
    mutating func limit(_ bytes: UnsafeRawBufferPointer, from position: Int, end: Int) -> Int {
        if searched < position { searched = position }
        guard searched < end else { return end }
        searched = Self.newline(bytes, searched..<end) ?? end
        return searched
    }

    private static func newline(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        guard let base = bytes.baseAddress, !range.isEmpty,
            let hit = memchr(base + range.lowerBound, Int32(JSONBytes.newline), range.count)
        else { return nil }
        return UnsafeRawPointer(hit) - base
    }
}
