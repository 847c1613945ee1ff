#if canImport(Glibc)
    import Glibc
#endif

/// What is looked for in a text: one of several texts, with smart case (a text in lower case matches capitals as well).
package struct FindPattern: Hashable, Sendable {
    /// As it is shown.
    package let text: String
    private let needles: [Needle]

    fileprivate struct Needle: Hashable, Sendable {
        var bytes: [UInt8]
        var ignoresCase: Bool

        init(_ text: String) {
            bytes = Array(text.utf8)
            ignoresCase = !text.contains(where: \.isUppercase)
        }
    }

    /// A pattern; nil for a blank one.
    package init?(_ text: String) {
        self.init(any: [text], shown: text)
    }

    /// A pattern that any of the texts matches; nil where all are blank.
    package init?(any texts: [String], shown: String) {
        needles = texts.filter { !$0.allSatisfy(\.isWhitespace) }.map { Needle($0) }
        guard !needles.isEmpty else { return nil }
        text = shown
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
        return text.withUTF8 { bytes in needles.contains { $0.next(in: bytes, from: 0) != nil } }
    }

    /// How often the pattern occurs, without overlaps.
    package func count(in text: String) -> Int { matches(in: text).count }

    /// UTF-8 offsets of the matches.
    private func offsets(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        var nexts = needles.map { $0.next(in: bytes, from: 0) }
        while true {
            for index in needles.indices {
                if let next = nexts[index], next < at { nexts[index] = needles[index].next(in: bytes, from: at) }
            }
            guard let first = nexts.indices.min(by: { (nexts[$0] ?? .max) < (nexts[$1] ?? .max) }),
                let start = nexts[first]
            else { return found }
            at = start + needles[first].bytes.count
            found.append(start..<at)
        }
    }
}

extension FindPattern.Needle {
    /// The first place from an offset on; found by the system's own search for the first byte.
    fileprivate func next(in haystack: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        let last = haystack.count - bytes.count
        guard from <= last, let base = haystack.baseAddress else { return nil }
        let first = bytes[0]
        let other = ignoresCase && (0x61...0x7A).contains(first) ? first - 0x20 : first
        var lower = Search(base, first, from, last)
        var upper = other == first ? nil : Search(base, other, from, last)
        while true {
            guard let at = [lower.at, upper?.at].compactMap({ $0 }).min() else { return nil }
            if matches(haystack, at: at) { return at }
            lower.pass(at)
            upper?.pass(at)
        }
    }

    private func matches(_ haystack: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
        for offset in 1..<max(bytes.count, 1) {
            var byte = haystack[at + offset]
            if ignoresCase, (0x41...0x5A).contains(byte) { byte += 0x20 }
            if byte != bytes[offset] { return false }
        }
        return true
    }

    /// The places of one byte, found as they are needed.
    private struct Search {
        private let base: UnsafePointer<UInt8>
        private let byte: UInt8
        private let last: Int
        private(set) var at: Int?

        init(_ base: UnsafePointer<UInt8>, _ byte: UInt8, _ from: Int, _ last: Int) {
            self.base = base
            self.byte = byte
            self.last = last
            find(from)
        }

        /// Goes on behind a place.
        mutating func pass(_ place: Int) {
            if let at, at <= place { find(place + 1) }
        }

        private mutating func find(_ from: Int) {
            guard from <= last, let found = memchr(base + from, Int32(byte), last - from + 1) else { return at = nil }
            at = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
        }
    }
}
